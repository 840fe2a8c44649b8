"""The codes of reasons, loaded from `reasons.toml`: words in, the code that names them best out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.errors import ConfigError

REASONS = Path(__file__).parent / "reasons.toml"
OTHER = "other"  # the last block of the file: no stem, the code of all words that no other names


@cache
def load_reasons(path: Path = REASONS) -> Mapping[str, Mapping[str, re.Pattern[str] | None]]:
    """For each code, in the order of the file, what its words match in each language; raises ConfigError."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for code, block in table.items():
        if set(block) != {"gloss", "de", "en"}:
            raise ConfigError(f"{path.name}: [{code}] needs the entries gloss, de and en")
    if OTHER not in table:
        raise ConfigError(f"{path.name}: the code {OTHER!r} is missing")
    return {
        code: {language: _stems(stems) for language, stems in block.items() if language != "gloss"}
        for code, block in table.items()
    }


def _stems(stems: list[str]) -> re.Pattern[str] | None:
    """Matches words that begin with a stem, or hold it where the stem is written with a `*`."""
    if not stems:
        return None
    forms = (rf"\w*{re.escape(s[1:])}" if s.startswith("*") else re.escape(s) for s in stems)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")
