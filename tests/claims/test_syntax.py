"""Where a participant stands as seen from the trigger: German and English twins in one table."""

import pytest

from pipeline.claims.features import slot, voice
from pipeline.claims.syntax import clause_tokens, verb_lemma
from tests.claims.docs import parsed

ACTIVE_DE = """
Siemens Siemens PROPN nsubj 2
kauft kaufen VERB ROOT 0
Mentor Mentor PROPN obj 2
"""
ACTIVE_EN = """
Siemens Siemens PROPN nsubj 2
buys buy VERB ROOT 0
Mentor Mentor PROPN obj 2
"""
CONTROL_DE = """
Siemens Siemens PROPN nsubj 2
plant planen VERB ROOT 0
, , PUNCT punct 6
Mentor Mentor PROPN obj 6
zu zu PART mark 6
kaufen kaufen VERB xcomp 2
"""
CONTROL_EN = """
Siemens Siemens PROPN nsubj 2
plans plan VERB ROOT 0
to to PART mark 4
buy buy VERB xcomp 2
Mentor Mentor PROPN obj 4
"""
PASSIVE_DE = """
Mentor Mentor PROPN nsubj:pass 5
wird werden AUX aux:pass 5
von von ADP case 4
Siemens Siemens PROPN obl:agent 5
übernommen übernehmen VERB ROOT 0
"""
PASSIVE_EN = """
Mentor Mentor PROPN nsubj:pass 3
was be AUX aux:pass 3
acquired acquire VERB ROOT 0
by by ADP case 5
Siemens Siemens PROPN obl:agent 3
"""
NOUN_DE = """
Die der DET det 2
Übernahme Übernahme NOUN nsubj 7
von von ADP case 4
Mentor Mentor PROPN nmod 2
durch durch ADP case 6
Siemens Siemens PROPN nmod 2
scheiterte scheitern VERB ROOT 0
"""
NOUN_EN = """
The the DET det 2
takeover takeover NOUN nsubj 7
of of ADP case 4
Mentor Mentor PROPN nmod 2
by by ADP case 6
Siemens Siemens PROPN nmod 2
failed fail VERB ROOT 0
"""
LIST_EN = """
Sequoia Sequoia PROPN nsubj 4
and and CCONJ cc 3
Fidelity Fidelity PROPN conj 1
backed back VERB ROOT 0
Yitu Yitu PROPN obj 4
"""
RELATIVE_DE = """
Mentor Mentor PROPN nsubj 6
, , PUNCT punct 5
das der PRON obj 5 PronType=Rel
Siemens Siemens PROPN nsubj 5
kaufte kaufen VERB acl:relcl 1
wächst wachsen VERB ROOT 0
"""


@pytest.mark.parametrize(
    ("language", "table", "trigger", "place", "expected"),
    [
        ("de", ACTIVE_DE, 1, 0, "nsubj"),
        ("en", ACTIVE_EN, 1, 0, "nsubj"),
        ("de", ACTIVE_DE, 1, 2, "obj"),
        ("en", ACTIVE_EN, 1, 2, "obj"),
        ("de", CONTROL_DE, 5, 0, "nsubj"),
        ("en", CONTROL_EN, 3, 0, "nsubj"),
        ("de", PASSIVE_DE, 4, 3, "obl:agent"),
        ("en", PASSIVE_EN, 2, 4, "obl:agent"),
        ("de", NOUN_DE, 1, 3, "nmod:von"),
        ("en", NOUN_EN, 1, 3, "nmod:of"),
        ("de", NOUN_DE, 1, 5, "nmod:durch"),
        ("en", NOUN_EN, 1, 5, "nmod:by"),
        ("en", LIST_EN, 3, 2, "nsubj"),
        ("de", RELATIVE_DE, 4, 0, "acl:relcl<head"),
    ],
)
def test_slot(language: str, table: str, trigger: int, place: int, expected: str):
    doc = parsed(language, table)
    assert slot(doc[trigger], doc[place]) == expected


@pytest.mark.parametrize(
    ("language", "table", "trigger", "expected"),
    [
        ("de", ACTIVE_DE, 1, "active"),
        ("en", ACTIVE_EN, 1, "active"),
        ("de", PASSIVE_DE, 4, "passive"),
        ("en", PASSIVE_EN, 2, "passive"),
        ("de", NOUN_DE, 1, "noun"),
        ("en", NOUN_EN, 1, "noun"),
    ],
)
def test_voice(language: str, table: str, trigger: int, expected: str):
    assert voice(parsed(language, table)[trigger]) == expected


def test_the_particle_belongs_to_the_german_verb():
    doc = parsed(
        "de",
        """
        Opel Opel PROPN nsubj 2
        stellt stellen VERB ROOT 0
        die der DET det 4
        Produktion Produktion NOUN obj 2
        ein ein ADP compound:prt 2
        """,
    )
    assert verb_lemma(doc[1]) == "einstellen"


def test_a_clause_has_its_complement_but_not_its_neighbour():
    doc = parsed("de", RELATIVE_DE)
    assert [t.text for t in clause_tokens(doc[5])] == ["Mentor", "wächst"]
    doc = parsed("de", CONTROL_DE)
    assert "Siemens" in [t.text for t in clause_tokens(doc[5])]
