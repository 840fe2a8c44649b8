"""WARC files (web crawls) -> the pages that were answered with success. warcio reads the records.

A record's data is the content type, a blank line and the payload, so that the encoding that HTTP declares
is kept. What is no page (requests, images, style sheets, redirects) is no would-be article and leaves no
row.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest import encoding, html, text
from pipeline.ingest.characters import clean_line
from pipeline.ingest.format import Format, Part
from pipeline.ingest.metadata import merge
from pipeline.records import Metadata, Page, RawDocument, Reject
from pipeline.settings import IngestSettings

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def recognises(head: bytes, name: str) -> bool:
    return head.startswith((b"WARC/1.", b"WARC/0."))


def split(part: Part, settings: IngestSettings) -> Iterator[Part | RawDocument | Reject]:
    """The pages of the crawl, streaming; raises DocumentError where the file is damaged or holds none."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found = False
    try:
        records = iter(ArchiveIterator(part.stream))
        while (record := _next(records)) is not None:
            if item := _page(record, part, settings):
                found = True
                yield item
    except (ArchiveLoadFailed, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
        # warcio trusts its input: a broken header may end as any of these.
        raise DocumentError("read", "damaged", f"no valid WARC record: {error}"[:300]) from error
    if not found:
        raise DocumentError("read", "empty", "no page among the records")


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of one record."""
    kind, _, payload = document.data.partition(b"\r\n\r\n")
    declared = CHARSET.search(kind.decode("latin-1"))
    words = encoding.decode(payload, declared[1] if declared else None)
    if kind.startswith(b"text/plain"):
        return text.clean_text(document, words, document.metadata, settings)
    page = html.clean_markup(document, words, document.metadata, settings, document_wins=True)
    return replace(page, metadata=merge(page.metadata, document.metadata))


def _next(records: Iterator[Any]) -> Any:
    """The next record or None; what warcio thinks of damaged ones must not go to the terminal."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(records, None)


def _page(record: Any, part: Part, settings: IngestSettings) -> RawDocument | Reject | None:
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").strip().lower()
    if not kind.startswith(PAGES):
        return None
    url = clean_line(record.rec_headers.get_header("WARC-Target-URI") or "") or "unknown"
    ref = f"{part.source_ref}#{url.strip('<>')}"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    payload = record.content_stream().read(settings.max_bytes + 1)
    if len(payload) > settings.max_bytes:
        return Reject(
            ref, "read", "too_large", f"more than {settings.max_bytes} bytes in one page", len(payload)
        )
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Reject(ref, "read", "truncated", "the record breaks off", len(payload))
    if not status.startswith("2"):
        return Reject(ref, "read", "http_status", f"the server answered {status}"[:100], len(payload))
    if not payload.strip():
        return Reject(ref, "read", "empty", "an answer without content", 0)
    metadata = merge(part.metadata, Metadata(url=url if url.startswith("http") else None))
    return RawDocument(ref, FORMAT.name, kind.encode("utf-8", "replace") + b"\r\n\r\n" + payload, metadata)


FORMAT = Format("warc", recognises, split, clean)
