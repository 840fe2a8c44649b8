"""Compressed streams -> plain ones, with a limit on what comes out.

A bomb, a truncated stream and damaged data each raise a DocumentError on reading; memory stays bounded.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import Any, BinaryIO

from pipeline.errors import DocumentError
from pipeline.settings import IngestSettings

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# Signature -> where it stands, and the name of what it stands for.
OTHER_ARCHIVES = {
    b"BZh": (0, "bzip2"),
    b"\xfd7zXZ\0": (0, "xz"),
    b"7z\xbc\xaf\x27\x1c": (0, "7-Zip"),
    b"Rar!\x1a\x07": (0, "RAR"),
    b"ustar": (257, "tar"),
}
SUFFIXES = (".gz", ".zst", ".gzip", ".zstd")

# One KiB of Zstandard can stand for 32 MiB (a block of 128 KiB in 4 bytes); more in one step could fill the
# memory.
ZSTD_STEP = 1 << 10
ZSTD_WINDOW = 1 << 27  # 128 MiB, the most that `zstd --long` makes by default


def is_compressed(head: bytes) -> bool:
    return head.startswith((GZIP_MAGIC, ZSTD_MAGIC))


def unpack(stream: BinaryIO, head: bytes, *, packed_size: int, settings: IngestSettings) -> BinaryIO:
    """The plain stream behind a gzip or Zstandard stream, which begins with `head`."""
    raw = _Gzip(stream) if head.startswith(GZIP_MAGIC) else _Zstandard(stream)
    return limited(raw, packed_size=packed_size, settings=settings)


def limited(raw: BinaryIO | io.RawIOBase, *, packed_size: int, settings: IngestSettings) -> BinaryIO:
    """A buffered stream over a decompressor, whose size and errors it guards."""
    return io.BufferedReader(_Limited(raw, packed_size=packed_size, settings=settings), 1 << 16)


def plain_name(name: str) -> str:
    """`page.html.gz` -> `page.html`"""
    return name[: name.rfind(".")] if name.lower().endswith(SUFFIXES) else name


class _Limited(io.RawIOBase):
    """Counts what comes out of a decompressor and stops a bomb; maps its errors to DocumentErrors."""

    def __init__(self, raw: BinaryIO | io.RawIOBase, *, packed_size: int, settings: IngestSettings) -> None:
        self.raw = raw
        self.limit = max(settings.max_bytes, packed_size * settings.max_ratio)
        self.limit = min(self.limit, settings.max_unpacked_bytes)
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self.raw.read(len(buffer)) or b""
        except EOFError as error:
            raise DocumentError("read", "truncated", "the compressed data breaks off") from error
        except (OSError, zlib.error, zipfile.BadZipFile, RuntimeError, ValueError) as error:
            raise DocumentError("read", "damaged", f"can't be decompressed: {error}") from error
        self.count += len(data)
        if self.count > self.limit:
            raise DocumentError("read", "too_large", f"unpacks to more than {self.limit} bytes")
        buffer[: len(data)] = data
        return len(data)


class _Gzip(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self.file = gzip.GzipFile(fileobj=stream)

    def read(self, size: int = -1) -> bytes:
        return self.file.read1(size)


class _Zstandard(io.RawIOBase):
    """Reads all frames; raises EOFError where the last one is incomplete, ValueError where it is damaged."""

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self.stream = stream
        self.decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
        self.error = zstandard.ZstdError
        self.frame = self.decompressor.decompressobj()
        self.ready = memoryview(b"")
        self.inside = True

    def read(self, size: int = -1) -> bytes:
        while not self.ready:
            packed = self.frame.unused_data if self.frame.eof else b""
            if self.frame.eof:
                self.frame = self.decompressor.decompressobj()
                self.inside = False
            packed = packed or self.stream.read(ZSTD_STEP)
            if not packed:
                if self.inside:
                    raise EOFError
                return b""
            self.inside = True
            try:
                self.ready = memoryview(self.frame.decompress(packed))
            except self.error as error:
                raise ValueError(str(error)) from error
        data, self.ready = bytes(self.ready[:size]), self.ready[size:]
        return data
