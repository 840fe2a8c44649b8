"""A file -> its documents: recognises the format by content, unpacks, splits containers, within limits."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from pipeline.errors import DocumentError
from pipeline.ingest.encoding import peek
from pipeline.ingest.format import Format, Part, read_all, reject
from pipeline.ingest.metadata import from_fields
from pipeline.ingest.source import READ_ONLY, Source
from pipeline.ingest.unpack import OTHER_ARCHIVES, is_compressed, plain_name, unpack
from pipeline.records import Metadata, Page, RawDocument, Reject
from pipeline.settings import IngestSettings


def read_with(
    formats: Sequence[Format], source: Source, settings: IngestSettings
) -> Iterator[RawDocument | Reject]:
    """See `ingest.read`."""
    try:
        with open(
            source.path, "rb", buffering=1 << 16, opener=lambda path, _: os.open(path, READ_ONLY)
        ) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                yield Reject(source.source_ref, "read", "not_a_file", "no longer a file", source.bytes)
                return
            part = Part(source.source_ref, source.path.name, file, _sidecar(source))
            for item in _distinct(_documents(formats, part, source.bytes, settings)):
                yield _sized(item, source.bytes)
    except OSError as error:
        yield Reject(
            source.source_ref, "read", "unreadable", f"can't be read: {error.strerror}", source.bytes
        )


def clean_with(formats: Sequence[Format], document: RawDocument, settings: IngestSettings) -> Page:
    """See `ingest.clean`."""
    for format in formats:
        if format.name == document.format and format.clean is not None:
            return format.clean(document, settings)
    raise DocumentError("clean", "unsupported_format", f"no format is called {document.format!r}")


def _sized(item: RawDocument | Reject, size: int) -> RawDocument | Reject:
    if isinstance(item, Reject) and not item.bytes:
        return Reject(item.source_ref, item.stage, item.error, item.message, size)
    return item


def _distinct(items: Iterator[RawDocument | Reject]) -> Iterator[RawDocument | Reject]:
    """A reference given twice (a record's id, an archive's member) gets a number, so that it still names
    one input.
    """
    seen: set[bytes] = set()  # digests: millions of references must fit into memory
    for item in items:
        ref, number = item.source_ref, 1
        while (key := blake2b(ref.encode(), digest_size=8).digest()) in seen:
            number += 1
            ref = f"{item.source_ref}~{number}"
        seen.add(key)
        yield item if number == 1 else replace(item, source_ref=ref)


def _documents(
    formats: Sequence[Format], part: Part, size: int, settings: IngestSettings
) -> Iterator[RawDocument | Reject]:
    try:
        part = _unpacked(part, size, settings)
        format = _recognised(formats, part)
        if format.split is None:
            yield RawDocument(part.source_ref, format.name, read_all(part, settings), part.metadata)
            return
        for item in format.split(part, settings):
            if isinstance(item, Part):
                yield from _documents(formats, item, size, settings)
            else:
                yield item
    except DocumentError as error:
        yield reject(part, error)
    except (OSError, EOFError) as error:
        yield reject(part, DocumentError("read", "damaged", f"can't be read to its end: {error}"))


def _unpacked(part: Part, size: int, settings: IngestSettings) -> Part:
    while is_compressed(head := peek(part.stream)):
        if part.depth >= settings.max_nesting:
            raise DocumentError("read", "nested", f"packed more than {settings.max_nesting} times")
        stream = unpack(part.stream, head, packed_size=size, settings=settings)
        part = Part(part.source_ref, plain_name(part.name), stream, part.metadata, part.depth + 1)
    return part


def _recognised(formats: Sequence[Format], part: Part) -> Format:
    head = peek(part.stream)
    if not head:
        raise DocumentError("read", "empty", "an empty file")
    for magic, (offset, name) in OTHER_ARCHIVES.items():
        if head.startswith(magic, offset):
            raise DocumentError(
                "read", "unsupported_format", f"{name} archives are not read; unpack it first"
            )
    for format in formats:
        if format.recognises(head, part.name):
            return format
    raise DocumentError("read", "unsupported_format", "neither text nor a known kind of document")


def _sidecar(source: Source) -> Metadata:
    if source.sidecar is None:
        return Metadata()
    try:
        record = json.loads(source.sidecar.read_bytes())
    except (OSError, ValueError, RecursionError):
        return Metadata()  # it was valid when it was discovered; a moment later it is as if it weren't there
    return from_fields(record) if isinstance(record, dict) else Metadata()
