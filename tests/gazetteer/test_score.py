"""How surely two names mean the same, without a gazetteer."""

import pytest

from pipeline.gazetteer.score import MATCH_THRESHOLD, name_score, normal_word, parse, word_similarity


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Siemens AG", "Siemens Aktiengesellschaft", True),
        ("SiemensAG", "Siemens AG", True),
        ("Fliederbach Maschinenbau GmbH", "Maschinenbau Fliederbach GmbH", True),
        ("Fliederbach Intl. Corp.", "Fliederbach International Corporation", True),
        ("World Health Organisation", "World Health Organization", True),
        ("Le{ner-Miller", "Lehner-Miller", True),
        ("First Fliederbach Bank", "1st Fliederbach Bank", True),
        ("Van Herk Investments B.V.", "Jansen Investments B.V.", False),
        ("Fliederbach Bau GmbH", "Nordlicht Bau GmbH", False),
        ("", "Siemens", False),
        ("!!!", "???", False),
    ],
)
def test_name_score(left: str, right: str, same: bool):
    assert (name_score(parse(left), parse(right)) > MATCH_THRESHOLD) is same


def test_the_same_words_are_certain():
    assert name_score(parse("Nestlé S.A."), parse("NESTLE SA")) == 1.0


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("masch", "maschinenbau", 0.8, 0.9),
        ("44", "45", 0, 0),
        ("bosch", "bsoch", 0.7, 0.9),
        ("apple", "orange", 0, 0.4),
    ],
)
def test_word_similarity(one: str, two: str, least: float, most: float):
    assert least <= word_similarity(one, two) <= most


def test_words_of_several_spellings_have_one():
    assert normal_word("und") == normal_word("et") == "and"
    assert normal_word("intl") == "international"
    assert normal_word("organisation") == "organization"
