"""Names found in running text: longest, with case and boundary sense, at the right offsets."""

import pickle
from pathlib import Path

import pytest

from pipeline.gazetteer import LINK_THRESHOLD, Gazetteer, load_gazetteer
from tests.gazetteer.conftest import write_gazetteer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Siemens-Chef kündigt.", [("Siemens", "siemens")]),
        ("Siemens Energy und Siemens.", [("Siemens Energy", "siemens-energy"), ("Siemens", "siemens")]),
        ("Länder, die zu Huaweis Technologie greifen", [("Huawei", "huawei")]),
        ("Huawei’s growth", [("Huawei", "huawei")]),
        ("HUAWEI wächst", [("Huawei".upper(), "huawei")]),
        ("Iflytek und iFlyTek", [("Iflytek", "iflytek"), ("iFlyTek", "iflytek")]),
        (
            "die Muenchener Rueck und die Münchener Rück",
            [("Muenchener Rueck", "muenchener"), ("Münchener Rück", "muenchener")],
        ),
        ("am MIT in Boston, mit Freude, Mit Recht", [("MIT", "mit")]),
        ("der Bund und der BUND", [("BUND", "bund")]),
        ("Hangzhou Hikvision Digital", [("Hangzhou Hikvision Digital", "hikvision")]),
        ("the rating of Moody's fell", [("Moody's", "moodys")]),
        ("siemens, www.huawei.com, @Huawei, Siemensstadt", []),
        ("die Deutsche\nBank", [("Deutsche\nBank", "deutsche-bank")]),
        ("AT&T and at&t", [("AT&T", "att")]),
        ("AAPL rose", []),
        ("삼성전자 grows", [("삼성전자", "samsung")]),
    ],
)
def test_find(gazetteer: Gazetteer, text: str, found: list[tuple[str, str]]):
    hits = gazetteer.find(text, language="de")
    assert [(hit.text, hit.link.company_id) for hit in hits] == found
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


def test_length_changing_letters_keep_offsets(gazetteer: Gazetteer):
    text = "İİİ ẞ ﬁ Huawei"
    (hit,) = gazetteer.find(text)
    assert text[hit.start : hit.end] == "Huawei"


@pytest.mark.parametrize(("language", "sure"), [("en", False), ("de", True), (None, False)])
def test_a_word_of_the_language_is_not_sure(gazetteer: Gazetteer, language: str | None, sure: bool):
    (hit,) = gazetteer.find("Apple", language=language)
    assert (hit.link.score >= LINK_THRESHOLD) is sure


def test_a_name_of_two_organisations_is_not_sure(gazetteer: Gazetteer):
    (hit,) = gazetteer.find("the LSE said")
    assert hit.link.score < LINK_THRESHOLD
    assert {hit.link.company_id, hit.link.runner_up_id} == {"lse-school", "lse-exchange"}


@pytest.mark.parametrize(
    "text", ["", "\u202e" * 1000, "A" * 100_000, "Siemens" * 20_000, "… „“ 🙂 \x00", "ıİ" * 500]
)
def test_strange_texts_neither_crash_nor_hang(gazetteer: Gazetteer, text: str):
    assert all(text[hit.start : hit.end] == hit.text for hit in gazetteer.find(text))


def test_a_name_written_small_is_found_among_others(tmp_path: Path):
    rows = "company_id,name\nmytaxi,mytaxi\nsiemens,Siemens\n1und1,1und1\n"
    folder = write_gazetteer(tmp_path, rows, "company_id,alias\n")
    found = load_gazetteer(folder, cache=tmp_path / "cache").find("Siemens, mytaxi und 1und1; taxi, siemens")
    assert [hit.text for hit in found] == ["Siemens", "mytaxi", "1und1"]


def test_pickles_small(gazetteer: Gazetteer):
    data = pickle.dumps(gazetteer)
    assert len(data) < 1_000
    assert pickle.loads(data).find("Huawei") == gazetteer.find("Huawei")
