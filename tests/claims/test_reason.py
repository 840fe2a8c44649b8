"""Why it happens, on hand-annotated sentences; German and English twins. And the codes of reasons."""

import pytest

from pipeline.claims.reason import reason_code, reason_of
from pipeline.languages import LANGUAGES
from pipeline.lexicon.reasons import OTHER, load_reasons
from tests.claims.docs import parsed

DEMAND_DE = """
    Siemens Siemens PROPN nsubj 2
    streicht streichen VERB root 0 Mood=Ind|Tense=Pres|VerbForm=Fin
    wegen wegen ADP case 5
    schwacher schwach ADJ amod 5
    Nachfrage Nachfrage NOUN obl 2
    500 500 NUM nummod 7
    Stellen Stelle NOUN obj 2
    . . PUNCT punct 2
"""
DEMAND_EN = """
    Siemens Siemens PROPN nsubj 2
    cut cut VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    500 500 NUM nummod 4
    jobs job NOUN obj 2
    because because ADP case 8
    of of ADP fixed 5
    weak weak ADJ amod 8
    demand demand NOUN obl 2
    . . PUNCT punct 2
"""
ABUSES_DE = """
    Die der DET det 2
    Behörde Behörde NOUN nsubj 3
    verklagte verklagen VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    Siemens Siemens PROPN obj 3
    , , PUNCT punct 10
    weil weil SCONJ mark 10
    die der DET det 8
    Firma Firma NOUN nsubj 10
    Behörden Behörde NOUN obj 10
    täuschte täuschen VERB advcl 3 Mood=Ind|Tense=Past|VerbForm=Fin
    . . PUNCT punct 3
"""
ABUSES_EN = """
    Regulators regulator NOUN nsubj 2
    fined fine VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    Siemens Siemens PROPN obj 2
    over over ADP case 6
    accounting accounting NOUN compound 6
    fraud fraud NOUN obl 2
    . . PUNCT punct 2
"""
NONE_DE = """
    Siemens Siemens PROPN nsubj 2
    verkauft verkaufen VERB root 0 Mood=Ind|Tense=Pres|VerbForm=Fin
    die der DET det 4
    Sparte Sparte NOUN obj 2
    an an ADP case 6
    Bosch Bosch PROPN obl 2
    . . PUNCT punct 2
"""
NONE_EN = """
    Siemens Siemens PROPN nsubj 2
    sold sell VERB root 0 Mood=Ind|Tense=Past|VerbForm=Fin
    the the DET det 4
    unit unit NOUN obj 2
    to to ADP case 6
    Bosch Bosch PROPN obl 2
    . . PUNCT punct 2
"""

CASES = [
    ("de", DEMAND_DE, "cut_jobs", "wegen schwacher Nachfrage"),
    ("en", DEMAND_EN, "cut_jobs", "because of weak demand"),
    ("de", ABUSES_DE, "sue", "weil die Firma Behörden täuschte"),
    ("en", ABUSES_EN, "penalize", "over accounting fraud"),
    ("de", NONE_DE, "divest", None),
    ("en", NONE_EN, "divest", None),
]

CODES = [
    ("de", "wegen Menschenrechtsverletzungen an den Uiguren", "human_rights"),
    ("en", "over human rights abuses", "human_rights"),
    ("de", "aus Gründen der nationalen Sicherheit", "national_security"),
    ("en", "citing national security", "national_security"),
    ("de", "wegen Bilanzbetrugs", "corruption_fraud"),
    ("en", "for misleading investors", "corruption_fraud"),
    ("de", "wegen Kartellabsprachen", "competition"),
    ("en", "over price-fixing", "competition"),
    ("de", "um Kosten zu sparen", "cost_cutting"),
    ("en", "to cut costs", "cost_cutting"),
    ("de", "wegen schwacher Nachfrage", "demand"),
    ("en", "amid weak demand", "demand"),
    ("de", "nach hohen Verlusten", "results"),
    ("en", "after heavy losses", "results"),
    ("de", "weil Auflagen der Behörden fehlten", "regulation"),
    ("en", "because the permit was missing", "regulation"),
    ("de", "wegen defekter Bremsen", "safety"),
    ("en", "over faulty airbags", "safety"),
    ("de", "für höhere Löhne", "labour"),
    ("en", "for higher wages", "labour"),
    ("de", "um sich auf das Kerngeschäft zu konzentrieren", "strategy"),
    ("en", "to focus on its core business", "strategy"),
    ("de", "weil es so ist", OTHER),
    ("en", "because it is so", OTHER),
]


@pytest.mark.parametrize(("code", "table", "action", "expected"), CASES)
def test_the_reason_of_an_event(code, table, action, expected):
    doc = parsed(code, table)
    trigger = next(doc[token.i : token.i + 1] for token in doc if token.dep_ == "ROOT")
    reason = reason_of(trigger, action, language=LANGUAGES[code])
    assert (reason and reason.text) == expected
    assert reason is None or doc.text[reason.start : reason.end] == reason.text


@pytest.mark.parametrize(("code", "words", "expected"), CODES)
def test_the_code_of_a_reason(code, words, expected):
    assert reason_code(words, language=LANGUAGES[code]) == expected


def test_every_code_is_tested_in_every_language():
    assert {(code, expected) for code, _, expected in CODES} == {
        (language, code) for language in LANGUAGES for code in load_reasons()
    }
