"""Date expressions: a text in, its dates out, normalised.

Every expression is kept with its words; its value is what a reader of the news takes it for, relative to the
day of publication where it needs one. Without that day a relative expression is left out, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from pipeline.claims.calendar import Parts, century, first_day, months_of_year, resolve
from pipeline.languages import LANGUAGES, Language
from pipeline.languages.words import DateWords
from pipeline.records import DateBasis, EventDate, Evidence

EDGE = r"(?<![\w$€£¥])(?<!\d[.,])"
SHIFTS = (("last", -1), ("this", 0), ("next", 1), ("before_last", -2), ("after_next", 2))
NUMBERED = re.compile(r"\d+$")
WORD = re.compile(r"\w+")
REACH = 40  # characters of a date to each side of its first and last anchor


@dataclass(frozen=True, slots=True)
class FoundDate(EventDate):
    """A date expression with its readings; `value` is the one that its own words speak for.

    Attributes:
        kind: what its words name: "weekday", "day", "month", "quarter", "season", "relative" or "year".
        past, future: the readings of an expression that has two ("am Montag", "in November"), else None.
        nearer: which of the two lies nearer to publication.
    """

    kind: str = "year"
    past: str | None = None
    future: str | None = None
    nearer: Literal["past", "future"] = "past"


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The date forms of a language, compiled.

    Attributes:
        pattern: matches any form; each form is a group of its own.
        groups: for each form, its groups: (name of the part, name of the group).
        anchors: words, lower case, one of which stands in each date, or a word that `stems` is found in.
    """

    pattern: re.Pattern[str]
    groups: Mapping[str, Sequence[tuple[str, str]]]
    anchors: frozenset[str]
    stems: re.Pattern[str]


def find_dates(text: str, *, published: dt.date | None, language: Language) -> tuple[FoundDate, ...]:
    """Every date expression of the text that can be resolved, in text order.

    A printed dateline counts as publication, where `published` is None, and is no date of an event.
    """
    words = language.dates
    grammar = _grammar(language.code)
    datelines = [(match.span(), _dateline_day(match, words)) for match in words.datelines.finditer(text)]
    if published is None:
        published = next((day for _, day in datelines if day is not None), None)
    found: list[FoundDate] = []
    for match in _matches(grammar, text):
        if any(start <= match.start() < end for (start, end), _ in datelines):
            continue
        given = _given(match, grammar.groups[match.lastgroup or ""])
        date = _same_day(match, found) if "same" in given else _found(match, given, published, words)
        if date is not None:
            found.append(date)
    return tuple(found)


def _matches(grammar: Grammar, text: str) -> Iterator[re.Match[str]]:
    """The matches of the grammar, looked for only around the words that a date must have."""
    begin = end = 0
    for anchor in WORD.finditer(text):
        if not _is_anchor(grammar, anchor[0]):
            continue
        if anchor.start() - REACH > end:
            yield from grammar.pattern.finditer(text, begin, end)
            begin = anchor.start() - REACH
        end = min(len(text), anchor.end() + REACH)
    yield from grammar.pattern.finditer(text, begin, end)


@lru_cache(maxsize=1 << 15)  # a few words make most of a text
def _is_anchor(grammar: Grammar, word: str) -> bool:
    word = word.lower()
    return word in grammar.anchors or grammar.stems.search(word) is not None


@cache
def _grammar(code: str) -> Grammar:
    words = LANGUAGES[code].dates
    forms: list[str] = []
    groups: dict[str, Sequence[tuple[str, str]]] = {}
    for number, form in enumerate(words.patterns):
        names = re.findall(r"\(\?P<(\w+)>", form)
        groups[f"form{number}"] = [(NUMBERED.sub("", name), f"{name}_{number}") for name in names]
        form = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", form)
        forms.append(f"(?P<form{number}>{form})")
    source = "|".join(forms)
    for placeholder, table in _alternatives(words).items():
        source = source.replace(f"<{placeholder}>", table)
    tables = (words.months, words.weekdays, words.seasons, words.offsets, words.units)
    return Grammar(
        pattern=re.compile(f"{EDGE}(?:{source})", re.IGNORECASE),
        groups=groups,
        anchors=frozenset(key.split()[-1].strip(".") for table in tables for key in table),
        stems=re.compile("|".join((r"\d", *map(re.escape, words.stems)))),
    )


