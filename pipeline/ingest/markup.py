"""HTML source -> a tree, and the facts that a page states about itself: JSON-LD, OpenGraph, meta, `time`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest import metadata as records
from pipeline.ingest.characters import clean_line
from pipeline.ingest.dates import parse_date
from pipeline.records import Metadata
from pipeline.settings import IngestSettings

ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Posting|Report|Review)$")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says besides its running text."""

    metadata: Metadata
    descriptions: tuple[str, ...]  # summaries from meta and JSON-LD; the standfirst is mostly one of them
    paywalled: bool


def parse(markup: str, settings: IngestSettings) -> Any:
    """The tree; raises DocumentError where the source is no HTML or has absurdly many elements."""
    from lxml import etree, html

    # lxml refuses an encoding declaration inside a str.
    markup = re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", markup[:400]) + markup[400:]
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, recover=True)
    try:
        tree = html.document_fromstring(markup.replace("\0", ""), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError("clean", "empty", f"no HTML in it: {error}"[:200]) from error
    if sum(1 for _ in tree.iter()) > settings.max_elements:
        raise DocumentError("clean", "too_large", f"more than {settings.max_elements} HTML elements")
    return tree


def facts(tree: Any) -> PageFacts:
    meta = _meta(tree)
    linked = [node for node in _linked_data(tree) if ARTICLE_TYPES.search(_type(node))]
    first = linked[0] if linked else {}
    url = _canonical(tree) or meta.get("og:url") or _text(first.get("url"))
    return PageFacts(
        metadata=Metadata(
            title=clean_line(
                _text(first.get("headline")) or meta.get("og:title") or tree.findtext(".//title")
            ),
            authors=records.authors(first.get("author")) or records.authors(meta.get("author")),
            published=parse_date(first.get("datePublished"))
            or parse_date(meta.get("article:published_time"))
            or parse_date(meta.get("date")),
            publisher=clean_line(meta.get("og:site_name")) or clean_line(_name(first.get("publisher"))),
            url=url if url and url.startswith("http") else None,
            language=tree.get("lang") or meta.get("og:locale"),
        ),
        descriptions=tuple(
            dict.fromkeys(
                line
                for text in (
                    meta.get("og:description"),
                    meta.get("description"),
                    _text(first.get("description")),
                )
                if (line := clean_line(unescape(text or "")))
            )
        ),
        paywalled=str(first.get("isAccessibleForFree", "")).lower() == "false",
    )


BLOCKS = frozenset(
    "p div section article main li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote figure figcaption table tr td th br hr pre"
    " header footer aside nav form body address details summary".split()
)
SILENT = frozenset(
    "script style noscript template svg iframe button select option textarea head nav form".split()
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block boundary inside, and the element that it stands in."""

    text: str
    node: Any

    @property
    def tag(self) -> str:
        return str(self.node.tag)


def blocks(tree: Any) -> list[Block]:
    """The text blocks of a tree, in order."""
    found: list[Block] = []
    pieces: list[str] = []
    owner = tree

    def close(next_owner: Any) -> None:
        nonlocal owner
        if pieces and (text := clean_line("".join(pieces))):
            found.append(Block(text, owner))
        pieces.clear()
        owner = next_owner

    todo: list[tuple[Any, bool]] = [(tree, False)]
    while todo:
        node, left = todo.pop()
        block = node.tag in BLOCKS
        if left:
            if block:
                parent = node.getparent()
                close(parent if parent is not None else tree)
            if node is not tree:
                pieces.append(node.tail or "")
            continue
        if block:
            close(node.getparent() if node.tag in ("br", "hr") else node)
        todo.append((node, True))
        if isinstance(node.tag, str) and node.tag not in SILENT:
            pieces.append(node.text or "")
            todo.extend((child, False) for child in reversed(node))
    close(tree)
    return found


LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|leadtext|standfirst|intro|introtext|introduction|vorspann|dek|deck|subline|subheadline|sub-?head(?:ing)?"
    r"|summary|article-?summary|excerpt|abstract|subtitle|sub-?title|teaser-?text|article-?(?:teaser|description|lead|intro))(?![a-z])"
)


CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "print:hidden" names a look, not a role; "zendaya-promoted-her-film-in-london" is a headline made into a name.
UTILITY = re.compile(r"\S*[:\[]\S*|\S{45,}|(?:[^\s-]+-){5,}\S+")


def role_names(node: Any) -> str:
    """The words of an element's class, id and test id, in lower case, compounds cut by hyphens.

    Ids of paragraphs and headings are anchors ("nav_phishing"), made from their text, and left out.
    """
    names = node.get("class") or ""
    if node.tag not in ("p", "h2", "h3", "h4", "li"):
        names = f"{names} {node.get('id') or ''} {node.get('data-testid') or ''}"
    return CAPITAL.sub("-", UTILITY.sub(" ", names)).lower()


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        content = node.get("content")
        if name and content:
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for node in tree.iter("script"):
        if (node.get("type") or "").strip().lower() != "application/ld+json" or not node.text:
            continue
        try:
            value = json.loads(node.text, strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [value]
        for _ in range(200):
            if not todo:
                break
            item = todo.pop(0)
            if isinstance(item, list):
                todo = item + todo
            elif isinstance(item, dict):
                yield item
                todo = [
                    item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item
                ] + todo


def _type(node: dict[str, Any]) -> str:
    value = node.get("@type")
    return str(value[0] if isinstance(value, list) and value else value)


def _canonical(tree: Any) -> str | None:
    for node in tree.iter("link"):
        if (node.get("rel") or "").lower() == "canonical" and node.get("href"):
            return str(node.get("href"))
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
