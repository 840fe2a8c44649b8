"""Object storage, stood in for by fsspec's file system in memory: the same tables as on a disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import remote, run
from pipeline.errors import ConfigError
from tests.runs import fake
from tests.runs.conftest import SETTINGS, digests

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'wortlaut[cloud]'")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An empty store in memory, and a cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(run, "fingerprint", lambda settings: dict(fake.PARTS))
    system = fsspec.filesystem("memory")
    system.store.clear()
    return system


def extract(inputs: str, output: str) -> int:
    with remote.local_output(output) as folder:
        options = run.Options(setup=fake.make_work)
        report = run.extract([remote.local_input(inputs)], folder, settings=SETTINGS, options=options)
    return report.articles


def test_the_same_tables_as_on_a_disk(store, tmp_path: Path):
    texts = fake.many(7)
    fake.write_articles(tmp_path / "in", texts)
    for name, text in texts.items():
        store.pipe(f"/bucket/in/{name}", text.encode())
    assert extract(str(tmp_path / "in"), str(tmp_path / "out")) == 7
    assert extract("memory://bucket/in", "memory://bucket/out") == 7
    store.get("/bucket/out", str(tmp_path / "fetched"), recursive=True)
    assert digests(tmp_path / "fetched") == digests(tmp_path / "out")


def test_another_machine_goes_on_where_the_first_ended(
    store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name, text in fake.many(4).items():
        store.pipe(f"/bucket/in/{name}", text.encode())
    extract("memory://bucket/in", "memory://bucket/out")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    store.pipe("/bucket/in/new.txt", b"new words")
    store.rm("/bucket/in/00000.txt")
    assert extract("memory://bucket/in", "memory://bucket/out") == 1
    assert extract("memory://bucket/in", "memory://bucket/out") == 0


def test_a_run_that_fails_puts_back_what_it_has(store):
    def fail() -> None:
        with remote.local_output("memory://bucket/out") as folder:
            (folder / "half.txt").write_text("something")
            raise RuntimeError("told so")

    with pytest.raises(RuntimeError):
        fail()
    assert store.cat("/bucket/out/half.txt") == b"something"


@pytest.mark.parametrize("place", ["nosuch://bucket/in"])
def test_an_address_that_nobody_understands_is_named(store, place: str):
    with pytest.raises(ConfigError, match="nosuch"):
        remote.mirror(place)


def test_a_path_stays_a_path():
    assert remote.local_input("a/b") == Path("a/b")
