"""The index on disk: the same bytes for the same content, never half there."""

from pathlib import Path

import pytest

from pipeline.gazetteer.companies import Alias, Company
from pipeline.gazetteer.index import Index, write_index
from pipeline.gazetteer.matcher import Gazetteer

COMPANIES = [Company("siemens", "Siemens", "DE"), Company("deutsche-bank", "Deutsche Bank", "DE", "bank")]
ALIASES = [Alias("siemens", "SIE", "ticker"), Alias("deutsche-bank", "Dt. Bank")]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_content_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        write_index(COMPANIES, ALIASES, tmp_path / name, fingerprint="f")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_companies_come_back_whole(tmp_path: Path):
    write_index(COMPANIES, ALIASES, tmp_path / "index", fingerprint="f")
    index = Index(tmp_path / "index")
    assert [index.company(number) for number in range(2)] == COMPANIES
    assert index.fingerprint == "f"


def test_building_twice_keeps_the_first(tmp_path: Path):
    for _ in range(2):
        write_index(COMPANIES, ALIASES, tmp_path / "index", fingerprint="f")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_a_failed_build_leaves_nothing(tmp_path: Path):
    with pytest.raises(KeyError):
        write_index(COMPANIES, [Alias("nobody", "Nobody")], tmp_path / "index", fingerprint="f")
    assert list(tmp_path.iterdir()) == []


def test_german_cases_are_found(tmp_path: Path):
    write_index(COMPANIES, ALIASES, tmp_path / "index", fingerprint="f")
    hits = Gazetteer(tmp_path / "index").find("bei der Deutschen Bank und SIE")
    assert [hit.text for hit in hits] == ["Deutschen Bank"]
