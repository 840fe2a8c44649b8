"""Written dates -> `datetime.date`: ISO forms of metadata, and what a German or English page shows to
readers.

Only whole, possible dates of the age of the web count; a month or a year alone is none. "03/04/2020" is
read only where one reading is possible.
"""

from __future__ import annotations

import datetime as dt
import re

FIRST = dt.date(1945, 1, 1)  # archives reach back; a date before is a number that looks like one
LAST = dt.date(2100, 1, 1)

MONTHS = {
    "januar": 1,
    "jänner": 1,
    "jan": 1,
    "january": 1,
    "februar": 2,
    "feber": 2,
    "feb": 2,
    "february": 2,
    "märz": 3,
    "maerz": 3,
    "mär": 3,
    "mar": 3,
    "mrz": 3,
    "march": 3,
    "april": 4,
    "apr": 4,
    "mai": 5,
    "may": 5,
    "juni": 6,
    "jun": 6,
    "june": 6,
    "juli": 7,
    "jul": 7,
    "july": 7,
    "august": 8,
    "aug": 8,
    "september": 9,
    "sept": 9,
    "sep": 9,
    "oktober": 10,
    "okt": 10,
    "october": 10,
    "oct": 10,
    "november": 11,
    "nov": 11,
    "dezember": 12,
    "dez": 12,
    "december": 12,
    "dec": 12,
}
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d)")
DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?![\d.]\d)")
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+({_NAMES})\b\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
MONTH_DAY = re.compile(rf"\b({_NAMES})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
# "Fri Apr 28 19:20:36 CEST 2023": what Java prints
MONTH_DAY_TIME = re.compile(
    rf"\b({_NAMES})\s+(\d{{1,2}})\s+[\d:]{{4,8}}\s+(?:[A-Z]{{2,5}}\s+)?(\d{{4}})", re.IGNORECASE
)


def parse_date(value: object) -> dt.date | None:
    """The date of a metadata field; of a date-time, the day in its own time zone; None where it is none."""
    if not isinstance(value, str):
        return None
    value = value.strip()[:80]
    if match := ISO.match(value) or COMPACT.match(value):
        return _date(match[1], match[2], match[3])
    return find_date(value)


def find_date(text: str) -> dt.date | None:
    """The first date written out in a short text; None where there is none."""
    return min(_written(text), default=(0, None), key=lambda found: found[0])[1]


def has_date(text: str) -> bool:
    return any(char.isdigit() for char in text) and find_date(text) is not None


def _written(text: str) -> list[tuple[int, dt.date]]:
    found = []
    for pattern, order in (
        (ISO, "ymd"),
        (DOTTED, "dmy"),
        (DAY_MONTH, "dmy"),
        (MONTH_DAY, "mdy"),
        (MONTH_DAY_TIME, "mdy"),
        (SLASHED, "?"),
    ):
        for match in pattern.finditer(text):
            parts = dict(zip(order, match.groups(), strict=False))
            date = _slashed(match) if order == "?" else _date(parts["y"], parts["m"], parts["d"])
            if date:
                found.append((match.start(), date))
                break
    return found


def _slashed(match: re.Match[str]) -> dt.date | None:
    first, second = int(match[1]), int(match[2])
    if first > 12 or first == second:
        return _date(match[3], match[2], match[1])
    return _date(match[3], match[1], match[2]) if second > 12 else None


def _date(year: str, month: str, day: str) -> dt.date | None:
    number = MONTHS.get(month.lower()) if not month.isdigit() else int(month)
    years = int(year) + (2000 if len(year) == 2 else 0)
    try:
        date = dt.date(years, number or 0, int(day))
    except ValueError:
        return None
    return date if FIRST <= date < LAST else None
