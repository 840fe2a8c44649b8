"""Text -> the same text in clean characters: NFC, plain blanks, no invisible ones.

Everything here happens before offsets exist, so that the offsets of claims are exact.
"""

from __future__ import annotations

import re
import unicodedata

UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # in Windows-1252
# Soft hyphens, zero-width characters, byte order marks, bidirectional controls: seen by no reader.
INVISIBLE = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, 0xFFFC, 0xFFFD),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE0080),
    )
)
# Windows-1252 that was taken for Latin-1: its quotation marks and dashes sit where Latin-1 has controls.
WINDOWS = {code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in UNDEFINED}
CONTROL = dict.fromkeys(code for code in (*range(32), 0x7F, *UNDEFINED) if code not in (0x09, 0x0A, 0x0D))
BLANKS = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
BREAKS = {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n\n"}
LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
TABLE: dict[int, str | None] = {**INVISIBLE, **CONTROL, **WINDOWS, **BLANKS, **BREAKS, **LIGATURES}

RUN_OF_BLANKS = re.compile(" {2,}")
BLANKS_AT_EDGE = re.compile(r" ?\n ?")
# A word of this length is data (an image in base64, a key), and slow for what follows.
LONGEST_WORD = 1000
DATA = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD},}}")
# Long runs of marks, rules and pictures say nothing, and NFC needs quadratic time for runs of combining
# marks.
MARKS = re.compile(r"(?<![^\w\s\x00-\x7f])[^\w\s\x00-\x7f]{64,}")


def clean_characters(text: str) -> str:
    """The text in NFC with `\\n` line ends, single plain blanks, and nothing invisible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # JSON may hold half of a surrogate pair, which no UTF-8 file can store.
    text = MARKS.sub(" ", text.encode("utf-8", "ignore").decode("utf-8").translate(TABLE))
    text = unicodedata.normalize("NFC", text)
    text = RUN_OF_BLANKS.sub(" ", DATA.sub("", text))
    return BLANKS_AT_EDGE.sub("\n", text).strip()


def clean_line(text: str | None) -> str | None:
    """One line of metadata: as `clean_characters`, on a single line; None where nothing is left."""
    if not text:
        return None
    return " ".join(clean_characters(text).split()) or None
