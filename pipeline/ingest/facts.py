"""A page's tree -> the facts that it states about itself, by how far they are to be believed.

JSON-LD is made for machines and read first, then OpenGraph and other meta elements, then `time` elements,
the address, and at last the date that readers see near the headline. Nothing here looks at a clock or a
file's date.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from pipeline.ingest import metadata as records
from pipeline.ingest.characters import clean_line
from pipeline.ingest.dates import find_date, has_date, parse_date
from pipeline.ingest.headline import headlines
from pipeline.ingest.markup import Block
from pipeline.records import Metadata

ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|LiveBlog|Column)\w*$", re.IGNORECASE)
DATE_NAMES = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "publish-date",
    "publishdate",
    "publish_date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "citation_online_date",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "rbpubdate",
    "displaydate",
    "article.published",
    "bt:pubdate",
    "created",
)
# ".../2023/08/30/slug" and ".../slug-20230830"; a number inside an id is no date
URL_DATE = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_-]|\.html?)")
# Broken JSON-LD, and scripts with page data, still say it in this form.
SCRIPT_DATE = re.compile(
    r"\"(?:datePublished|publishedAt|publishDate|publicationDate|first-publication|createDate)\"\s*:\s*\"?([^\",}]{8,40})"
)
NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
VISIBLE_BLOCKS = 20  # behind the main heading; still further on a date belongs to another text
ABOVE_BLOCKS = 4  # a date above the heading may be that of the day on which the page was saved
PUBLISHED = re.compile(
    r"\b(?:veröffentlicht|publiziert|erschienen|published|posted|first published)\b", re.IGNORECASE
)
VISIBLE_WORDS = 14


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says besides its running text.

    Attributes:
        descriptions: summaries from meta and JSON-LD; the standfirst is mostly one of them.
        paywalled: JSON-LD says that the article is not accessible for free.
        words: length of the whole article, as JSON-LD states it.
        headlines: all forms of the headline, which may stand in the text once more.
    """

    metadata: Metadata
    headlines: tuple[str, ...]
    descriptions: tuple[str, ...]
    paywalled: bool
    words: int | None


def facts(tree: Any) -> PageFacts:
    """The facts of an unpruned tree."""
    meta = _meta(tree)
    linked = next((node for node in _linked_data(tree) if ARTICLE_TYPES.search(_type(node))), {})
    url = _canonical(tree) or meta.get("og:url") or _text(linked.get("url"))
    site, house = clean_line(meta.get("og:site_name")), clean_line(_name(linked.get("publisher")))
    title, forms = headlines(tree, meta, _text(linked.get("headline")), (site, house, _site_of(url)))
    return PageFacts(
        metadata=Metadata(
            title=title,
            authors=_authors(meta, linked),
            published=_published(tree, meta, linked, url),
            publisher=site or house,
            url=url if url and url.startswith("http") else None,
            language=clean_line(tree.get("lang") or _text(linked.get("inLanguage")) or meta.get("og:locale")),
        ),
        headlines=forms,
        descriptions=tuple(
            dict.fromkeys(
                line
                for text in (
                    meta.get("og:description"),
                    meta.get("description"),
                    _text(linked.get("description")),
                )
                if (line := clean_line(unescape(text or "")))
            )
        ),
        paywalled=str(linked.get("isAccessibleForFree", "")).lower() == "false",
        words=_number(linked.get("wordCount")),
    )


def visible_date(page: Iterable[Block]) -> dt.date | None:
    """The date that readers see in a short line behind the main heading, above it, or called the date of
    publication further on.
    """
    lines = list(page)
    heading = next((number for number, block in enumerate(lines) if block.tag == "h1"), 0)
    short = [(n, block.text) for n, block in enumerate(lines) if len(block.text.split()) <= VISIBLE_WORDS]
    for near in (
        (text for n, text in short if heading <= n < heading + VISIBLE_BLOCKS),
        (text for n, text in short if heading - ABOVE_BLOCKS <= n < heading),
        (text for n, text in short if n > heading and PUBLISHED.search(text)),
    ):
        for text in near:
            if has_date(text):
                return find_date(text)
    return None


def _authors(meta: Mapping[str, str], linked: Mapping[str, Any]) -> tuple[str, ...]:
    for value in (
        linked.get("author"),
        linked.get("creator"),
        meta.get("author"),
        meta.get("article:author"),
        meta.get("dc.creator"),
    ):
        if names := records.authors(value):
            return names
    return ()


def _published(
    tree: Any, meta: Mapping[str, str], linked: Mapping[str, Any], url: str | None
) -> dt.date | None:
    for value in (
        linked.get("datePublished"),
        *(meta.get(name) for name in DATE_NAMES),
        linked.get("dateCreated"),
    ):
        if date := parse_date(value):
            return date
    for node in tree.iter("time", "abbr", "span", "div", "p"):
        if node.tag != "time" and (node.get("itemprop") or "").lower() != "datepublished":
            continue
        if date := parse_date(node.get("datetime") or node.get("content") or "".join(node.itertext())[:60]):
            return date
    if url and (match := URL_DATE.search(url)):
        return parse_date("-".join(match.groups()))
    for text in _page_data(tree):
        if (found := SCRIPT_DATE.search(text)) and (date := parse_date(found[1])):
            return date
    return None


def _page_data(tree: Any) -> Iterator[str]:
    """JSON in scripts and in the attributes of the page's large elements."""
    for node in tree.iter("body", "main", "article"):
        yield from (value for value in node.attrib.values() if "{" in value)
    for node in tree.iter("script"):
        if node.text:
            yield node.text


def _number(value: Any) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


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


def _site_of(url: str | None) -> str | None:
    """ "https://www.dw.com/de/…" -> "dw": the longest part of the host's name, without its top level."""
    host = re.match(r"https?://([\w.-]{1,200})", url or "")
    labels = [part for part in host[1].lower().split(".")[:-1] if part != "www"] if host else []
    return max(labels, key=len, default=None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
