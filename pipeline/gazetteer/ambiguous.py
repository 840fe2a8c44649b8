"""Names that are ordinary words too: linked only with evidence.

"Apple", "Target" and "Gap" are English words, "Bild", "Post" and "Zeit" German ones; "Otto" is a first name
and "Salzgitter" a town. Whether such a word means the company is told by its surroundings, never by itself.
What is a word in one language need not be one in the other: a German text means the company by "Apple".
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pipeline.gazetteer.keys import ARTICLES, fold

LANGUAGES = ("de", "en")  # that have a list of words

# Listed as words, since texts write them in lower case or in compounds, yet in capitals they are names.
SAFE = frozenset(
    """facebook github google youtube twitter reddit nasa dell amazon thyssenkrupp bundeskartellamt
    bundesnetzagentur bundesregierung bundesverfassungsgericht bundeswehr bundeskriminalamt
    bundeswirtschaftsministerium weltbank welthandelsorganisation zf vw gm bp hp lg eu un ge 3m bt ey
    jd""".split()
)

# Words that the counted texts happen to lack, or have too seldom.
WORDS_TOO = frozenset("atlantic pacific".split())


@cache
def common_words(language: str) -> frozenset[str]:
    """Folded ordinary words of a language; of all languages for one that has no list of its own."""
    folder = files("pipeline.gazetteer").joinpath("common_words")
    spoken = (language,) if language in LANGUAGES else LANGUAGES
    lists = (*spoken, "persons", "places", "both")
    texts = [folder.joinpath(f"{name}.txt").read_text(encoding="utf-8") for name in lists]
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def is_ambiguous(name: str, language: str | None = None) -> bool:
    """Whether the words `name`, as a text has them, do not tell by themselves that they mean a company.

    "Target" does not, "Target Corporation" does; "SEC" in capitals is no form of the word "sec".
    """
    words = fold(name).split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    if len(words) != 1:
        return not words
    word = words[0]
    if word in SAFE:
        return False
    if len(word) <= 2 and word.isascii():
        return True
    if name.isupper() and len(word) <= 5 and name.isalnum():
        return False
    return word in WORDS_TOO or word in common_words(language or "")
