"""The Ray executor, on a Ray that is started here: the same outcomes and the same bytes as the local one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import run
from pipeline.executors import make_executor
from pipeline.settings import RunSettings
from tests.executors.test_local import batches, never, outcomes
from tests.executors.test_local import make_doubler as make
from tests.runs import fake
from tests.runs.conftest import SETTINGS, digests

ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'wortlaut[ray]'")


@pytest.fixture(scope="module", autouse=True)
def _shut_down() -> Iterator[None]:
    yield
    ray.shutdown()


def test_poison_fails_alone():
    executor = make_executor("ray", RunSettings(workers=2, article_seconds=2))
    done, failed = outcomes(executor, (batch for batch in batches(22, 8)))
    assert failed == {13: "crash", 17: "timeout", 19: "internal"}
    assert done == {i: 2 * i for i in range(22) if i not in failed}


def test_a_setup_that_fails_is_told():
    from functools import partial

    from pipeline.errors import PipelineError

    executor = make_executor("ray", RunSettings(workers=1))
    with pytest.raises(PipelineError, match="no model"):
        list(executor.run(partial(make, fail_start=True), batches(4, 2), stop=never))


def test_the_same_bytes_as_the_local_executor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run, "fingerprint", lambda settings: dict(fake.PARTS))
    fake.write_articles(tmp_path / "in", fake.many(30) | {"no.txt": "REJECT", "bad.txt": "RAISE"})
    for name in ("local", "ray"):
        options = run.Options(executor=name, setup=fake.make_work)
        run.extract([tmp_path / "in"], tmp_path / name, settings=SETTINGS, options=options)
    assert digests(tmp_path / "local") == digests(tmp_path / "ray")
