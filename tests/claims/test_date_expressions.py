"""Dates in text: German and English twins of each form, seen from Wednesday, 9 October 2019."""

import datetime as dt
import time

import pytest

from pipeline.claims.date import find_dates
from pipeline.languages import LANGUAGES

PUBLISHED = dt.date(2019, 10, 9)

GIVEN = [
    ("de", "Am 7. Oktober 2019 kam er.", ["2019-10-07"]),
    ("de", "Montag, 7. Oktober 2019", ["2019-10-07"]),
    ("de", "am 07.10.2019 und am 8.10.19", ["2019-10-07", "2019-10-08"]),
    ("de", "2019-10-31 und 31.12.2018", ["2019-10-31", "2018-12-31"]),
    ("de", "vom 3. bis 5. Mai 2018", ["2018-05-03"]),
    ("de", "im Jänner 2018", ["2018-01"]),
    ("de", "Anfang Oktober 2019", ["2019-10"]),
    ("de", "im dritten Quartal 2018", ["2018-Q3"]),
    ("de", "in den ersten sechs Monaten 2018", ["2018-H1"]),
    ("de", "seit 2015 und bis 2025", ["2015", "2025"]),
    ("de", "im Geschäftsjahr 2018/19", ["2018"]),
    ("de", "im Herbst 2017", ["2017"]),
    ("de", "zwischen 2015 und 2018", ["2015"]),
    ("en", "It came on 7 October 2019.", ["2019-10-07"]),
    ("en", "on Monday, October 7th, 2019", ["2019-10-07"]),
    ("en", "Oct. 7, 2019", ["2019-10-07"]),
    ("en", "2019-10-31, 10/31/2019, 31/10/2019", ["2019-10-31"] * 3),
    ("en", "October 3-5, 2018", ["2018-10-03"]),
    ("en", "in January 2018", ["2018-01"]),
    ("en", "the third quarter of 2018 and Q3 2017", ["2018-Q3", "2017-Q3"]),
    ("en", "the first six months of 2018", ["2018-H1"]),
    ("en", "since 2015, by 2025", ["2015", "2025"]),
    ("en", "in fiscal 2018", ["2018"]),
    ("en", "in autumn 2017", ["2017"]),
    ("en", "between 2015 and 2018", ["2015"]),
]

RELATIVE = [
    ("de", "am Montag", ["2019-10-07"]),
    ("de", "am Mittwoch", ["2019-10-09"]),
    ("de", "ab Montag", ["2019-10-14"]),
    ("de", "am kommenden Dienstag", ["2019-10-15"]),
    ("de", "heute, gestern, übermorgen", ["2019-10-09", "2019-10-08", "2019-10-11"]),
    ("de", "im November", ["2018-11"]),
    ("de", "im November vergangenen Jahres", ["2018-11"]),
    ("de", "am 7. Oktober", ["2019-10-07"]),
    ("de", "vergangene Woche", ["2019-W40"]),
    ("de", "im kommenden Monat", ["2019-11"]),
    ("de", "noch in diesem Jahr", ["2019"]),
    ("de", "vor zwei Jahren, vor drei Tagen", ["2017", "2019-10-06"]),
    ("de", "vorletztes Jahr", ["2017"]),
    ("de", "zwischen Juli und September", ["2019-Q3"]),
    ("de", "im Sommer", ["2019"]),
    ("de", "Am Montag klagte X. Am selben Tag klagte Y.", ["2019-10-07", "2019-10-07"]),
    ("en", "on Monday", ["2019-10-07"]),
    ("en", "on Wednesday", ["2019-10-09"]),
    ("en", "by Monday", ["2019-10-14"]),
    ("en", "next Tuesday", ["2019-10-15"]),
    ("en", "today, yesterday, tomorrow", ["2019-10-09", "2019-10-08", "2019-10-10"]),
    ("en", "in November", ["2018-11"]),
    ("en", "in November last year", ["2018-11"]),
    ("en", "on October 7", ["2019-10-07"]),
    ("en", "last week", ["2019-W40"]),
    ("en", "next month", ["2019-11"]),
    ("en", "later this year", ["2019"]),
    ("en", "two years ago, three days ago", ["2017", "2019-10-06"]),
    ("en", "the year before last", ["2017"]),
    ("en", "between July and September", ["2019-Q3"]),
    ("en", "in the summer", ["2019"]),
    ("en", "X sued on Monday. On the same day Y sued.", ["2019-10-07", "2019-10-07"]),
]

