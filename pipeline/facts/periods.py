"""ISO 8601 dates as periods of days: 2019, 2019-H1, 2019-Q3, 2019-10, 2019-W41, 2019-10-07.

A period is `(first, last)`, both included, as proleptic ordinals (`datetime.date.toordinal`).
"""

from __future__ import annotations

import calendar
import datetime as dt

Period = tuple[int, int]
HALVES = {"H1": (1, 6), "H2": (7, 12)}
QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def period(value: str | None) -> Period | None:
    """The days that a date of a claim means; None for none and for what is no such date."""
    if not value:
        return None
    year, _, rest = value.partition("-")
    try:
        if not rest:
            return _months(int(year), 1, 12)
        if rest in HALVES or rest in QUARTERS:
            return _months(int(year), *(HALVES | QUARTERS)[rest])
        if rest.startswith("W"):
            monday = dt.date.fromisocalendar(int(year), int(rest[1:]), 1).toordinal()
            return monday, monday + 6
        if "-" not in rest:
            return _months(int(year), int(rest), int(rest))
        day = dt.date.fromisoformat(value).toordinal()
    except ValueError:
        return None
    return day, day


def _months(year: int, first: int, last: int) -> Period:
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return dt.date(year, first, 1).toordinal(), end.toordinal()


def gap(left: Period, right: Period) -> int:
    """Days between two periods; 0 where they overlap."""
    return max(left[0] - right[1], right[0] - left[1], 0)


def days(value: Period) -> int:
    """Number of days of a period."""
    return value[1] - value[0] + 1
