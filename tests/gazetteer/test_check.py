"""What `wortlaut check` says of a gazetteer."""

from pathlib import Path

import pytest

from pipeline.gazetteer import check_gazetteer
from pipeline.gazetteer.matcher import shipped
from tests.gazetteer.conftest import write_gazetteer

GOOD = "company_id,name\nsiemens,Siemens\nhuawei,Huawei\n"
ALIASES = "company_id,alias\n"


@pytest.mark.parametrize(
    ("companies", "aliases", "problem"),
    [
        (
            GOOD + "siemens,Siemens Two\n",
            ALIASES,
            "companies.csv:4: company_id 'siemens' is already on line 2",
        ),
        (GOOD + "Not An Id,Name\n", ALIASES, "companies.csv:4: company_id 'Not An Id'"),
        (GOOD + "empty,\n", ALIASES, "companies.csv:4: the name '' has no letter or digit"),
        (GOOD + "dots,...\n", ALIASES, "companies.csv:4: the name '...' has no letter or digit"),
        (GOOD + "x,X\n", ALIASES, "companies.csv:4: the name 'X' has one letter only"),
        (GOOD + f"long,{'x' * 400}\n", ALIASES, "companies.csv:4: the name has 400 characters"),
        (GOOD + "apple,Apple\n", ALIASES, "companies.csv:4: 'Apple' is an ordinary word"),
        (GOOD + "much,one,two\n", ALIASES, "companies.csv:4: has 3 fields, not 2"),
        (GOOD + 'quote,"Broken\n', ALIASES, "companies.csv:4: broken quoting"),
        ("company_id,nmae\na,Alpha\n", ALIASES, "companies.csv:1: missing columns ['name']"),
        ("", ALIASES, "companies.csv:1: is empty"),
        ("company_id,name,kind\na,Alphacorp,shop\n", ALIASES, "companies.csv:2: kind 'shop' is none of"),
        (
            GOOD,
            ALIASES + "siemens,Huawei\n",
            "aliases.csv:2: 'Huawei' is also a name of huawei (companies.csv:3)",
        ),
        (GOOD, ALIASES + "siemens,Siemens\n", "aliases.csv:2: 'Siemens' is already on companies.csv:2"),
        (GOOD, ALIASES + "nobody,Nobody Inc\n", "aliases.csv:2: company_id 'nobody' is not in companies.csv"),
        (GOOD, ALIASES + "siemens,und\n", "aliases.csv:2: 'und' is an ordinary word"),
    ],
)
def test_each_fault_has_its_line(tmp_path: Path, companies: str, aliases: str, problem: str):
    problems = check_gazetteer(write_gazetteer(tmp_path, companies, aliases))
    assert any(found.startswith(problem) for found in problems), problems


def test_good_rows_have_no_problem(tmp_path: Path):
    assert check_gazetteer(write_gazetteer(tmp_path, GOOD, ALIASES + "siemens,Siemens AG\n")) == []


def test_a_word_that_is_meant_is_no_problem(tmp_path: Path):
    folder = write_gazetteer(tmp_path, GOOD + "apple,Apple\n", ALIASES)
    (folder / "ambiguous.txt").write_text("Apple\n", encoding="utf-8")
    assert check_gazetteer(folder) == []


def test_a_missing_folder_is_a_problem(tmp_path: Path):
    assert len(check_gazetteer(tmp_path / "nowhere")) == 1


def test_bytes_that_are_no_text(tmp_path: Path):
    folder = write_gazetteer(tmp_path, GOOD, ALIASES)
    (folder / "companies.csv").write_bytes(b"company_id,name\na,\xff\xfe\x00\n")
    assert "not UTF-8" in check_gazetteer(folder)[0]


def test_the_gazetteer_that_ships_is_in_order():
    assert check_gazetteer(shipped()) == []
