"""Exports hold every claim, stand where the text says, and are harmless to the program that opens them."""

import csv
import io
import json
from pathlib import Path

import pytest

from pipeline import store
from pipeline.errors import ConfigError
from pipeline.export import FORMATS, export, export_to
from pipeline.export.tabular import cell
from pipeline.schema import CLAIMS
from tests.outputs import article_row, claim_row, sample, write_output


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    return write_output(tmp_path_factory.mktemp("out"), list(sample(90)))


def exported(output: Path, format: str, **options) -> str:
    target = io.StringIO(newline="")
    export(output, format, target, **options)
    return target.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_claims_give_the_same_text(output, format):
    assert exported(output, format) == exported(output, format)


def test_csv_reads_back(output):
    text = exported(output, "csv").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 90
    assert list(rows[0]) == CLAIMS.schema.names
    known = {row["claim_id"]: row for row in store.read_table(output, "claims").to_pylist()}
    for row in rows:
        claim = known[row["claim_id"]]
        assert row["evidence"].removeprefix("'") == claim["evidence"]
        assert int(row["evidence_start"]) == claim["evidence_start"]


def test_no_cell_of_csv_is_a_formula(output):
    text = exported(output, "csv").removeprefix("\ufeff")
    cells = [value for row in csv.reader(io.StringIO(text, newline="")) for value in row]
    assert any(value.startswith("'=") for value in cells), "the sample must hold a formula"
    assert not [value for value in cells if value.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-2", "'-2"),
        (["=a", "b"], "'=a; b"),
        ("Müller & Söhne", "Müller & Söhne"),
        (-2, -2),
        (None, None),
    ],
)
def test_formulas_become_text(value, safe):
    assert cell(value) == safe


def test_jsonl_holds_the_table(output):
    rows = [json.loads(line) for line in exported(output, "jsonl").splitlines()]
    assert [row["claim_id"] for row in rows] == [
        row["claim_id"]
        for row in sorted(
            store.read_table(output, "claims").to_pylist(),
            key=lambda row: (row["article_id"], row["evidence_start"], row["entity_start"], row["claim_id"]),
        )
    ]


def test_min_confidence_leaves_claims_out(output):
    rows = [json.loads(line) for line in exported(output, "jsonl", min_confidence=0.8).splitlines()]
    assert 0 < len(rows) < 90
    assert min(row["confidence"] for row in rows) >= 0.8


def test_ftm_entities_are_valid(output):
    reason = "followthemoney is not installed: make .venv/ftm (needs a C++ compiler and libicu-dev)"
    followthemoney = pytest.importorskip("followthemoney", reason=reason)
    entities = [json.loads(line) for line in exported(output, "ftm").splitlines()]
    known = {entity["id"] for entity in entities}
    assert len(known) == len(entities)
    for entity in entities:
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        lost = {n: v for n, v in entity["properties"].items() if len(proxy.get(n)) < len(set(v))}
        assert lost == {}, f"{entity['schema']}: values that the model drops"
        for name in ("involved", "proof"):
            assert set(entity["properties"].get(name, ())) <= known
    assert sum(entity["schema"] == "Event" for entity in entities) == 90


def test_labelstudio_spans_stand_in_the_text(tmp_path):
    body = "😀 Booths closed in 2020."
    article = article_row(1, "en", "t", body)
    start = len("t\n\n")
    claim = claim_row(article, body, start, entity="Booths", action="close", action_text="closed")
    tasks = json.loads(exported(write_output(tmp_path, [(article, [claim])]), "labelstudio"))
    (region, *_) = tasks[0]["predictions"][0]["result"]
    value, text = region["value"], tasks[0]["data"]["text"].encode("utf-16-le")
    assert text[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == "Booths"


def test_labelstudio_relations_join_regions(output):
    for task in json.loads(exported(output, "labelstudio")):
        (prediction,) = task["predictions"]
        ids = {item["id"] for item in prediction["result"] if "id" in item}
        joined = [item for item in prediction["result"] if item["type"] == "relation"]
        assert joined
        assert {item[end] for item in joined for end in ("from_id", "to_id")} <= ids


def test_prodigy_spans_stand_on_tokens(output):
    tasks = [json.loads(line) for line in exported(output, "prodigy").splitlines()]
    assert sum(len(task["meta"]["claims"]) for task in tasks) == 90
    for task in tasks:
        for span in task["spans"]:
            first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
            assert (first["start"], last["end"]) == (span["start"], span["end"])


def test_an_unknown_format_is_named(output):
    with pytest.raises(ConfigError, match="csv, jsonl"):
        exported(output, "xml")


def test_a_folder_without_claims_is_named(tmp_path):
    with pytest.raises(ConfigError, match="wortlaut extract"):
        exported(tmp_path, "csv")


def test_a_file_appears_whole(output, tmp_path):
    export_to(output, "csv", tmp_path / "claims.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["claims.csv"]
    assert (tmp_path / "claims.csv").read_bytes().count(b"\r\n") == 91
