"""JSON lines, JSON arrays and single JSON objects: a record with `text` or `html` is a document.

Besides, `id`, `url`, `title`, `published` (ISO date or date-time), `publisher`, `authors` and `language`
are used when present; anything else is ignored. A broken line costs that line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from pipeline.errors import DocumentError
from pipeline.ingest import encoding, html, text
from pipeline.ingest.characters import clean_line
from pipeline.ingest.format import Format, Part, read_all
from pipeline.ingest.metadata import from_fields, merge
from pipeline.records import Page, RawDocument, Reject
from pipeline.settings import IngestSettings

STEP = 1 << 16
STRUCTURE = re.compile(rb'["\\{}\[\],]')
QUOTE, BACKSLASH, COMMA = b'"\\,'
OPENING, CLOSING = b"{[", b"}]"


def recognises(head: bytes, name: str) -> bool:
    """JSON by its first characters; a text may begin with a bracket, so that the next one must fit too."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.lower().endswith((".jsonl", ".ndjson", ".json")):
        return encoding.looks_textual(head)
    return re.match(rb'\{\s*"[^"\n]{0,200}"\s*:|\[\s*\{\s*"', start) is not None


def split(part: Part, settings: IngestSettings) -> Iterator[Part | RawDocument | Reject]:
    """The records of the stream, one at a time."""
    stream = encoding.narrow(part.stream)
    start = encoding.peek(stream).removeprefix(b"\xef\xbb\xbf").lstrip()
    pieces: Iterator[tuple[int, bytes | DocumentError]]
    if start.startswith(b"["):
        pieces = _elements(stream, settings)
    elif _is_one_object(start):
        pieces = iter([(1, read_all(replace(part, stream=stream), settings))])
    else:
        pieces = _lines(stream, settings)
    number = 0
    for number, data in pieces:
        yield _document(part, number, data)
    if not number:
        raise DocumentError("read", "empty", "no records")


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of one record; raises DocumentError where it has no text."""
    record = json.loads(_decoded(document.data))
    fields = merge(from_fields(record), document.metadata)
    markup = record.get("html")
    words = record.get("text")
    if isinstance(words, str) and words.strip():
        if html.looks_like_markup(words):
            return html.clean_markup(document, words, fields, settings)
        return text.clean_text(document, words, fields, settings)
    if not isinstance(markup, str) or not markup.strip():
        raise DocumentError("clean", "empty", "neither text nor html in the record")
    return html.clean_markup(document, markup, fields, settings)


def _is_one_object(start: bytes) -> bool:
    """A pretty-printed object goes on after its first line."""
    first, _, rest = start.partition(b"\n")
    return start.startswith(b"{") and rest.strip() != b"" and first.rstrip().endswith((b"{", b",", b"["))


def _lines(stream: BinaryIO, settings: IngestSettings) -> Iterator[tuple[int, bytes | DocumentError]]:
    number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        if line == b"\n":  # bombs are made of nothing; millions of blank lines are skipped at once
            ahead = encoding.peek(stream)
            number += len(stream.read(len(ahead) - len(ahead.lstrip(b"\n"))))
        elif len(line) <= settings.max_bytes:
            if line.strip(b"\0 \t\r\n\xef\xbb\xbf"):
                yield number, line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(STEP)
            yield (
                number,
                DocumentError("read", "too_large", f"a line of more than {settings.max_bytes} bytes"),
            )


def _elements(stream: BinaryIO, settings: IngestSettings) -> Iterator[tuple[int, bytes | DocumentError]]:
    """The elements of one JSON array, cut out without parsing, so that only one of them is held in memory."""
    depth = number = skip = 0
    quoted = escaped = large = False
    element = bytearray()

    def finished() -> Iterator[tuple[int, bytes | DocumentError]]:
        nonlocal number, large
        data = bytes(element).strip()
        element.clear()
        if data or large:
            number += 1
            error = DocumentError("read", "too_large", f"an element of more than {settings.max_bytes} bytes")
            yield number, error if large else data
        large = False

    while chunk := stream.read(STEP):
        taken = 0
        for match in STRUCTURE.finditer(chunk):
            position, char = match.start(), chunk[match.start()]
            if escaped:
                escaped = False
                if position == skip:
                    continue
            if quoted:
                if char == BACKSLASH:
                    escaped, skip = True, position + 1
                quoted = char != QUOTE
            elif char == QUOTE:
                quoted = True
            elif char in OPENING:
                depth += 1
                if depth == 1:
                    taken = position + 1
            elif char in CLOSING or (char == COMMA and depth == 1):
                depth -= char in CLOSING
                if depth == 0 or char == COMMA:
                    element += chunk[taken:position]
                    yield from finished()
                    taken = position + 1
                    if depth == 0:
                        if (chunk[taken:] + stream.read(STEP)).strip(b"\0 \t\r\n"):
                            yield number + 1, DocumentError("read", "invalid_json", "more behind the array")
                        return
        if escaped:
            skip -= len(chunk)
        element += chunk[taken:]
        if len(element) > settings.max_bytes:
            large = True
            element.clear()
    yield number + 1, DocumentError("read", "truncated", "the array is not closed")


def _document(part: Part, number: int, data: bytes | DocumentError) -> RawDocument | Reject:
    ref = f"{part.source_ref}#{number}"
    if isinstance(data, DocumentError):
        return Reject(ref, data.stage, data.error, data.message, 0)
    try:
        record: Any = json.loads(_decoded(data))
    except (ValueError, RecursionError) as error:
        return Reject(ref, "read", "invalid_json", f"not valid JSON: {error}"[:300], len(data))
    except DocumentError as error:
        return Reject(ref, error.stage, error.error, error.message, len(data))
    if not isinstance(record, dict):
        return Reject(ref, "read", "invalid_record", "a record must be a JSON object", len(data))
    if name := clean_line(str(record["id"])) if isinstance(record.get("id"), (str, int)) else None:
        ref = f"{part.source_ref}#{name}"
    if not any(isinstance(record.get(key), str) and record[key].strip() for key in ("text", "html")):
        return Reject(ref, "read", "empty", "neither text nor html in the record", len(data))
    return RawDocument(ref, FORMAT.name, data, part.metadata)


def _decoded(data: bytes) -> str:
    return encoding.decode(data).removeprefix("\ufeff")


FORMAT = Format("jsonl", recognises, split, clean)
