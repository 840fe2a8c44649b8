"""When two values of a claim count as the same: names, dates, reasons, article references.

In: values of gold and of extraction. Out: folded keys and yes or no. The rules are those of the section
"Scoring" in `corpus/README.md`; they forgive spelling, never meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

REASON_OVERLAP = 0.5  # token F1 from which two readings of a reason mean the same words

LEGAL_FORMS = (
    *(
        "ag",
        "gmbh",
        "mbh",
        "kg",
        "kgaa",
        "se",
        "ohg",
        "ug",
        r"e\.?\s?v",
        "ab",
        "asa",
        "oyj",
        r"n\.?\s?v",
        r"b\.?\s?v",
    ),
    *("inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "pte", "pty"),
    *(r"s\.?\s?a", r"s\.?\s?p\.?\s?a", "gesellschaft", "holding", "holdings", "group", "gruppe"),
    *("the", "die", "der", "das"),
)
_LEGAL_FORM = re.compile(rf"\b({'|'.join(LEGAL_FORMS)})\b\.?")
_GENITIVE = re.compile(r"[’'`´]s?\b")
_NO_LETTER = re.compile(r"[\W_]+")
_ENDING = re.compile(r"(\.(html?|txt|md|json|jsonl|xml|gz))+$")


def name_key(name: str) -> str:
    """A name folded for comparison: NFKC, lower case, no punctuation, legal form, article or genitive."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    # "S.A." and "The Group" would leave nothing; then the whole name is the key.
    bare = _LEGAL_FORM.sub(" ", _GENITIVE.sub("", folded.replace("&", " and ")))
    return _NO_LETTER.sub("", bare) or _NO_LETTER.sub("", name.casefold())


def article_key(source_ref: str) -> str:
    """The gold article id inside a source reference: `dev.jsonl#gnad-165` and `a/gnad-165.txt` alike."""
    return _ENDING.sub("", re.split(r"[/#\\]", source_ref)[-1])


def token_f1(left: str, right: str) -> float:
    """Harmonic mean of precision and recall over the words of two texts, as bags; 0 to 1."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (left, right))
    shared = (a & b).total()
    return 2 * shared / (a.total() + b.total()) if shared else 0.0


def same_date(gold: str | None, found: str | None) -> bool:
    """Both empty, or the same ISO value: 2019-10 is not 2019-10-07."""
    return (gold or None) == (found or None)


def same_reason(gold: str | None, found: str | None) -> bool:
    """Both empty, or words that overlap by at least REASON_OVERLAP."""
    if not gold or not found:
        return not gold and not found
    return token_f1(gold, found) >= REASON_OVERLAP
