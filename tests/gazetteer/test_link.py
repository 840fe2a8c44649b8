"""One name, one company, or an honest None."""

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.gazetteer import MATCH_THRESHOLD, Gazetteer, load_gazetteer
from tests.gazetteer.conftest import write_gazetteer


@pytest.mark.parametrize(
    ("name", "company_id"),
    [
        ("Siemens AG", "siemens"),
        ("Siemens Aktiengesellschaft", "siemens"),
        ("SIEMENS", "siemens"),
        ("Huawei’s", "huawei"),
        ("Hellmuth Kröger GmbH", "kroeger"),
        ("Hellmuth Kroeger", "kroeger"),
        ("US-Handelsministerium", "commerce"),
        ("AT and T", "att"),
        ("Siemens Bank", None),
        ("siemens", None),
        ("Sie", None),
        ("", None),
        ("x" * 10_000, None),
        ("\u202e\u200f", None),
    ],
)
def test_link(gazetteer: Gazetteer, name: str, company_id: str | None):
    link = gazetteer.link(name, language="de")
    assert (link.company_id if link else None) == company_id


def test_an_ordinary_word_takes_evidence(gazetteer: Gazetteer):
    assert gazetteer.link("Apple", language="en") is None
    assert gazetteer.link("Apple", language="de") is not None
    link = gazetteer.link("Apple", language="en", evidence=True)
    assert link is not None
    assert link.alias == "Apple"


def test_where_the_form_makes_the_name_its_bare_word_takes_evidence(tmp_path: Path):
    text = "company_id,name\nflex,Flex Ltd.\napple,Apple\n"
    gazetteer = load_gazetteer(
        write_gazetteer(tmp_path, text, "company_id,alias\n"), cache=tmp_path / "cache"
    )
    assert gazetteer.link("Flex", language="de") is None
    assert gazetteer.link("Flex", language="de", evidence=True) is not None
    assert gazetteer.link("Flex Ltd.", language="de") is not None
    assert gazetteer.link("Apple", language="de") is not None


def test_eastern_forms_come_off_short_names(tmp_path: Path):
    aliases = "company_id,alias,kind,language\nsony,ソニー,native,ja\nsap,SAP,name,\n"
    folder = write_gazetteer(tmp_path, "company_id,name\nsony,Sony\nsap,SAP SE\n", aliases)
    gazetteer = load_gazetteer(folder, cache=tmp_path / "cache")
    assert gazetteer.compare("ソニー株式会社", "Sony Corporation") > MATCH_THRESHOLD
    assert gazetteer.link("Sap") is None


def test_a_former_name_is_shown_as_written(gazetteer: Gazetteer):
    link = gazetteer.link("Facebook", language="en")
    assert link is not None
    assert (link.company_id, link.company_name) == ("meta", "Facebook")


def test_a_government_body_says_so(gazetteer: Gazetteer):
    link = gazetteer.link("US Department of Commerce", language="en")
    assert link is not None
    assert link.kind == "government"
    assert gazetteer.company("siemens").country == "DE"
    with pytest.raises(KeyError):
        gazetteer.company("nobody")


@pytest.mark.parametrize(
    ("query", "company_id"),
    [
        ("Seimens Energy", "siemens-energy"),
        ("Energy Siemens", "siemens-energy"),
        ("Deutshe Bank AG", "deutsche-bank"),
        ("Massachusets Inst. of Technology", "mit"),
        ("Hikvison", "hikvision"),
    ],
)
def test_search_bears_noise(gazetteer: Gazetteer, query: str, company_id: str):
    best = gazetteer.search(query)[0]
    assert best.company_id == company_id
    assert best.runner_up_score is None or best.runner_up_score <= best.score


@pytest.mark.parametrize(
    "query", ["", "?", "x" * 10_000, "\u202e", "q", "شركة", "a b c d e f g h i j k l m n o p"]
)
def test_search_bears_anything(gazetteer: Gazetteer, query: str):
    assert isinstance(gazetteer.search(query), list)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Meta Platforms", "Facebook", False),  # this small gazetteer does not know Meta Platforms
        ("Meta", "Facebook Inc", True),
        ("AAPL", "Apple Inc.", True),
        ("삼성전자", "Samsung Electronics Co., Ltd.", True),
        ("Gaylord Maschinenbau GmbH", "Gaylord Machinenbau GmbH", True),
        ("Brigade Forty-Four", "Brigade 44", True),
        ("Deutsche Bank Trust Company", "Deutsche Bank", False),
        ("Bowne Global Solutions (France)", "Bowne Global Solutions (Germany)", False),
        ("Volkswagen AG", "Siemens AG", False),
    ],
)
def test_compare(gazetteer: Gazetteer, left: str, right: str, same: bool):
    assert (gazetteer.compare(left, right) > MATCH_THRESHOLD) is same
    assert gazetteer.compare(left, right) == pytest.approx(gazetteer.compare(right, left))


def test_the_cache_goes_by_content(folder: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    first = load_gazetteer(folder, cache=cache)
    assert load_gazetteer(folder, cache=cache).fingerprint == first.fingerprint
    assert len(list(cache.iterdir())) == 1
    other = write_gazetteer(tmp_path / "other", "company_id,name\nnew,Newcorp\n", "company_id,alias\n")
    assert load_gazetteer(other, cache=cache).fingerprint != first.fingerprint
    assert len(list(cache.iterdir())) == 2


def test_bad_rows_name_file_and_line(tmp_path: Path):
    bad = write_gazetteer(tmp_path, "company_id,name\na,Alpha\na,Beta\n", "company_id,alias\nz,Zeta\n")
    with pytest.raises(ConfigError, match=r"companies\.csv:3: .*line 2") as error:
        load_gazetteer(bad, cache=tmp_path / "cache")
    assert "aliases.csv:2" in str(error.value)


def test_an_empty_gazetteer_finds_nothing(tmp_path: Path):
    empty = write_gazetteer(tmp_path, "company_id,name\n", "company_id,alias\n")
    gazetteer = load_gazetteer(empty, cache=tmp_path / "cache")
    assert gazetteer.find("Siemens") == []
    assert gazetteer.search("Siemens") == []
