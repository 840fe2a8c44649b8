"""Which date is an event's, on hand-annotated sentences; German and English twins."""

import datetime as dt

import pytest

from pipeline.claims.date import date_of, find_dates
from pipeline.languages import LANGUAGES
from tests.claims.docs import parsed

PUBLISHED = dt.date(2019, 10, 9)

SOLD_DE = """
    Siemens Siemens PROPN nsubj 5
    hat haben AUX aux 5 Mood=Ind|Tense=Pres|VerbForm=Fin
    am an ADP case 4
    Montag Montag NOUN obl 5
    verkauft verkaufen VERB root 0 VerbForm=Part
    . . PUNCT punct 5

    Bosch Bosch PROPN nsubj 2
    wächst wachsen VERB root 0 Mood=Ind|Tense=Pres|VerbForm=Fin
    . . PUNCT punct 2
"""
SOLD_EN = """
    Siemens Siemens PROPN nsubj 2
    sold sell VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    it it PRON obj 2
    on on ADP case 5
    Monday Monday PROPN obl 2
    . . PUNCT punct 2

    Bosch Bosch PROPN nsubj 2
    grows grow VERB root 0 Mood=Ind|Tense=Pres|VerbForm=Fin
    . . PUNCT punct 2
"""
OPENS_DE = """
    Siemens Siemens PROPN nsubj 5
    wird werden AUX aux 5 Mood=Ind|Tense=Pres|VerbForm=Fin
    im in ADP case 4
    November November NOUN obl 5
    öffnen öffnen VERB root 0 VerbForm=Inf
    . . PUNCT punct 5
"""
OPENS_EN = """
    Siemens Siemens PROPN nsubj 3
    will will AUX aux 3 VerbForm=Fin
    open open VERB root 0 VerbForm=Inf
    in in ADP case 5
    November November PROPN obl 3
    . . PUNCT punct 3
"""
SAID_DE = """
    Am an ADP case 2
    Montag Montag NOUN obl 3
    sagte sagen VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    Siemens Siemens PROPN nsubj 3
    , , PUNCT punct 10
    dass dass SCONJ mark 10
    Bosch Bosch PROPN nsubj 10
    die der DET det 9
    Firma Firma NOUN obj 10
    verkauft verkaufen VERB ccomp 3 Mood=Ind|Tense=Pres|VerbForm=Fin
    . . PUNCT punct 3
"""
SAID_EN = """
    Siemens Siemens PROPN nsubj 2
    said say VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    on on ADP case 4
    Monday Monday PROPN obl 2
    that that SCONJ mark 7
    Bosch Bosch PROPN nsubj 7
    sells sell VERB ccomp 2 Mood=Ind|Tense=Pres|VerbForm=Fin
    the the DET det 9
    firm firm NOUN obj 7
    . . PUNCT punct 2
"""

CASES = [
    ("de", SOLD_DE, "verkauft", "2019-10-07"),
    ("en", SOLD_EN, "sold", "2019-10-07"),
    ("de", SOLD_DE, "wächst", None),  # the date stands in another sentence
    ("en", SOLD_EN, "grows", None),
    ("de", OPENS_DE, "öffnen", "2019-11"),  # the tense says that it lies ahead
    ("en", OPENS_EN, "open", "2019-11"),
    ("de", SAID_DE, "verkauft", None),  # the date is that of saying it
    ("en", SAID_EN, "sells", None),
]


@pytest.mark.parametrize(("code", "table", "word", "expected"), CASES)
def test_the_date_of_an_event(code, table, word, expected):
    doc = parsed(code, table)
    trigger = next(doc[token.i : token.i + 1] for token in doc if token.text == word)
    dates = find_dates(doc.text, published=PUBLISHED, language=LANGUAGES[code])
    date = date_of(trigger, "divest", dates, language=LANGUAGES[code])
    assert (date and date.value) == expected


def test_without_dates_there_is_none():
    doc = parsed("en", SOLD_EN)
    assert date_of(doc[1:2], "divest", (), language=LANGUAGES["en"]) is None
