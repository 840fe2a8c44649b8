"""A second run does only what is not done yet, and its tables are those of a first run over the same
inputs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import run
from pipeline.errors import ConfigError
from pipeline.runreport import RunReport
from tests.runs import fake
from tests.runs.conftest import SETTINGS, Extract, digests


def refs(output: Path) -> list[str]:
    return sorted(pq.read_table(output / "articles")["source_ref"].to_pylist())


def rejects(output: Path) -> list[tuple[str, str]]:
    rows = pq.read_table(output / "rejects").to_pylist()
    return sorted((row["source_ref"], row["error"]) for row in rows)


def extracted(report: RunReport) -> int:
    return report.articles + sum(report.rejects.values())


def test_every_input_is_accounted_for(tmp_path: Path, extract: Extract):
    texts = fake.many(5) | {
        "bad/no.txt": "REJECT this",
        "copy.txt": fake.many(5)["00002.txt"],
        "empty.txt": "",
    }
    fake.write_articles(tmp_path / "in", texts)
    report = extract()
    assert refs(tmp_path / "out") == [f"{i:05}.txt" for i in range(5)]
    assert rejects(tmp_path / "out") == [
        ("bad/no.txt", "unsupported_language"),
        ("copy.txt", "duplicate"),
        ("empty.txt", "empty"),
    ]
    assert report.totals["articles"] + report.totals["rejects"] == report.inputs == 8


def test_nothing_new_means_nothing_done(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(9) | {"no.txt": "REJECT"})
    extract()
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.parquet")}
    for file in (tmp_path / "in").iterdir():
        os.utime(file)  # a new time stamp is no new content
    assert extracted(extract()) == 0
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.parquet")} == before


def test_new_changed_and_removed_inputs(tmp_path: Path, extract: Extract):
    inputs = tmp_path / "in"
    fake.write_articles(inputs, fake.many(12))
    extract()
    fake.write_articles(inputs, {"00003.txt": "changed words here", "new.txt": "new words here"})
    (inputs / "00007.txt").unlink()
    report = extract()
    assert (extracted(report), report.removed) == (2, 1)
    extract(output="fresh")
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_all_inputs_removed_leaves_empty_tables(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(3))
    extract()
    for file in (tmp_path / "in").iterdir():
        file.unlink()
    assert extract().totals == {"articles": 0, "mentions": 0, "claims": 0, "rejects": 0}
    assert pq.read_table(tmp_path / "out" / "claims").num_rows == 0


def test_a_copy_takes_the_place_of_a_removed_original(tmp_path: Path, extract: Extract):
    fake.write_articles(
        tmp_path / "in", {"a.txt": "the same words", "b.txt": "the same words", "c.txt": "others"}
    )
    extract()
    (tmp_path / "in" / "a.txt").unlink()
    assert extract().reasons == {"rows missing from the tables": 1}
    assert refs(tmp_path / "out") == ["b.txt", "c.txt"]
    assert rejects(tmp_path / "out") == []


def test_an_earlier_name_takes_the_place_of_the_original(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", {"b.txt": "the same words"})
    extract()
    fake.write_articles(tmp_path / "in", {"a.txt": "the same words"})
    extract()
    assert refs(tmp_path / "out") == ["a.txt"]
    assert rejects(tmp_path / "out") == [("b.txt", "duplicate")]


def test_a_grown_container_file_has_only_its_new_records_extracted(tmp_path: Path, extract: Extract):
    file = tmp_path / "in" / "day.jsonl"
    texts = list(fake.many(5, prefix="One two three four. ").values())
    lines = [json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts)]
    file.parent.mkdir()
    file.write_text("".join(lines[:3]))
    assert extracted(extract()) == 3
    file.write_text("".join(lines))
    assert extracted(extract()) == 2
    file.write_text("".join(lines[1:]))
    assert extracted(extract()) == 0
    assert refs(tmp_path / "out") == [f"day.jsonl#{i}" for i in range(1, 5)]


@pytest.mark.parametrize(
    ("part", "documents"),
    [
        ("version", 6),
        ("code", 6),
        ("settings [ingest]", 6),
        ("model de", 3),
        ("model en", 2),
        ("gazetteer", 5),
    ],
)
def test_a_changed_part_redoes_what_it_concerns(
    tmp_path: Path, extract: Extract, parts: dict[str, str], part: str, documents: int
):
    german = {name: f"ü {text}" for name, text in fake.many(3).items()}
    english = {f"e{name}": f"e {text}" for name, text in fake.many(2).items()}
    fake.write_articles(tmp_path / "in", german | english | {"no.txt": "REJECT"})
    extract()
    parts[part] = "2"
    report = extract()
    assert report.reasons == {part: documents}
    assert extracted(report) == documents
    assert extracted(extract()) == 0


def test_force_extracts_everything_again(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(5))
    extract()
    before = digests(tmp_path / "out")
    assert extracted(extract(force=True)) == 5
    assert digests(tmp_path / "out") == before


def test_retry_rejects_extracts_rejects_again(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(5) | {"no.txt": "REJECT", "crash.txt": "CRASH"})
    extract()
    assert extract(retry_rejects=True).rejects == {"crash": 1, "unsupported_language": 1}


def test_a_lost_file_of_a_table_is_made_again(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(20))
    extract()
    before = digests(tmp_path / "out")
    (tmp_path / "out" / "claims" / "part-00001.parquet").unlink()
    (tmp_path / "out" / "articles" / "part-00002.parquet").write_bytes(b"damaged")
    assert 0 < extracted(extract()) < 20
    assert digests(tmp_path / "out") == before


def test_a_stopped_run_is_finished_by_the_next(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(40))
    asked = iter(range(1000))
    report = extract(stop=lambda: next(asked) > 2)
    assert report.interrupted
    assert 0 < report.totals["articles"] < 40
    assert report.totals["articles"] + extracted(extract()) == 40
    extract(output="fresh")
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_a_plan_counts_and_writes_nothing(tmp_path: Path, extract: Extract, parts: dict[str, str]):
    inputs = tmp_path / "in"
    fake.write_articles(inputs, fake.many(6))
    first = run.plan([inputs], tmp_path / "out", settings=SETTINGS)
    assert (first.new, first.unchanged) == (6, 0)
    assert not (tmp_path / "out").exists()
    extract()
    before = digests(tmp_path / "out")
    fake.write_articles(inputs, {"00000.txt": "changed", "new.txt": "new"})
    (inputs / "00001.txt").unlink()
    second = run.plan([inputs], tmp_path / "out", settings=SETTINGS)
    assert (second.new, second.changed, second.unchanged, second.removed) == (1, 1, 4, 1)
    parts["lexicon"] = "2"
    assert run.plan([inputs], tmp_path / "out", settings=SETTINGS).reasons == {"lexicon": 6}
    assert digests(tmp_path / "out") == before


def test_the_number_of_files_is_fixed(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(2))
    extract()
    with pytest.raises(ConfigError, match="set shards = 3"):
        extract(shards=5)


def test_a_missing_input_is_named(tmp_path: Path, extract: Extract):
    with pytest.raises(ConfigError, match="in: no such file or folder"):
        extract()
    assert not (tmp_path / "out").exists()


def test_tables_inside_the_input_are_no_input(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(2))
    assert [extract(output="in/tables").inputs for _ in range(2)] == [2, 2]


def test_run_json_tells_what_ran(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", fake.many(3))
    extract()
    report = json.loads((tmp_path / "out" / "run.json").read_text())
    assert report["totals"]["articles"] == report["articles"] == 3
    assert report["fingerprint"] == fake.PARTS
    assert report["settings"]["run"]["shards"] == 3
    assert report["stages"]["parse"]["articles_per_second"] > 0
    assert report["megabytes"]["worker"] > 0
