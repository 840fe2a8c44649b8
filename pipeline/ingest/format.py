"""What a format is, and what passes between the reader and the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.errors import DocumentError
from pipeline.records import Metadata, Page, RawDocument, Reject
from pipeline.settings import IngestSettings

NOTHING_KNOWN = Metadata()


@dataclass(frozen=True, slots=True)
class Part:
    """A stream of bytes to recognise: a file, or a member of a container.

    Attributes:
        name: the file's name, a hint about its format.
        stream: buffered; `peek` shows its beginning.
        depth: number of wrappings (archives, compressions) around it.
    """

    source_ref: str
    name: str
    stream: BinaryIO
    metadata: Metadata = NOTHING_KNOWN
    depth: int = 0


Split = Callable[[Part, IngestSettings], Iterator[Part | RawDocument | Reject]]
Clean = Callable[[RawDocument, IngestSettings], Page]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of input.

    Attributes:
        name: what stands in `articles.format`.
        recognises: whether a stream that begins with these bytes and has this name is of this kind.
        split: a container's parts and documents; None: the whole stream is one document.
        clean: one document's page; None: the format is a mere container of other formats.
    """

    name: str
    recognises: Callable[[bytes, str], bool]
    split: Split | None = None
    clean: Clean | None = None


def read_all(part: Part, settings: IngestSettings) -> bytes:
    """The whole stream; raises DocumentError where it is empty or larger than `max_bytes`."""
    data = part.stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise DocumentError("read", "too_large", f"more than {settings.max_bytes} bytes in one document")
    if not data.strip(b"\0\t\n\r \x0b\x0c"):
        raise DocumentError("read", "empty", "no bytes but blanks")
    return data


def reject(part: Part, error: DocumentError, size: int = 0) -> Reject:
    return Reject(part.source_ref, error.stage, error.error, error.message, size)
