"""The languages that wortlaut reads: word tables only, for one grammar over Universal Dependencies.

To add a language: a file beside this one with its tables, a line in `LANGUAGES`, its columns in the lexicon, a
model.
"""

from __future__ import annotations

from pipeline.languages.de import GERMAN
from pipeline.languages.en import ENGLISH
from pipeline.languages.words import Language

LANGUAGES: dict[str, Language] = {language.code: language for language in (GERMAN, ENGLISH)}

__all__ = ["LANGUAGES", "Language"]
