"""ZIP archives -> their members, each as if it were a file. Nothing is ever unpacked to disk.

A member that is encrypted, a link, or named to climb out of a folder gives a reject; so does a bomb as a
whole.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from pipeline.errors import DocumentError
from pipeline.ingest.characters import clean_line
from pipeline.ingest.format import Format, Part, read_all
from pipeline.ingest.unpack import limited
from pipeline.records import RawDocument, Reject
from pipeline.settings import IngestSettings

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Word, Excel, OpenDocument and EPUB files are ZIP archives by construction; their members are no articles.
OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
ENCRYPTED = 0x1


def recognises(head: bytes, name: str) -> bool:
    return head.startswith(MAGIC)


def split(part: Part, settings: IngestSettings) -> Iterator[Part | RawDocument | Reject]:
    """The members in the order of the archive; raises DocumentError where it can't be opened or is a bomb."""
    if part.depth >= settings.max_nesting:
        raise DocumentError("read", "nested", f"packed more than {settings.max_nesting} times")
    stream = part.stream if part.stream.seekable() else io.BytesIO(read_all(part, settings))
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise DocumentError("read", "damaged", f"no complete ZIP archive: {error}") from error
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check(members, stream, settings)
        for member in members:
            yield from _member(archive, member, part, settings)


def _check(members: list[zipfile.ZipInfo], stream: BinaryIO, settings: IngestSettings) -> None:
    if not members:
        raise DocumentError("read", "empty", "an archive without files")
    if any(member.filename in OFFICE for member in members):
        raise DocumentError("read", "unsupported_format", "an office document; save it as PDF or text")
    size = stream.seek(0, io.SEEK_END)
    limit = min(settings.max_unpacked_bytes, max(settings.max_bytes, size * settings.max_ratio))
    if sum(member.file_size for member in members) > limit:
        raise DocumentError("read", "too_large", f"the archive unpacks to more than {limit} bytes")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Part, settings: IngestSettings
) -> Iterator[Part | Reject]:
    name = clean_line(member.filename) or "unnamed"
    ref = f"{part.source_ref}#{name}"
    if problem := _problem(member, name):
        yield Reject(ref, "read", *problem, member.file_size)
        return
    try:
        with archive.open(member) as file:
            stream = limited(cast(BinaryIO, file), packed_size=member.compress_size, settings=settings)
            yield Part(ref, name.rsplit("/", 1)[-1], stream, part.metadata, part.depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        yield Reject(ref, "read", "damaged", f"can't be unpacked: {error}", member.file_size)


def _problem(member: zipfile.ZipInfo, name: str) -> tuple[str, str] | None:
    if member.flag_bits & ENCRYPTED:
        return "encrypted", "the member is encrypted"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "symlink", "symbolic links are not followed"
    if name.startswith(("/", "\\")) or ":" in name[:2] or ".." in name.replace("\\", "/").split("/"):
        return "unsafe_path", "the member's name leads out of the archive"
    return None


FORMAT = Format("zip", recognises, split)
