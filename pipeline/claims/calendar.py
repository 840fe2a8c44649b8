"""Calendar arithmetic of the news: parts of a date and the day of publication in, ISO values out.

A value is as precise as its words: 2019, 2019-H1, 2019-Q3, 2019-10, 2019-W41 or 2019-10-07. Where the words
leave open whether a day before or after publication is meant ("am Montag", "in November"), both readings come
out, the past one first, which is the usual one in news.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

PIVOT = 50  # "17.10.49" is 2049, "17.10.50" is 1950
YEARS = range(1800, 2100)
MONTHS_OF = {"quarter": 3, "half": 6}


class Readings(NamedTuple):
    """What a date expression may mean; `future` is None where only one reading exists."""

    value: str
    future: str | None = None


class Parts(NamedTuple):
    """A date expression taken apart; numbers are None, and words empty, where it does not have them.

    Attributes:
        weekday: 0 is Monday.
        season: the month in which it begins.
        offset: days from publication ("gestern" is -1).
        amount: of units before or after publication ("vor zwei Jahren"), negative before.
        unit: day, week, weekend, month, quarter, half or year; alone, it needs a shift ("vergangene Woche").
        shift: -1 for "last", 0 for "this", 1 for "next"; None where the words have none.
        year_shift: the same of the year ("im November vergangenen Jahres").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: int | None = None
    offset: int | None = None
    amount: int | None = None
    unit: str = ""
    shift: int | None = None
    year_shift: int | None = None


def resolve(parts: Parts, published: dt.date | None) -> Readings | None:
    """The ISO value of the parts; None where the day of publication is needed but unknown."""
    year = parts.year
    if year is None and parts.year_shift is not None and published is not None:
        year = published.year + parts.year_shift
    try:
        if year is not None:
            return _within_year(parts, year)
        return None if published is None else _relative(parts, published)
    except (ValueError, OverflowError):  # "31. Februar", "vor 9000 Jahren"
        return None


def _within_year(parts: Parts, year: int) -> Readings | None:
    if year not in YEARS:
        return None
    if parts.month is not None:
        return Readings(_iso(year, parts.month, parts.day))
    if parts.quarter is not None:
        return Readings(f"{year}-Q{parts.quarter}")
    if parts.half is not None:
        return Readings(f"{year}-H{parts.half}")
    if parts.week is not None:
        return Readings(_week(dt.date.fromisocalendar(year, parts.week, 1)))
    return Readings(f"{year}")


def _relative(parts: Parts, published: dt.date) -> Readings | None:
    if parts.offset is not None:
        return Readings((published + dt.timedelta(days=parts.offset)).isoformat())
    if parts.amount is not None:
        return Readings(_shifted(parts.unit, parts.amount, published))
    if parts.weekday is not None:
        return _weekday(parts.weekday, parts.shift, parts.unit, published)
    if parts.month is not None:
        return _month(parts, published)
    if parts.season is not None:
        past = published.year if parts.season <= published.month else published.year - 1
        return Readings(f"{past}", f"{past + 1}")
    if parts.week is not None:
        return Readings(_week(dt.date.fromisocalendar(published.year, parts.week, 1)))
    if parts.quarter is not None or parts.half is not None:
        return _part_of_year(parts, published)
    if parts.unit == "weekend":
        return _weekday(5, parts.shift, "", published)
    if parts.unit and parts.shift is not None:
        return Readings(_shifted(parts.unit, parts.shift, published))
    return None


def _weekday(weekday: int, shift: int | None, unit: str, published: dt.date) -> Readings:
    """ "Am Montag": the latest one at or before publication, or the first after it."""
    if unit == "week" and shift is not None:  # "Montag vergangener Woche"
        monday = published - dt.timedelta(days=published.weekday())
        return Readings((monday + dt.timedelta(days=7 * shift + weekday)).isoformat())
    back = (published.weekday() - weekday) % 7
    past = published - dt.timedelta(days=back)
    future = past + dt.timedelta(days=7)
    if shift is None:
        return Readings(past.isoformat(), future.isoformat())
    if shift == 0:  # "diesen Donnerstag": of the current week
        return Readings((published + dt.timedelta(days=weekday - published.weekday())).isoformat())
    if shift < 0:
        return Readings((past if back else past - dt.timedelta(days=7)).isoformat())
    return Readings(future.isoformat())


