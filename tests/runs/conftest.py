"""Runs with the fake work, and a fingerprint that a test can change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import run
from pipeline.runreport import RunReport
from pipeline.settings import RunSettings, Settings
from tests.runs import fake

Extract = Callable[..., RunReport]
SETTINGS = Settings(
    run=RunSettings(workers=2, batch_articles=4, shards=3, article_seconds=3, worker_megabytes=500)
)


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The fingerprint of runs in this test; change it to change what a run depends on."""
    parts = dict(fake.PARTS)
    monkeypatch.setattr(run, "fingerprint", lambda settings: dict(parts))
    return parts


@pytest.fixture
def extract(tmp_path: Path, parts: dict[str, str]) -> Extract:
    """Runs from `tmp_path/in` into `tmp_path/out` (or `output=`); other keywords are run settings or
    options.
    """

    def call(*, output: str = "out", stop: Callable[[], bool] = lambda: False, **changes: Any) -> RunReport:
        options = {
            name: changes.pop(name) for name in ("force", "retry_rejects", "executor") if name in changes
        }
        return run.extract(
            [tmp_path / "in"],
            tmp_path / output,
            settings=replace(SETTINGS, run=replace(SETTINGS.run, **changes)),
            options=run.Options(setup=fake.make_work, **options),
            stop=stop,
        )

    return call


def digests(output: Path) -> dict[str, str]:
    """Path -> digest of every file that a reader of the tables sees."""
    return {
        file.relative_to(output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(output.rglob("*.parquet"))
        if ".wortlaut" not in file.parts
    }
