"""The bytes of the tables follow from the inputs alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runs import fake
from tests.runs.conftest import Extract, digests

TEXTS = fake.many(30) | {"dup.txt": fake.many(30)["00004.txt"], "no.txt": "REJECT", "bad.txt": "RAISE"}


@pytest.mark.parametrize(
    "changes", [{"workers": 1}, {"batch_articles": 1}, {"batch_articles": 64, "workers": 3}]
)
def test_workers_and_batches_do_not_matter(tmp_path: Path, extract: Extract, changes: dict[str, int]):
    fake.write_articles(tmp_path / "in", TEXTS)
    extract()
    extract(output="other", **changes)
    assert digests(tmp_path / "out") == digests(tmp_path / "other")


def test_the_order_in_which_inputs_arrive_does_not_matter(tmp_path: Path, extract: Extract):
    names = sorted(TEXTS, key=lambda name: name[::-1])
    for start in range(0, len(names), 10):
        fake.write_articles(tmp_path / "in", {name: TEXTS[name] for name in names[start : start + 10]})
        extract()
    extract(output="other")
    assert digests(tmp_path / "out") == digests(tmp_path / "other")
