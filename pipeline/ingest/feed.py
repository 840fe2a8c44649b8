"""RSS and Atom files -> their entries. An entry with a mere summary is marked as showing only a beginning.

A document's data is a JSON object of the entry's fields. The XML parser resolves no entities and loads
nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest import entities, html
from pipeline.ingest.characters import clean_line
from pipeline.ingest.format import Format, Part
from pipeline.ingest.metadata import from_fields, merge
from pipeline.records import Metadata, Page, RawDocument, Reject
from pipeline.settings import IngestSettings

ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:atom|a):feed)[\s>]", re.IGNORECASE)
XML = (b"<?xml", b"<rss", b"<feed", b"<rdf:", b"<!doctype rss", b"<!--")
# Tag without namespace -> field. Of several, the longest text is the fullest.
TEXTS = ("encoded", "content", "description", "summary", "fulltext")
FIELDS = {
    "title": "title",
    "link": "url",
    "guid": "id",
    "id": "id",
    "pubDate": "published",
    "published": "published",
    "date": "published",
    "updated": "updated",
    "creator": "authors",
    "author": "authors",
}
SUMMARY_WORDS = 80  # summaries in feeds have one or two sentences; a full text of this length is rare


def recognises(head: bytes, name: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:20].lower().startswith(XML) and ROOT.search(start[:4000]) is not None


def split(part: Part, settings: IngestSettings) -> Iterator[Part | RawDocument | Reject]:
    """The entries, streaming; raises DocumentError where the XML is broken or has none."""
    from lxml import etree

    channel: dict[str, str] = {}
    number = 0
    events = etree.iterparse(
        entities.mended(part.stream),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, node in events:
            tag = _local(node)
            if tag in ("item", "entry"):
                number += 1
                yield _entry(part, number, node, channel, settings)
            elif tag in ("title", "language") and _local(node.getparent()) in ("channel", "feed"):
                channel.setdefault(tag, clean_line(_text(node)) or "")
            if tag in ("item", "entry"):
                parent = node.getparent()
                node.clear()
                while parent is not None and node.getprevious() is not None:
                    del parent[0]
    except etree.LxmlError as error:
        raise DocumentError("read", "damaged", f"no well-formed feed: {error}"[:300]) from error
    if not number:
        raise DocumentError("read", "empty", "a feed without entries")


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of one entry."""
    record = json.loads(document.data)
    metadata = merge(from_fields(record), document.metadata)
    page = html.clean_fragment(document, record["text"], metadata, settings)
    short = len(page.body.split()) < SUMMARY_WORDS and not record["full"]
    return replace(page, paywalled=page.paywalled or short)


def _entry(
    part: Part, number: int, node: Any, channel: dict[str, str], settings: IngestSettings
) -> RawDocument | Reject:
    record: dict[str, Any] = {"text": "", "full": False}
    for child in node:
        tag = _local(child)
        words = _text(child).strip()
        if tag in TEXTS and len(words) > len(record["text"]):
            record["text"], record["full"] = words, tag in ("encoded", "content", "fulltext")
        elif tag == "link":
            if child.get("rel", "alternate") == "alternate":
                record.setdefault("url", words or child.get("href") or "")
        elif tag in FIELDS and words:
            record.setdefault(FIELDS[tag], words)
    ref = f"{part.source_ref}#{clean_line(record.get('url') or record.get('id')) or number}"
    if not record["text"]:
        return Reject(ref, "read", "empty", "an entry without text", 0)
    if "published" in record:
        record["published"] = _iso(record["published"])
    record["title"] = clean_line(_bare(record.get("title", "")))
    record["language"] = channel.get("language") or None
    record["publisher"] = channel.get("title") or None
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    if len(data) > settings.max_bytes:
        return Reject(
            ref, "read", "too_large", f"more than {settings.max_bytes} bytes in one entry", len(data)
        )
    return RawDocument(ref, FORMAT.name, data, merge(part.metadata, Metadata()))


def _iso(date: str) -> str:
    """ "Mon, 07 Oct 2019 10:00:00 +0200" in ISO form; anything else as it is."""
    try:
        return parsedate_to_datetime(date).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return date


def _local(node: Any) -> str:
    tag = node.tag if node is not None else ""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _text(node: Any) -> str:
    """The text of an element; markup that stands in it unescaped (Atom's xhtml) is kept as markup."""
    from lxml import etree

    if len(node) and node.get("type") == "xhtml":
        return str(etree.tostring(node[0], encoding="unicode", method="html", with_tail=False))
    return "".join(node.itertext())


def _bare(title: str) -> str:
    return re.sub(r"<[^<>]{1,200}>", "", unescape(title))


FORMAT = Format("feed", recognises, split, clean)
