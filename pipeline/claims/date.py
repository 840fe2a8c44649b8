"""Dates: a text in, its date expressions out, normalised; and which of them says when an event takes place.

Every expression is kept with its words; its value is what a reader of the news takes it for, relative to the
day of publication where it needs one. Without that day a relative expression is left out, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from pipeline.claims.calendar import Parts, century, part_of_year, resolve
from pipeline.claims.syntax import ancestors, clause_tokens
from pipeline.languages import LANGUAGES, Language
from pipeline.languages.words import DateWords
from pipeline.records import EventDate, Evidence

EDGE = r"(?<![\w$€£¥])(?<!\d[.,])"
SHIFTS = (("last", -1), ("this", 0), ("next", 1))
NUMBERED = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class FoundDate(EventDate):
    """A date expression with its other reading: `value` is the usual one, `future` the one still to come."""

    future: str | None = None


def find_dates(text: str, *, published: dt.date | None, language: Language) -> tuple[FoundDate, ...]:
    """Every date expression of the text that can be resolved, in text order.

    A printed dateline counts as publication, where `published` is None, and is no date of an event.
    """
    words = language.dates
    pattern, groups = _compiled(language.code)
    datelines = [(match.span(), _dateline_day(match, words)) for match in words.datelines.finditer(text)]
    if published is None:
        published = next((day for _, day in datelines if day is not None), None)
    found = []
    for match in pattern.finditer(text):
        if any(start <= match.start() < end for (start, end), _ in datelines):
            continue
        date = _found(match, groups[match.lastgroup or ""], published, words)
        if date is not None:
            found.append(date)
    return tuple(found)


@cache
def _compiled(code: str) -> tuple[re.Pattern[str], Mapping[str, Sequence[tuple[str, str]]]]:
    """One expression for all forms, and for each form its groups: (name of the part, name of the group)."""
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
    return re.compile(f"{EDGE}(?:{source})", re.IGNORECASE), groups


def _alternatives(words: DateWords) -> dict[str, str]:
    """What each placeholder stands for: the keys of its table, longest first."""
    tables: dict[str, Mapping[str, object]] = {
        "MONTH": words.months,
        "WEEKDAY": words.weekdays,
        "NUMBER": words.numbers,
        "OFFSET": words.offsets,
        "UNIT": words.units,
    }
    return {name: _any_of(table) for name, table in tables.items()}


def _any_of(table: Mapping[str, object]) -> str:
    keys = sorted(table, key=lambda key: (-len(key), key))
    endings = (re.escape(key).replace(r"\ ", r"\s+") + (r"\b" if key[-1].isalpha() else "") for key in keys)
    return f"(?:{'|'.join(endings)})"


def _found(
    match: re.Match[str], groups: Sequence[tuple[str, str]], published: dt.date | None, words: DateWords
) -> FoundDate | None:
    given: dict[str, str] = {}
    for part, group in groups:
        if match[group] is not None:
            given.setdefault(part, match[group])
    if "skip" in given:
        return None
    parts = _parts(given, words)
    readings = resolve(parts, published)
    if readings is None:
        return None
    value, future = readings
    if future is not None and ("ahead_of" in given or "until" in given):
        value = future
    evidence = Evidence(match[0], match.start(), match.end())
    return FoundDate(value, evidence, "stated" if _is_stated(parts) else "relative", future)


def _is_stated(parts: Parts) -> bool:
    return parts.year is not None


def _parts(given: Mapping[str, str], words: DateWords) -> Parts:
    parts = Parts(
        year=century(given["year"]) if "year" in given else None,
        month=_number(given.get("month"), words.months),
        day=_number(given.get("day"), {}),
        weekday=_number(given.get("weekday"), words.weekdays),
        week=_number(given.get("week"), {}),
        quarter=_number(given.get("quarter"), words.numbers),
        half=_number(given.get("half"), words.numbers),
        offset=_number(given.get("offset"), words.offsets),
        unit=words.units.get(given.get("unit", "").lower(), ""),
        shift=_shift(given, ""),
        year_shift=_shift(given, "y"),
    )
    if "count" in given:
        count = _number(given["count"], words.numbers) or 0
        return parts._replace(amount=count if "ahead" in given else -count)
    if "months" in given:
        number = _number(given["months"], words.numbers) or 0
        quarter, half, month = part_of_year(number)
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


def date_of(trigger: Span, dates: Sequence[EventDate], *, language: Language) -> EventDate | None:
    """When the event of the trigger takes place; None where no date of its sentence belongs to it."""
    sentence = trigger.sent
    clause = {token.i for token in clause_tokens(trigger.root)}
    best: tuple[int, int] | None = None
    chosen: tuple[EventDate, Token] | None = None
    for date in dates:
        if not sentence.start_char <= date.words.start < sentence.end_char:
            continue
        span = trigger.doc.char_span(date.words.start, date.words.end, alignment_mode="expand")
        if span is None:
            continue
        rank = _rank(span.root, trigger.root, clause)
        if rank is None:
            continue
        order = (rank, abs(span.root.i - trigger.root.i))
        if best is None or order < best:
            best, chosen = order, (date, span.root)
    return None if chosen is None else _reading(*chosen, trigger.root)


def _rank(date: Token, trigger: Token, clause: set[int]) -> int | None:
    """How closely a date belongs to a trigger: 0 is below it, 1 in its clause; None is not at all."""
    above = ancestors(date)
    if any(token.i == trigger.i for token in above):
        return 0
    if date.i in clause:
        return 1
    return None


def _reading(date: EventDate, token: Token, trigger: Token) -> EventDate:
    return EventDate(date.value, date.words, date.basis)
