import datetime as dt

import pytest

from pipeline.ingest.dates import find_date, parse_date

DAY = dt.date(2024, 11, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2024-11-05",
        "2024-11-05T23:30:00+01:00",
        "2024-11-05 09:30",
        "20241105",
        "20241105T093000Z",
        "Tue, 05 Nov 2024 09:30:00 +0100",
        "Tue Nov 05 19:20:36 CET 2024",
        "5. November 2024",
        "November 5, 2024",
        "05.11.2024, 9:30 Uhr",
    ],
)
def test_metadata_dates(value):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value", ["", "2024", "2024-11", "2024-13-45", "0001-01-01", "gestern", None, 20241105, ["2024-11-05"]]
)
def test_no_date(value):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("(red, 5.11.2024)", DAY),
        ("Uelzen, 5. November 2024", DAY),
        ("Di 05.11.24 | 14:07 Uhr", DAY),
        ("Published 5th November 2024", DAY),
        ("Updated Nov. 5, 2024", DAY),
        ("13/11/2024", dt.date(2024, 11, 13)),
        ("11/13/2024", dt.date(2024, 11, 13)),
        ("04/05/2024", None),  # April or May
        ("5. Jänner 2024", dt.date(2024, 1, 5)),
        ("Version 1.2.3.4 mit 12.345.678 Zeilen", None),
        ("Im November 2024", None),
    ],
)
def test_visible_dates(text, date):
    assert find_date(text) == date
