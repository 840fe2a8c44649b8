"""Names that are ordinary words too: linked only with evidence.

"Apple", "Target" and "Gap" are English words, "Bild", "Post" and "Zeit" German ones, "Essen" and "Orange" are
places or colours: whether such a word means the company is told by its surroundings, never by itself.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pipeline.gazetteer.keys import fold

# Two letters that news texts use for one organisation only.
SAFE = frozenset("vw gm bp hp lg eu un ge 3m bt ey jd".split())


@cache
def common_words() -> frozenset[str]:
    """Folded German and English words, first names, surnames of many and places that companies are called by."""
    text = files("pipeline.gazetteer").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_ambiguous(name: str) -> bool:
    """Whether `name` alone does not tell that it means a company."""
    words = fold(name).split()
    if len(words) > 1:
        return False
    letters = words[0] if words else ""
    return letters not in SAFE and (len(letters) <= 2 or letters in common_words())
