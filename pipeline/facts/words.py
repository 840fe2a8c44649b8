"""What a sentence shares with its translation: quantities and names.

"streicht bis 2022 rund 18.000 Stellen" and "will cut 18,000 jobs" share 18000; "Moorburg" is Moorburg in both
languages. Plain text in, sets out; no language model is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.gazetteer.keys import fold

NUMBER = re.compile(
    r"(?<![\w.,-])(\d{1,3}(?:[.,' ]\d{3})+|\d+)([.,]\d{1,2})?(?![\d])(?:[\s-]?"
    r"(tausend|thousand|million(?:en)?|mio|m(?=\b)|milliarden?|mrd|billion(?:en)?|bn|billions|prozent|percent"
    r"|per cent|%))?",
    re.IGNORECASE,
)
SCALES = {"tausend": 1e3, "thousand": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "m": 1e6}
BILLIONS = {"milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "bn": 1e9, "billions": 1e9}
MONTHS = (
    "januar februar märz april mai juni juli august september oktober november dezember "
    "january february march may june july october december"
).split()
DAY_OF_MONTH = re.compile(rf"\b\d{{1,2}}\.?\s+(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
SMALLEST = 3  # "two plants" and "2 Werke" are too common to tell events apart
YEARS = range(1900, 2101)
CAPITALISED = re.compile(r"(?<!^)(?<![.!?:] )\b(?:[A-ZÄÖÜ][\w’-]{2,}|\w*\d\w*[A-Za-z]\w*|[A-Z]+\d\w*)")
# Words that any two sentences of news may share: time, money, nationality.
COMMON = frozenset(
    fold(word)
    for word in (
        *MONTHS,
        *"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag".split(),
        *"monday tuesday wednesday thursday friday saturday sunday".split(),
        *"euro euros dollar dollars franken prozent usa us eu china chinese german american french".split(),
        *"million millionen milliarde milliarden jahr ende anfang quartal mitte chief commerce".split(),
    )
)


def quantities(text: str, language: str) -> frozenset[float]:
    """The amounts of a sentence, without years and days, as numbers of three significant digits."""
    found = set()
    for match in NUMBER.finditer(DAY_OF_MONTH.sub(" ", text)):
        whole, fraction, unit = match[1], match[2], (match[3] or "").lower()
        value = _value(whole, fraction, language)
        if not unit and fraction is None and whole.isdigit() and (int(whole) in YEARS or value < SMALLEST):
            continue
        if unit.startswith("billion") and unit != "billions":
            value *= 1e12 if language == "de" else 1e9  # German "Billion" is a million millions
        value *= SCALES.get(unit, BILLIONS.get(unit, 1.0))
        found.add(float(f"{value:.3g}"))
    return frozenset(found)


def _value(whole: str, fraction: str | None, language: str) -> float:
    # "4.8" is no German number, but agencies' figures are often left as they came: one or two digits
    # after the sign are a fraction in either language, three are thousands.
    return float(re.sub(r"[.,' ]", "", whole)) + (float("0." + fraction[1:]) if fraction else 0.0)


def anchors(text: str, without: Iterable[str]) -> frozenset[str]:
    """Folded names of a sentence (in German also its nouns), save the words of the names in `without`."""
    known = {word for name in without for word in fold(name).split()} | COMMON
    found = set()
    for match in CAPITALISED.finditer(text):
        found |= {word for word in fold(match[0].replace("-", " ")).split() if len(word) > 2}
    return frozenset(word for word in found - known if not word.isdigit() and not _short_for(word, known))


def _short_for(word: str, names: Iterable[str]) -> bool:
    # "Yugansk" is Yuganskneftegas, a participant: it must not count again as something else in common.
    return len(word) > 4 and any(name.startswith(word) for name in names)