def _month(parts: Parts, published: dt.date) -> Readings:
    assert parts.month is not None
    first_day = parts.day or (published.day if parts.month == published.month else 1)
    is_past = (parts.month, first_day) <= (published.month, published.day)
    past, future = (published.year, published.year + 1) if is_past else (published.year - 1, published.year)
    if parts.shift is None:
        if parts.month == published.month and parts.day is None:
            return Readings(_iso(published.year, parts.month, None))
        if (parts.month, parts.day) == (2, 29):
            past, future = past - past % 4, future + -future % 4
        return Readings(_iso(past, parts.month, parts.day), _iso(future, parts.month, parts.day))
    if parts.shift == 0:
        return Readings(_iso(published.year, parts.month, parts.day))
    if parts.shift < 0 and parts.month == published.month and parts.day is None:
        past -= 1
    return Readings(_iso(past if parts.shift < 0 else future, parts.month, parts.day))


def _part_of_year(parts: Parts, published: dt.date) -> Readings:
    """ "Im dritten Quartal": the last one that has begun, or the next."""
    letter, number, months = ("Q", parts.quarter, 3) if parts.quarter else ("H", parts.half, 6)
    assert number is not None
    begun = (number - 1) * months < published.month
    past = published.year if begun else published.year - 1
    return Readings(f"{past}-{letter}{number}", f"{past + 1}-{letter}{number}")


def _shifted(unit: str, count: int, published: dt.date) -> str:
    """The period `count` units away from that of the publication, as precise as the unit."""
    if unit == "year":
        return f"{published.year + count}"
    if unit == "decade":
        return f"{published.year + 10 * count}"
    if unit in MONTHS_OF:
        length = MONTHS_OF[unit]
        index = (published.year * 12 + published.month - 1) // length + count
        return f"{index * length // 12}-{unit[0].upper()}{index % (12 // length) + 1}"
    if unit == "month":
        index = published.year * 12 + published.month - 1 + count
        return _iso(index // 12, index % 12 + 1, None)
    if unit == "week":
        return _week(published + dt.timedelta(weeks=count))
    return (published + dt.timedelta(days=count)).isoformat()


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _iso(year: int, month: int, day: int | None) -> str:
    if day is None:
        return dt.date(year, month, 1).isoformat()[:7]
    return dt.date(year, month, day).isoformat()


def first_day(value: str) -> dt.date:
    """The day on which a value begins: 2019-Q3 gives 2019-07-01."""
    year, _, rest = value.partition("-")
    if rest.startswith("W"):
        return dt.date.fromisocalendar(int(year), int(rest[1:]), 1)
    if rest.startswith(("Q", "H")):
        months = 3 if rest[0] == "Q" else 6
        return dt.date(int(year), (int(rest[1:]) - 1) * months + 1, 1)
    month, _, day = rest.partition("-")
    return dt.date(int(year), int(month or 1), int(day or 1))


def century(words: str) -> int:
    """The year of two or four digits: "19" is 2019."""
    year = int(words)
    if len(words) > 2:
        return year
    return year + (2000 if year < PIVOT else 1900)


def months_of_year(first: int, last: int) -> tuple[int | None, int | None, int | None]:
    """Quarter, half and month of some months of a year: a quarter, a half, or else the month of the start."""
    if first % 3 == 1 and last == first + 2:
        return first // 3 + 1, None, None
    if first % 6 == 1 and last == first + 5:
        return None, first // 6 + 1, None
    return None, None, first
