"""The languages that wortlaut reads: word tables only, for one grammar over Universal Dependencies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code, its name, and (added by what needs them) its word tables."""

    code: str
    name: str


LANGUAGES: dict[str, Language] = {
    "de": Language("de", "German"),
    "en": Language("en", "English"),
}
