"""How surely two names mean the same organisation: one number from 0 to 1, and where it comes from.

Two names are compared word by word, after case, accents, legal forms and spelling habits are gone. The best
pairing of the words gives a few measures; a logistic function of them, fitted once (`gazetteer/fit.py`),
is the score. A typo in a long word costs little, another word much, a generic word ("Group", "Technologies")
half. The arithmetic needs no gazetteer; names that only knowledge can tell ("Facebook", "Meta") are its
matter.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel, JaroWinkler

from pipeline.gazetteer.keys import SAME_WORD, core_range, fold
from pipeline.gazetteer.words import ABBREVIATIONS, FORMS, GENERIC, NUMBERS, SPELLINGS

MATCH_THRESHOLD = 0.5  # the score is a probability: above it, the names are rather the same than not

MAX_WORDS = 12
SHORTENED = 3  # letters that an abbreviation has at least
FORM_WEIGHT = 0.3  # of a word of the legal form: "Adams LLC" and "Adams PLC" are two firms, if in doubt
BRITISH = re.compile(r"(?<=[a-z]{3})is(?=ation|e[dr]?$|ing$)")


# Between letters these are no separators but a misprint or a decoding fault: "Le{ner", "Str\x87man".
NOISE = re.compile(r"(?<=\w)[^\w\s,.;:&+/()\"'’`´\-–—|]+(?=\w)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart for comparing."""

    words: tuple[str, ...]  # folded, in one spelling, legal form included
    weights: tuple[float, ...]  # how much each word says about whose name it is
    core: str  # the words without the legal form, joined by spaces


def parse(name: str) -> Name:
    """Take `name` apart; costs some 20 microseconds, so that a long list is parsed once."""
    written = fold(NOISE.sub("q", name)).split()[:MAX_WORDS]
    start, end = core_range(written)
    words: list[str] = []
    weights: list[float] = []
    core: list[str] = []
    for number, word in enumerate(written):
        normal = normal_word(word)
        inside = start <= number < end
        if (
            inside
            and words
            and normal.isdigit()
            and words[-1].isdigit()
            and len(words[-1]) == 2
            and len(normal) == 1
        ):
            # "forty four" is 44
            words[-1] = core[-1] = str(int(words[-1]) + int(normal))
            continue
        words.append(normal if inside else FORMS.get(word, word))
        weights.append(weight(normal) if inside else FORM_WEIGHT)
        if inside:
            core.append(normal)
    return Name(tuple(words), tuple(weights), " ".join(core))


@lru_cache(maxsize=1 << 15)  # a few words make most names
def normal_word(word: str) -> str:
    """One spelling for words that have several: "und" and "and", "intl", "first" and "1st"."""
    word = SAME_WORD.get(word, word)
    word = ABBREVIATIONS.get(word, word)
    word = NUMBERS.get(word, word)
    word = SPELLINGS.get(word, word)
    return BRITISH.sub("iz", word)


def word_similarity(one: str, two: str) -> float:
    """0 to 1; an abbreviation ("masch" for "maschinenbau") is nearly the word itself."""
    if one == two:
        return 1.0
    if one.isdigit() and two.isdigit():
        return 0.0
    similarity = OSA.normalized_similarity(one, two)
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if 2 <= len(short) < len(long) and short[0] == long[0]:
        if len(short) >= 3 and long.startswith(short):
            return max(similarity, 0.8)
        if len(short) >= 3 and len(long) >= 6 and _subsequence(short, long):
            return max(similarity, 0.7)
    return float(similarity)


def _subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def weight(word: str) -> float:
    """How much a word says about whose name it is."""
    if word == "and":
        return 0.1
    if word in GENERIC:
        return 0.4
    return 0.6 if len(word) <= 2 else 1.0


def measures(left: Name, right: Name) -> tuple[float, ...]:
    """What the score is made of, each from 0 to 1 and higher for names more alike."""
    pairs, alone = _pairing(left, right)
    total = sum(w for _, w in pairs) + alone
    strong = [s for s, w in pairs if w >= 0.6]
    one, two = left.core, right.core
    ordered = [" ".join(sorted(core.split())) for core in (one, two)]
    return (
        sum(s * w for s, w in pairs) / total if total else 0.0,
        min(strong, default=0.0),
        1.0 - min(1.0, alone / 2),
        float(Indel.normalized_similarity(one.replace(" ", ""), two.replace(" ", ""))),
        max(float(JaroWinkler.similarity(one, two)), float(JaroWinkler.similarity(*ordered))),
        float(OSA.normalized_similarity("".join(left.words), "".join(right.words))),
        float(one.replace(" ", "") == two.replace(" ", "") or ordered[0] == ordered[1]),
        float(_initials(left, right)),
        sum(s < 1.0 for s in strong) / 3,
        # below two thirds a word is another word, not a misprint: "Herk" and "Herpen"
        max(0.0, 0.67 - min(strong, default=0.67)),
        float(alone >= 0.6),
    )


def _pairing(left: Name, right: Name) -> tuple[list[tuple[float, float]], float]:
    """(similarity, weight) of the words paired, the most alike first, and the weight of those left alone."""
    grid = [
        (similarity * min(left.weights[i], right.weights[j]), similarity, i, j)
        for i, a in enumerate(left.words)
        for j, b in enumerate(right.words)
        if (similarity := word_similarity(a, b)) >= 0.34
    ]
    grid.sort(key=lambda cell: (-cell[1], -cell[0], abs(cell[2] - cell[3]), cell[2]))
    free_left, free_right = set(range(len(left.words))), set(range(len(right.words)))
    pairs: list[tuple[float, float]] = []
    for _, similarity, i, j in grid:
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pairs.append((similarity, min(left.weights[i], right.weights[j])))
    alone = sum(left.weights[i] for i in free_left) + sum(right.weights[j] for j in free_right)
    return pairs, alone


def _initials(left: Name, right: Name) -> bool:
    short, long = sorted((left.core.split(), right.core.split()), key=len)
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    return short[0] == "".join(word[0] for word in long if word != "and")


# Fitted by gazetteer/fit.py; the order is that of `measures`, the first is the constant.
COEFFICIENTS = (-3.93, 3.6, -1.02, 1.97, 1.77, -2.63, 2.94, 2.61, 4.77, 1.26, -4.31, 0.19)


def probability(values: tuple[float, ...]) -> float:
    """The logistic function of the measures."""
    constant, *slopes = COEFFICIENTS
    z = constant + sum(slope * value for slope, value in zip(slopes, values, strict=True))
    return 1.0 / (1.0 + math.exp(-z))


def name_score(left: Name, right: Name) -> float:
    """The probability that two names mean the same organisation; 1.0 where their words are the same."""
    if not left.words or not right.words:
        return 0.0
    if left.words == right.words:
        return 1.0
    return probability(measures(left, right))
