"""A saved HTML page -> its title, metadata and running text. The only room where trafilatura works."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest import encoding
from pipeline.ingest.characters import clean_characters
from pipeline.ingest.facts import PageFacts, facts, visible_date
from pipeline.ingest.format import Format
from pipeline.ingest.furniture import joined, without_furniture
from pipeline.ingest.markup import blocks, parse
from pipeline.ingest.mending import mended
from pipeline.ingest.metadata import merge
from pipeline.ingest.pruning import main_container, prune
from pipeline.ingest.wordings import OFFER
from pipeline.records import Metadata, Page, RawDocument
from pipeline.settings import IngestSettings

START = re.compile(
    # A comment ends at its first end: with two ways to read many comments, time would grow without bound.
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
STUB_WORDS = 250  # free beginnings have 50 to 200 words; whole short articles are seldom for sale
STUB_SHARE = 0.6  # of the number of words that JSON-LD states
TAGS = re.compile(r"</(?:p|div|body|html|head|title|article|h1|span|li)\s*>|<br\s*/?>", re.IGNORECASE)


def recognises(head: bytes, name: str) -> bool:
    """HTML by its first tag, or by its name where there are any tags."""
    if not encoding.looks_textual(head):
        return False
    start = (
        encoding.decode(head)
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head
        else head.decode("latin-1")
    )
    if START.match(start.removeprefix("\xef\xbb\xbf").encode("utf-8")):
        return True
    tags = len(TAGS.findall(start))
    if name.lower().endswith((".html", ".htm", ".xhtml", ".shtml")):
        return tags > 0 or "<" in start
    return start.lstrip()[:1] == "<" and tags > 2


def looks_like_markup(words: str) -> bool:
    """Whether the text of a record is HTML."""
    return words.lstrip()[:1] == "<" and len(TAGS.findall(words[:20_000])) > 0


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of a file; raises DocumentError where there is no text in it."""
    return clean_markup(
        document, encoding.decode(document.data), document.metadata, settings, document_wins=True
    )


def clean_markup(
    document: RawDocument,
    markup: str,
    metadata: Metadata,
    settings: IngestSettings,
    *,
    document_wins: bool = False,
) -> Page:
    """The page of HTML source; `metadata` is believed before what the page says unless `document_wins`."""
    tree = parse(markup, settings)
    known = facts(tree)
    metadata = merge(known.metadata, metadata) if document_wins else merge(metadata, known.metadata)
    if metadata.published is None:
        metadata = replace(metadata, published=visible_date(blocks(tree)))
    titles = [*known.headlines, *([metadata.title] if metadata.title else [])]
    page = _page(document, _paragraphs(tree, known), metadata, settings, titles)
    stub = _is_stub(page.body, known) and (known.paywalled or OFFER.search(markup) is not None)
    return replace(page, paywalled=stub)


def clean_fragment(document: RawDocument, markup: str, metadata: Metadata, settings: IngestSettings) -> Page:
    """The page of a piece of HTML that is all article, such as the content of a feed's entry."""
    tree = parse(markup, settings)
    lines = [block.text for block in blocks(tree)]
    return _page(document, lines, metadata, settings, [metadata.title] if metadata.title else [])


def _page(
    document: RawDocument,
    paragraphs: list[str],
    metadata: Metadata,
    settings: IngestSettings,
    titles: Sequence[str],
) -> Page:
    body = joined(without_furniture(paragraphs, titles=titles))
    if not body:
        raise DocumentError("clean", "empty", "no running text in the page")
    if len(body) > settings.max_chars:
        raise DocumentError("clean", "too_large", f"more than {settings.max_chars} characters in one article")
    return Page(
        source_ref=document.source_ref,
        format=document.format,
        content_sha256=hashlib.sha256(document.data).hexdigest(),
        body=body,
        metadata=metadata,
    )


def _paragraphs(tree: Any, known: PageFacts) -> list[str]:
    """The paragraphs that trafilatura takes for the article, mended."""
    from trafilatura import bare_extraction

    prune(tree)
    try:
        found: Any = bare_extraction(tree, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise DocumentError("clean", "damaged", f"trafilatura can't read it: {error}"[:200]) from error
    text = clean_characters(found.text or "") if found is not None else ""
    lines = [line.removeprefix("- ") for line in text.split("\n") if line]
    page = blocks(tree)
    held = set(main_container(tree).iter())
    return mended(lines, page, [block for block in page if block.node in held], known.descriptions)


def _is_stub(body: str, known: PageFacts) -> bool:
    words = len(body.split())
    return words < (STUB_SHARE * known.words if known.words else STUB_WORDS)


FORMAT = Format("html", recognises, clean=clean)