def _alternatives(words: DateWords) -> dict[str, str]:
    """What each placeholder stands for: the keys of its table, longest first."""
    tables: dict[str, Mapping[str, object]] = {
        "MONTH": words.months,
        "WEEKDAY": words.weekdays,
        "NUMBER": words.numbers,
        "SEASON": words.seasons,
        "OFFSET": words.offsets,
        "UNIT": words.units,
    }
    return {name: _any_of(table, whole=name != "WEEKDAY") for name, table in tables.items()}


def _any_of(table: Mapping[str, object], *, whole: bool) -> str:
    """Any key of a table, the longest first; not `whole` where compounds begin with it ("Montagabend")."""
    forms = []
    for key in sorted(table, key=lambda key: (-len(key), key)):
        end = r"\b" if whole and key[-1].isalpha() else ""
        forms.append(re.escape(key).replace(r"\ ", r"\s+") + end)
    return f"(?:{'|'.join(forms)})"


def _given(match: re.Match[str], groups: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The parts that a match has, by name; of alternatives, the one that matched."""
    given: dict[str, str] = {}
    for part, group in groups:
        if match[group] is not None:
            given.setdefault(part, match[group])
    return given


def _same_day(match: re.Match[str], found: Sequence[FoundDate]) -> FoundDate | None:
    """ "Am selben Tag": the day that was named last."""
    last = next((date for date in reversed(found) if date.value.count("-") == 2), None)
    return last and replace(last, words=Evidence(match[0], match.start(), match.end()))


def _found(
    match: re.Match[str], given: Mapping[str, str], published: dt.date | None, words: DateWords
) -> FoundDate | None:
    if "skip" in given:
        return None
    parts = _parts(given, words)
    readings = resolve(parts, published)
    if readings is None:
        return None
    value, future = readings
    evidence = Evidence(match[0], match.start(), match.end())
    basis: DateBasis = "relative" if parts.year is None else "stated"
    if future is None or published is None:
        return FoundDate(value, evidence, basis, _kind(parts))
    usual = future if "ahead_of" in given or "until" in given else value
    is_past = published - first_day(value) <= first_day(future) - published
    return FoundDate(usual, evidence, basis, _kind(parts), value, future, "past" if is_past else "future")


def _kind(parts: Parts) -> str:
    """What the words name."""
    if parts.weekday is not None:
        return "weekday"
    if parts.month is not None:
        return "month" if parts.day is None else "day"
    if parts.quarter is not None or parts.half is not None:
        return "quarter"
    if parts.season is not None:
        return "season"
    return "year" if parts.year is not None else "relative"


def _parts(given: Mapping[str, str], words: DateWords) -> Parts:
    parts = Parts(
        year=century(given["year"]) if "year" in given else None,
        month=_number(given.get("month"), words.months),
        day=_number(given.get("day"), {}),
        weekday=_number(given.get("weekday"), words.weekdays),
        week=_number(given.get("week"), {}),
        quarter=_number(given.get("quarter"), words.numbers),
        half=_number(given.get("half"), words.numbers),
        season=_number(given.get("season"), words.seasons),
        offset=_number(given.get("offset"), words.offsets),
        unit=words.units.get(given.get("unit", "").lower(), ""),
        shift=_shift(given, ""),
        year_shift=_shift(given, "y"),
    )
    if "count" in given:
        count = _number(given["count"], words.numbers) or 0
        return parts._replace(amount=count if "ahead" in given else -count)
    if "months" in given or "last_month" in given:
        last = _number(given.get("months"), words.numbers) or _number(given.get("last_month"), words.months)
        quarter, half, month = months_of_year(parts.month or 1, last or 1)
        return parts._replace(quarter=quarter, half=half, month=month)
    return parts


def _number(text: str | None, table: Mapping[str, int]) -> int | None:
    if text is None:
        return None
    key = " ".join(text.lower().split())
    return table[key] if key in table else int(key) if key.isdecimal() else None


def _shift(given: Mapping[str, str], prefix: str) -> int | None:
    return next((shift for name, shift in SHIFTS if prefix + name in given), None)


def _dateline_day(match: re.Match[str], words: DateWords) -> dt.date | None:
    """The full date that a dateline prints, if it is one."""
    given = {NUMBERED.sub("", name): text for name, text in match.groupdict().items() if text is not None}
    month = _number(given.get("month"), words.months)
    if month is None or "year" not in given:
        return None
    try:
        return dt.date(century(given["year"]), month, int(given["day"]))
    except ValueError:
        return None
