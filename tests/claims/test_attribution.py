"""Who says it, on hand-annotated sentences; German and English twins."""

import pytest

from pipeline.claims.attribution import attribution_of
from pipeline.languages import LANGUAGES
from tests.claims.docs import parsed

BY_PREPOSITION_DE = """
    Laut laut ADP case 3
    einer ein DET det 3
    Sprecherin Sprecherin NOUN obl 5
    hat haben AUX aux 5 Mood=Ind|Tense=Pres|VerbForm=Fin
    verkauft verkaufen VERB root 0 VerbForm=Part
    Siemens Siemens PROPN nsubj 5
    . . PUNCT punct 5
"""
BY_PREPOSITION_EN = """
    Siemens Siemens PROPN nsubj 2
    sold sell VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    it it PRON obj 2
    , , PUNCT punct 7
    according accord VERB case 7
    to to ADP fixed 5
    Reuters Reuters PROPN obl 2
    . . PUNCT punct 2
"""
BY_VERB_DE = """
    Bosch Bosch PROPN nsubj 2
    sagte sagen VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    , , PUNCT punct 5
    Siemens Siemens PROPN nsubj 5
    verkaufe verkaufen VERB ccomp 2 Mood=Sub|VerbForm=Fin
    . . PUNCT punct 2
"""
BY_VERB_EN = """
    Siemens Siemens PROPN nsubj 2
    sold sell VERB ccomp 6 Mood=Ind|Tense=Past|VerbForm=Fin
    it it PRON obj 2
    , , PUNCT punct 2
    Bosch Bosch PROPN nsubj 6
    said say VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    . . PUNCT punct 6
"""
NONE_DE = """
    Siemens Siemens PROPN nsubj 2
    verkauft verkaufen VERB root 0 Mood=Ind|Tense=Pres|VerbForm=Fin
    . . PUNCT punct 2
"""
NONE_EN = """
    Siemens Siemens PROPN nsubj 2
    sold sell VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    . . PUNCT punct 2
"""

CASES = [
    ("de", BY_PREPOSITION_DE, "verkauft", "Laut einer Sprecherin"),
    ("en", BY_PREPOSITION_EN, "sold", "according to Reuters"),
    ("de", BY_VERB_DE, "verkaufe", "Bosch sagte"),
    ("en", BY_VERB_EN, "sold", "Bosch said"),
    ("de", NONE_DE, "verkauft", None),
    ("en", NONE_EN, "sold", None),
]


@pytest.mark.parametrize(("code", "table", "word", "expected"), CASES)
def test_who_says_it(code, table, word, expected):
    doc = parsed(code, table)
    trigger = next(doc[token.i : token.i + 1] for token in doc if token.text == word)
    source = attribution_of(trigger, language=LANGUAGES[code])
    assert (source and source.text) == expected
    assert source is None or doc.text[source.start : source.end] == source.text