NO_DATES = [
    ("de", "2000 Mitarbeiter in 1900 Filialen"),
    ("de", "Industrie 4.0, Airbus 380, 1,5 Millionen, Tel. 030 2015-86"),
    ("de", "am Morgen, guten Morgen"),
    ("de", "die Agenda 2010 und Windows 2000"),
    ("de", "am 31. Februar 2019"),
    ("en", "2000 jobs and 1900 stores"),
    ("en", "You may march. An Airbus 380 with 4.0."),
    ("en", "Windows 2000 and Horizon 2020"),
    ("en", "on Black Friday"),
    ("en", "on February 30, 2019"),
]


def values(code: str, text: str, published: dt.date | None) -> list[str]:
    return [date.value for date in find_dates(text, published=published, language=LANGUAGES[code])]


@pytest.mark.parametrize(("code", "text", "expected"), GIVEN)
def test_a_date_that_is_given_in_full_needs_no_day_of_publication(code, text, expected):
    assert values(code, text, None) == expected


@pytest.mark.parametrize(("code", "text", "expected"), RELATIVE)
def test_a_relative_date_is_resolved_against_publication(code, text, expected):
    assert values(code, text, PUBLISHED) == expected


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text, _ in RELATIVE])
def test_without_publication_a_relative_date_is_left_out(code, text):
    assert values(code, text, None) == []


@pytest.mark.parametrize(("code", "text"), NO_DATES)
def test_what_only_looks_like_a_date_is_none(code, text):
    assert values(code, text, PUBLISHED) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "Wien (red, 17.10.2019) Am Montag"), ("en", "(Reuters, 17 October 2019) On Monday")],
)
def test_a_printed_dateline_is_publication_and_no_date(code, text):
    assert values(code, text, None) == ["2019-10-14"]


@pytest.mark.parametrize(("code", "text", "_"), GIVEN + RELATIVE)
def test_the_words_stand_where_they_say(code, text, _):
    dates = find_dates(text, published=PUBLISHED, language=LANGUAGES[code])
    assert all(text[d.words.start : d.words.end] == d.words.text for d in dates)


def test_an_open_date_keeps_both_readings():
    (date,) = find_dates("im November", published=PUBLISHED, language=LANGUAGES["de"])
    assert (date.past, date.future, date.nearer) == ("2018-11", "2019-11", "future")


def test_the_basis_tells_stated_from_relative():
    stated, relative = find_dates("im Mai 2019, gestern", published=PUBLISHED, language=LANGUAGES["de"])
    assert (stated.basis, relative.basis) == ("stated", "relative")


@pytest.mark.parametrize("published", [dt.date(2019, 3, 1), dt.date(2020, 3, 1), dt.date(2021, 1, 1)])
def test_the_last_of_february_is_always_a_day_that_exists(published):
    (date,) = find_dates("am 29. Februar", published=published, language=LANGUAGES["de"])
    assert dt.date.fromisoformat(date.past) <= published < dt.date.fromisoformat(date.future)


@pytest.mark.parametrize("text", ["1" * 50_000, "am 1. " * 10_000, "in the past " * 5_000, "Mai " * 20_000])
def test_time_grows_with_length_only(text):
    begun = time.process_time()
    for language in LANGUAGES.values():
        find_dates(text, published=PUBLISHED, language=language)
    assert time.process_time() - begun < 5
