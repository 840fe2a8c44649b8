"""The data package is valid and tells the truth about the tables."""

import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.datapackage import write_datapackage
from pipeline.derived import refresh, write_derived
from pipeline.facts import write_facts
from tests.outputs import sample, write_output


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    output = write_output(tmp_path_factory.mktemp("out"), list(sample(30)))
    write_facts(output, None)
    write_datapackage(output)
    return output


def test_the_package_is_valid(output):
    frictionless = pytest.importorskip("frictionless")
    package = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    # The reader turns a list of paths, which version 1 allows, into its own form before it validates.
    descriptor = frictionless.Package.from_descriptor(package).to_descriptor()
    assert list(frictionless.Package.metadata_validate(descriptor)) == []


def test_resources_are_the_files(output):
    package = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    assert [r["name"] for r in package["resources"]] == ["articles", "mentions", "claims", "rejects", "facts"]
    for resource in package["resources"]:
        content = [pq.read_table(output / path) for path in resource["path"]]
        assert sum(table.num_rows for table in content) == resource["rows"]
        assert [field["name"] for field in resource["schema"]["fields"]] == content[0].column_names
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_card_counts_rows(output):
    text = (output / "DATACARD.md").read_text(encoding="utf-8")
    assert "| claims | 30 |" in text
    assert "| de | 4 | 16 |" in text


def test_derived_files_are_the_same_each_time(output):
    write_derived(output)
    before = (output / "datapackage.json").read_bytes(), (output / "DATACARD.md").read_bytes()
    write_derived(output)
    assert before == ((output / "datapackage.json").read_bytes(), (output / "DATACARD.md").read_bytes())


def test_what_follows_is_made_anew_only_when_a_table_is_newer(tmp_path):
    output = write_output(tmp_path, list(sample(10)))
    assert refresh(output)
    assert not refresh(output)
    later = (output / "datapackage.json").stat().st_mtime_ns + 1_000_000
    os.utime(output / "claims" / "part-00000.parquet", ns=(later, later))
    assert refresh(output)
