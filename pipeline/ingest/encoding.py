"""Bytes -> text, whatever an editor, a browser or a mail program made of it.

Order of evidence: byte order mark, UTF-16 without a mark, valid UTF-8, the declared encoding, Windows-1252.
A text that is UTF-8 but for single bytes (a page glued together from two sources) keeps its UTF-8 and reads
the stray bytes as Windows-1252. Binary data raises `undecodable`.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import Any, BinaryIO

from pipeline.errors import DocumentError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call Latin-1 or ASCII is Windows-1252 on the web (WHATWG Encoding Standard).
LATIN = {"ascii", "iso8859-1", "latin_1", "cp1252", "iso8859-15"}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]{2,40})""", re.IGNORECASE)
HEAD = 4096
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\x0c\x1b") + b"\x7f"
# More controls than this share of the bytes: no text. Stray NULs and form feeds of old systems stay below.
MAX_CONTROLS = 0.02


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; `declared` is the encoding that an outer layer (HTTP, MIME) names."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    if wide := _utf16(data):
        return data.decode(wide, "replace")
    if is_binary(data[: HEAD * 16]):
        raise DocumentError("read", "undecodable", "binary data, not text")
    try:
        return _mended(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    name = _codec(declared) or _codec(_declared_inside(data))
    if name and name not in LATIN and name != "utf-8":
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass
    if name == "utf-8" or _mostly_utf8(data):
        return data.decode("utf-8", "wortlaut.windows")
    return data.decode("cp1252", "wortlaut.latin")


def is_binary(head: bytes) -> bool:
    """Whether these bytes are no text in an encoding that extends ASCII."""
    if not head:
        return False
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > max(2, MAX_CONTROLS * len(head))


def looks_textual(head: bytes) -> bool:
    """Whether a file that begins so can hold text at all."""
    return head.startswith(tuple(mark for mark, _ in BOMS)) or _utf16(head) is not None or not is_binary(head)


def peek(stream: BinaryIO) -> bytes:
    """The next bytes of a buffered stream, without taking them."""
    return stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined,no-any-return]


def narrow(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or its text in UTF-8 where it is UTF-16 or UTF-32, in bounded memory."""
    head = peek(stream)
    wide = next((name for mark, name in BOMS[1:] if head.startswith(mark)), None) or _utf16(head)
    return stream if wide is None else io.BufferedReader(_Transcoder(stream, wide))


class _Transcoder(io.RawIOBase):
    def __init__(self, stream: BinaryIO, name: str) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder(name)("replace")
        self.ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self.ready:
            data = self.stream.read(HEAD)
            self.ready = self.decoder.decode(data, final=not data).encode("utf-8")
            if not data:
                break
        taken = self.ready[: len(buffer)]
        self.ready = self.ready[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _utf16(data: bytes) -> str | None:
    """German and English in UTF-16 has a NUL in nearly every second byte."""
    head = data[: HEAD - HEAD % 2]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _declared_inside(data: bytes) -> str | None:
    match = DECLARED.search(data[:HEAD])
    return match.group(1).decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    # "rot13" and "zip" are codecs too, but none for text.
    return info.name if getattr(info, "_is_text_encoding", True) and info.name not in NOT_FOR_TEXT else None


NOT_FOR_TEXT = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "charmap"}


def _mostly_utf8(data: bytes) -> bool:
    """Whether the valid multi-byte characters are no accident ("Spaß“" in Windows-1252 looks like one)."""
    strays = data.decode("utf-8", "replace").count("\ufffd")
    multi = sum(1 for _ in MULTI_BYTE.finditer(data))
    return 4 * multi >= strays


MULTI_BYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]|\xc2[\xa0-\xbf]")
# "MÃ¼nchen": UTF-8 read as Windows-1252 and saved as UTF-8 again, by whoever made the file.
MOJIBAKE = re.compile(r"Ã[¤¶¼Ÿ„–œ©¨]|â€[žœ\x9d™“”¦]")


def _mended(text: str) -> str:
    if "Ã" not in text and "â€" not in text:
        return text
    found = len(MOJIBAKE.findall(text))
    if found < 2 or found < len(re.findall(r"[äöüÄÖÜß]", text)):
        return text
    try:
        return text.encode("cp1252", "wortlaut.bytes").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _stray_to_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "wortlaut.latin"), error.end


def _undefined_to_latin(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _latin_to_bytes(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error("wortlaut.windows", _stray_to_windows)
codecs.register_error("wortlaut.latin", _undefined_to_latin)
codecs.register_error("wortlaut.bytes", _latin_to_bytes)
