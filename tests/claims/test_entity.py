"""What stands for an organisation: German and English twins."""

import pytest

from pipeline.claims.entity import find_names, find_referents, is_public_body
from pipeline.languages import LANGUAGES
from tests.claims.docs import organisation, parsed

CONCERN_DE = """
Opel Opel PROPN nsubj 2
wächst wachsen VERB ROOT 0
. . PUNCT punct 2

Der der DET det 2
Autobauer Autobauer NOUN nsubj 3 Number=Sing
streicht streichen VERB ROOT 0
Stellen Stelle NOUN obj 3 Number=Plur
. . PUNCT punct 3
"""
CONCERN_EN = """
Opel Opel PROPN nsubj 2
grows grow VERB ROOT 0
. . PUNCT punct 2

The the DET det 2
carmaker carmaker NOUN nsubj 3 Number=Sing
cuts cut VERB ROOT 0
jobs job NOUN obj 3 Number=Plur
. . PUNCT punct 3
"""
PRONOUN_EN = """
Opel Opel PROPN nsubj 2
grows grow VERB ROOT 0
. . PUNCT punct 2

It it PRON nsubj 2 Number=Sing
cuts cut VERB ROOT 0
jobs job NOUN obj 2 Number=Plur
. . PUNCT punct 2
"""
BOTH_DE = """
Opel Opel PROPN nsubj 4
und und CCONJ cc 3
Ford Ford PROPN conj 1
wachsen wachsen VERB ROOT 0
. . PUNCT punct 4

Beide beide DET det 2
Firmen Firma NOUN nsubj 3 Number=Plur
bauen bauen VERB ROOT 0
Autos Auto NOUN obj 3 Number=Plur
. . PUNCT punct 3
"""
BOTH_EN = """
Opel Opel PROPN nsubj 4
and and CCONJ cc 3
Ford Ford PROPN conj 1
grow grow VERB ROOT 0
. . PUNCT punct 4

Both both DET det 2
firms firm NOUN nsubj 3 Number=Plur
build build VERB ROOT 0
cars car NOUN obj 3 Number=Plur
. . PUNCT punct 3
"""
GROUP_DE = """
Die der DET det 2
USA USA PROPN nsubj 5
haben haben AUX aux 5
Firmen Firma NOUN obj 5 Number=Plur
gesperrt sperren VERB ROOT 0
. . PUNCT punct 5

Zu zu ADP case 3
den der DET det 3
Firmen Firma NOUN obl 4 Number=Plur
gehören gehören VERB ROOT 0
Megvii Megvii PROPN nsubj 4
und und CCONJ cc 7
Yitu Yitu PROPN conj 5
. . PUNCT punct 4

Diese dieser DET det 2
Organisationen Organisation NOUN nsubj 3 Number=Plur
überwachen überwachen VERB ROOT 0
Bürger Bürger NOUN obj 3 Number=Plur
. . PUNCT punct 3
"""


def referents(language: str, table: str, *names: str) -> list[list[tuple[str, str, tuple[str, ...]]]]:
    """For each sentence (kind, words, organisations), without the topic."""
    doc = parsed(language, table)
    mentions = [organisation(doc, name) for name in names]
    found = find_names(doc, mentions, LANGUAGES[language])
    return [
        [(r.kind, r.span.text, tuple(m.name for m in r.members)) for r in sentence if r.kind != "topic"]
        for sentence in find_referents(doc, found, LANGUAGES[language])
    ]


@pytest.mark.parametrize(
    ("language", "table", "names", "expected"),
    [
        ("de", CONCERN_DE, ["Opel"], [("description", "Der Autobauer", ("Opel",))]),
        ("en", CONCERN_EN, ["Opel"], [("description", "The carmaker", ("Opel",))]),
        ("en", PRONOUN_EN, ["Opel"], [("pronoun", "It", ("Opel",))]),
        ("de", BOTH_DE, ["Opel", "Ford"], [("group", "Beide Firmen", ("Opel", "Ford"))]),
        ("en", BOTH_EN, ["Opel", "Ford"], [("group", "Both firms", ("Opel", "Ford"))]),
        ("de", GROUP_DE, ["Megvii", "Yitu"], [("group", "Diese Organisationen", ("Megvii", "Yitu"))]),
    ],
)
def test_last_sentence(language: str, table: str, names: list[str], expected: list[object]):
    assert referents(language, table, *names)[-1] == expected


def test_a_noun_that_says_company_is_no_name():
    doc = parsed("de", CONCERN_DE)
    found = find_names(doc, [organisation(doc, "Opel"), organisation(doc, "Autobauer")], LANGUAGES["de"])
    assert [name.mention.name for name in found] == ["Opel"]


def test_a_sentence_without_a_name_goes_on_about_the_last_one():
    doc = parsed("de", CONCERN_DE)
    names = find_names(doc, [organisation(doc, "Opel")], LANGUAGES["de"])
    last = find_referents(doc, names, LANGUAGES["de"])[-1]
    assert [(r.kind, r.members[0].name, r.distance) for r in last if r.kind == "topic"] == [
        ("topic", "Opel", 1)
    ]


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("de", "Bundeskartellamt", True),
        ("de", "US-Handelsministerium", True),
        ("de", "IG Metall", True),
        ("de", "Deutsche Bank", False),
        ("de", "Siemens", False),
        ("en", "US Department of Commerce", True),
        ("en", "European Commission", True),
        ("en", "FTC", True),
        ("en", "Bank of America", False),
        ("en", "Commerzbank", False),
    ],
)
def test_public_bodies_are_no_entity(language: str, name: str, expected: bool):
    assert is_public_body(name, LANGUAGES[language]) is expected
