"""Killed, starved and locked out: the tables are whole at every moment, and running again repairs
everything.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.errors import ConfigError, PipelineError
from tests.runs import fake
from tests.runs.conftest import Extract, digests

KILLS = 4  # `make bench` does 50
TEXTS = fake.many(60, prefix="SLOW ") | {
    "copy.txt": fake.many(60, prefix="SLOW ")["00009.txt"],
    "no.txt": "REJECT",
}


def start(inputs: Path, output: Path, *limit: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.runs.driver", str(inputs), str(output), *limit]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def assert_whole(output: Path) -> None:
    """Each table that is there reads, and holds nothing twice."""
    for name, key in (("articles", "article_id"), ("claims", "claim_id"), ("rejects", "source_ref")):
        if any((output / name).glob("*.parquet")):
            values = pq.read_table(output / name)[key].to_pylist()
            assert len(values) == len(set(values))


def test_kill_at_random_moments(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", TEXTS)
    begin = time.monotonic()
    assert start(tmp_path / "in", tmp_path / "whole").wait() == 0
    duration = time.monotonic() - begin
    moments = random.Random(7)
    for kill in range(KILLS):
        output = tmp_path / f"killed{kill}"
        process = start(tmp_path / "in", output)
        time.sleep(moments.uniform(0.2, 1.0) * duration)
        process.kill()
        process.wait()
        assert_whole(output)
        extract(output=output.name)
        assert digests(output) == digests(tmp_path / "whole")


def test_a_full_disk_is_survived(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", TEXTS)
    extract(output="whole")
    for limit in (2_000, 20_000, 60_000):
        process = start(tmp_path / "in", tmp_path / "out", str(limit))
        _, errors = process.communicate()
        assert process.returncode == 1
        assert "Traceback" not in errors
        assert "run the same command" in errors
        assert_whole(tmp_path / "out")
    extract()
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_workers_end_with_a_killed_run(tmp_path: Path):
    fake.write_articles(tmp_path / "in", {"hang.txt": "HANG"})
    process = start(tmp_path / "in", tmp_path / "out")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list child processes")
    workers: list[int] = []
    while not workers:
        workers = [int(pid) for pid in children.read_text().split()]
        time.sleep(0.05)
    time.sleep(0.5)
    process.kill()
    process.wait()
    for _ in range(100):
        if not any(alive(pid) for pid in workers):
            return
        time.sleep(0.05)
    pytest.fail("workers outlive their run")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_killed_worker_costs_nothing(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", TEXTS)
    extract(output="whole")
    process = start(tmp_path / "in", tmp_path / "out")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list child processes")
    while len(children.read_text().split()) < 2:
        time.sleep(0.05)
    first, *others = children.read_text().split()
    os.kill(int(first), signal.SIGKILL)  # as the system does when memory runs out
    for pid in others:
        time.sleep(0.4)
        with contextlib.suppress(ProcessLookupError):  # it may have gone with the first
            os.kill(int(pid), signal.SIGKILL)
    assert process.wait() == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


def test_a_second_run_into_the_same_output_is_refused(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", {"hang.txt": "HANG", "a.txt": "words"})
    process = start(tmp_path / "in", tmp_path / "out")
    while not (tmp_path / "out" / ".wortlaut" / "ledger.sqlite").exists():
        time.sleep(0.02)
    try:
        with pytest.raises(ConfigError, match=f"process {process.pid} on "):
            extract()
    finally:
        process.kill()
        process.wait()
    assert extract().totals["articles"] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_output_is_named(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", {"a.txt": "words"})
    (tmp_path / "out").mkdir(mode=0o555)
    with pytest.raises(PipelineError, match="Permission denied"):
        extract()


def test_an_output_that_is_a_file_is_named(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", {"a.txt": "words"})
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(PipelineError, match="out"):
        extract()


def test_a_damaged_ledger_is_named(tmp_path: Path, extract: Extract):
    fake.write_articles(tmp_path / "in", {"a.txt": "words"})
    (tmp_path / "out" / ".wortlaut").mkdir(parents=True)
    (tmp_path / "out" / ".wortlaut" / "ledger.sqlite").write_text("no database at all, but long enough" * 100)
    with pytest.raises(ConfigError, match="delete the output folder"):
        extract()


def test_poison_costs_itself_alone(tmp_path: Path, extract: Extract):
    poison = {"crash.txt": "CRASH", "hang.txt": "HANG", "eat.txt": "EAT", "raise.txt": "RAISE"}
    fake.write_articles(tmp_path / "in", fake.many(20) | poison)
    report = extract()
    assert report.articles == 20
    assert report.rejects == {"crash": 1, "internal": 1, "out_of_memory": 1, "timeout": 1}
    messages = {
        r["source_ref"]: r["message"] for r in pq.read_table(tmp_path / "out" / "rejects").to_pylist()
    }
    assert messages["crash.txt"] == "the worker died of SIGSEGV"
    assert messages["hang.txt"] == "took more than 3 seconds (article_seconds)"


def test_an_absurd_share_of_faults_stops_the_run(tmp_path: Path, extract: Extract):
    texts = {f"{i:03}.txt": f"RAISE {i}" for i in range(150)}
    fake.write_articles(tmp_path / "in", texts | fake.many(50))
    with pytest.raises(PipelineError, match="mend the cause"):
        extract()
    assert pq.read_table(tmp_path / "out" / "rejects").num_rows >= 20
