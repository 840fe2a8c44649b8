"""Rows have the columns of the schema, and equal rows give equal files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from pipeline.records import RawDocument, Reject
from pipeline.rows import claim_row, extraction_rows, pack, reject_row, source_of, unpack
from pipeline.schema import ARTICLES, CLAIMS, MENTIONS, REJECTS, TABLES, Table
from tests.runs import fake

EXTRACTION = fake.extract(RawDocument("a/b.txt", "text", b"Some words here"), "Some words here")
ROWS = extraction_rows(EXTRACTION, version="1")
# The columns of the specification. More may come; none of these may go or change its type.
CONTRACT = {
    ARTICLES: "article_id source_ref content_sha256 format url publisher title authors published language"
    " language_score text words story_id pipeline_version",
    MENTIONS: "mention_id article_id start end text label found_by company_id company_name link_score"
    " link_alias runner_up_id runner_up_score",
    CLAIMS: "claim_id event_id article_id entity company_id entity_text entity_start entity_end link_score"
    " role action action_text action_start action_end status counterparty date date_text date_start date_end"
    " date_basis reason reason_start reason_end reason_code attribution evidence evidence_start evidence_end"
    " confidence"
    " language source source_url title published pipeline_version",
    REJECTS: "source_ref stage error message bytes",
}


@pytest.mark.parametrize("table", [ARTICLES, MENTIONS, CLAIMS], ids=lambda table: table.name)
def test_row_keys_are_the_columns(table: Table):
    assert list(ROWS[table.name][0]) == table.schema.names


def test_reject_row_keys_are_the_columns():
    assert list(reject_row(Reject("a", "read", "empty", "no bytes", 0))) == REJECTS.schema.names


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_contract_is_kept(table: Table):
    assert [name for name in CONTRACT[table].split() if name not in table.schema.names] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_the_file(table: Table, tmp_path: Path):
    store.write_shard(table, [store.to_arrow(table, [])], tmp_path / "part.parquet")
    for field in store.read_shard(tmp_path / "part.parquet").schema:
        assert len(field.metadata[b"description"]) > 5


def test_packed_rows_come_back():
    assert unpack(pack(ROWS)) == ROWS
    assert unpack(pack(ROWS))["articles"][0]["published"] == dt.date(2024, 1, 16)


def test_text_that_is_no_unicode_is_refused():
    with pytest.raises(UnicodeEncodeError):
        pack({"articles": [{"text": "half \ud800 a pair"}], "mentions": [], "claims": []})


def test_equal_rows_give_equal_bytes(tmp_path: Path):
    rows = [{**ROWS["claims"][0], "claim_id": f"c{i}", "evidence_start": i % 3} for i in range(10)]
    parts = [rows], [rows[5:], rows[:5]], [rows[::-1]]
    files = [tmp_path / f"{i}.parquet" for i in range(3)]
    for file, part in zip(files, parts, strict=True):
        store.write_shard(CLAIMS, [store.to_arrow(CLAIMS, some) for some in part], file)
    assert len({file.read_bytes() for file in files}) == 1


def test_a_null_in_a_required_column_is_refused(tmp_path: Path):
    bad = store.to_arrow(REJECTS, [{**reject_row(Reject("a", "read", "empty", "", 0)), "message": None}])
    with pytest.raises(ValueError, match="message"):
        store.write_shard(REJECTS, [bad], tmp_path / "part.parquet")


def test_pandas_reads_a_table(tmp_path: Path):
    for shard in range(2):
        content = store.to_arrow(CLAIMS, ROWS["claims"] if shard else [])
        store.write_shard(CLAIMS, [content], tmp_path / store.shard_file(CLAIMS, shard))
    assert pd.read_parquet(tmp_path / "claims")["counterparty"].tolist()[0].tolist() == ["Somebody"]


def test_shards_do_not_depend_on_the_process():
    assert [store.shard_of(key, 8) for key in ("a", "b", "ü", "")] == [7, 5, 7, 4]


@pytest.mark.parametrize(
    ("publisher", "url", "source"),
    [
        ("Der Bote", "https://example.org/a", "Der Bote"),
        (None, "https://www.example.org/a?b", "www.example.org"),
        (None, "http://[half", "a/b.txt"),
        (None, None, "a/b.txt"),
    ],
)
def test_source(publisher: str | None, url: str | None, source: str):
    article = replace(EXTRACTION.article, publisher=publisher, url=url)
    assert source_of(article) == source
    assert claim_row(EXTRACTION.claims[0], article, version="1")["source"] == source
