"""Pages saved by a browser as one file (`.mhtml`, `.mht`), and HTML mails -> their main HTML part."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.message import Message

from pipeline.errors import DocumentError
from pipeline.ingest import encoding, html, text
from pipeline.ingest.format import Format
from pipeline.ingest.metadata import merge
from pipeline.records import Metadata, Page, RawDocument
from pipeline.settings import IngestSettings

HEADER = re.compile(
    rb"\s*(?:From|MIME-Version|Subject|Date|Content-Type|Snapshot-Content-Location|X-[\w-]+):\s", re.I
)
MULTIPART = re.compile(rb"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)


def recognises(head: bytes, name: str) -> bool:
    return HEADER.match(head) is not None and MULTIPART.search(head) is not None


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of the message's first HTML part, or of its first text where there is none."""
    try:
        message = email.message_from_bytes(document.data.lstrip())
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError("clean", "damaged", f"no valid MIME message: {error}"[:200]) from error
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind:
                return _page(document, message, part, settings)
    raise DocumentError("clean", "empty", "no HTML or text part in the message")


def _page(document: RawDocument, message: Message, part: Message, settings: IngestSettings) -> Page:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError) as error:
        raise DocumentError("clean", "damaged", f"the part can't be decoded: {error}"[:200]) from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise DocumentError("clean", "empty", "an empty part")
    words = encoding.decode(payload, str(part.get_param("charset") or "") or None)
    location = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    metadata = merge(document.metadata, Metadata(url=location if location.startswith("http") else None))
    if part.get_content_type() == "text/plain":
        return text.clean_text(document, words, metadata, settings)
    page = html.clean_markup(document, words, metadata, settings, document_wins=True)
    return replace(page, metadata=merge(page.metadata, metadata))


FORMAT = Format("mhtml", recognises, clean=clean)
