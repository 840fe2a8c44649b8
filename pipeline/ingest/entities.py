"""A stream of XML with ampersands as people write them -> one that an XML parser takes.

"M&A" and "&uuml;" are no XML, but stand in many feeds. Names of HTML become the number of their character,
any other stray ampersand becomes `&amp;`; sections of CDATA stay as they are. Entities that the document
declares itself are read as plain text, so that none can grow or reach for a file.
"""

from __future__ import annotations

import io
import re
from html.entities import html5
from typing import Any, BinaryIO

from pipeline.ingest import encoding

STEP = 1 << 16
AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:(\w{2,30};))?", re.ASCII
)
OPENING, CLOSING = b"<![CDATA[", b"]]>"
LONGEST = 40  # bytes of an entity or a mark of CDATA, which may be cut by the end of a piece


def mended(stream: BinaryIO) -> BinaryIO:
    """The stream itself where its encoding does not extend ASCII, else the mended one, in bounded memory."""
    head = encoding.peek(stream)
    if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return stream
    return io.BufferedReader(_Mended(stream), STEP)


class _Mended(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.waiting = b""
        self.ready = b""
        self.literal = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self.ready:
            data = self.stream.read(STEP)
            self.waiting += data
            if not self.waiting:
                return 0
            self.ready = self._taken(final=not data)
        taken = self.ready[: len(buffer)]
        self.ready = self.ready[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _taken(self, *, final: bool) -> bytes:
        """What can be told of the bytes that wait; the rest goes on waiting."""
        pieces = []
        while True:
            mark = CLOSING if self.literal else OPENING
            at = self.waiting.find(mark)
            end = at if at >= 0 else len(self.waiting) if final else max(0, len(self.waiting) - LONGEST)
            if at < 0 and not self.literal and 0 <= (cut := self.waiting.rfind(b"&", 0, end)) > end - LONGEST:
                end = end if final else cut
            piece, self.waiting = self.waiting[:end], self.waiting[end:]
            pieces.append(piece if self.literal else AMPERSAND.sub(_written, piece))
            if at < 0:
                return b"".join(pieces)
            pieces.append(mark)
            self.waiting = self.waiting[len(mark) :]
            self.literal = not self.literal


def _written(match: re.Match[bytes]) -> bytes:
    name = (match[1] or b"").decode()
    if name in html5:
        return b"".join(b"&#%d;" % ord(char) for char in html5[name])
    return b"&amp;" + name.encode()
