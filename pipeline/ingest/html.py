"""A saved HTML page -> its title, metadata and running text. The only room where trafilatura works."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest import encoding
from pipeline.ingest.characters import clean_characters
from pipeline.ingest.format import Format
from pipeline.ingest.furniture import joined, without_furniture
from pipeline.ingest.markup import PageFacts, blocks, facts, parse
from pipeline.ingest.mending import mended
from pipeline.ingest.metadata import merge
from pipeline.ingest.pruning import main_container, prune
from pipeline.records import Metadata, Page, RawDocument
from pipeline.settings import IngestSettings

START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
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
    return _page(document, _paragraphs(tree, known), metadata, known.paywalled, settings)


def clean_fragment(document: RawDocument, markup: str, metadata: Metadata, settings: IngestSettings) -> Page:
    """The page of a piece of HTML that is all article, such as the content of a feed's entry."""
    tree = parse(markup, settings)
    return _page(document, [block.text for block in blocks(tree)], metadata, False, settings)


def _page(
    document: RawDocument,
    paragraphs: list[str],
    metadata: Metadata,
    paywalled: bool,
    settings: IngestSettings,
) -> Page:
    body = joined(without_furniture(paragraphs, title=metadata.title))
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
        paywalled=paywalled,
    )


def _paragraphs(tree: Any, known: PageFacts) -> list[str]:
    """The paragraphs that trafilatura takes for the article, mended."""
    from trafilatura import bare_extraction

    prune(tree)
    found = bare_extraction(tree, include_comments=False, include_tables=False)
    text = clean_characters(found.text or "") if found is not None else ""  # type: ignore[union-attr]
    lines = [line.removeprefix("- ") for line in text.split("\n") if line]
    return mended(lines, blocks(tree), blocks(main_container(tree)), known.descriptions)


FORMAT = Format("html", recognises, clean=clean)
