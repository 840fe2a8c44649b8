"""Names made comparable."""

import pytest

from pipeline.gazetteer.keys import acronym, clean, common_name, core_key, fold, spellings


@pytest.mark.parametrize(
    ("name", "short", "key"),
    [
        ("Zhejiang Dahua Technology Co., Ltd.", "Zhejiang Dahua Technology", "zhejiang dahua technology"),
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne", "muller and sohne"),
        ("The Walt Disney Company", "Walt Disney", "walt disney"),
        ("A. O. Smith", "A. O. Smith", "ao smith"),
        ("Ferrari S. p. A.", "Ferrari", "ferrari"),
        ("OAO Gazprom", "Gazprom", "gazprom"),
        ("Open Joint Stock Company Gazprom", "Gazprom", "gazprom"),
        ("Hennes & Mauritz AB (publ)", "Hennes & Mauritz", "hennes and mauritz"),
        ("Deutsche Bank Trust Company", "Deutsche Bank Trust", "deutsche bank trust"),
        ("SAP", "SAP", "sap"),
        ("Standard Chartered", "Standard Chartered", "standard chartered"),
        ("Moody's", "Moody's", "moodys"),
        ("腾讯控股有限公司", "腾讯控股有限公司", "腾讯控股"),
        ("AG", "AG", "ag"),
        ("", "", ""),
        ("!!!", "!!!", ""),
    ],
)
def test_legal_forms_come_off(name: str, short: str, key: str):
    assert common_name(name) == short
    assert core_key(name) == key


def test_umlauts_have_two_spellings():
    assert spellings("Münchener Rück") == ("Münchener Rück", "Muenchener Rueck")
    assert spellings("Siemens") == ("Siemens",)


def test_fold_ignores_case_accents_and_marks():
    assert fold("Nestlé S.A.") == fold("NESTLE SA")
    assert fold("Crédit Agricole") == "credit agricole"


def test_clean_drops_invisible_characters():
    assert clean("\u200eSense\u00adTime\u200f  Group ") == "SenseTime Group"


def test_acronym_skips_small_words():
    assert acronym("Massachusetts Institute of Technology") == "MIT"


@pytest.mark.parametrize(
    "name", ["x", "x" * 10_000, "." * 10_000, "\u202e\u200f", "a " * 5_000, "شركة", "🙂", "\x00", "& & &"]
)
def test_strange_names_neither_crash_nor_hang(name: str):
    assert isinstance(core_key(clean(name)), str)
    assert isinstance(common_name(name), str)
