"""The local executor: all items come back, whatever some of them do to their process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest

from pipeline.errors import ConfigError, PipelineError
from pipeline.executors import Done, Failed, make_executor
from pipeline.executors.local import local_executor
from pipeline.executors.schedule import Schedule
from pipeline.settings import RunSettings

SETTINGS = RunSettings(workers=2, article_seconds=1, worker_megabytes=400)
never = lambda: False  # noqa: E731


def make_doubler(*, fail_start: bool = False) -> Callable[[Sequence[int]], list[int]]:
    if fail_start:
        raise ConfigError("no model; run `make models`")
    return double


def double(items: Sequence[int]) -> list[int]:
    """Some numbers are orders: 13 kills the process, 17 hangs, 19 raises, 23 eats memory that it does not
    own.
    """
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    if 17 in items:
        time.sleep(3600)
    if 19 in items:
        raise ValueError("nineteen")
    if 23 in items:
        bytearray(10_000_000_000)
    return [2 * item for item in items]


def batches(count: int, size: int) -> Iterator[list[int]]:
    for start in range(0, count, size):
        yield list(range(start, min(count, start + size)))


def outcomes(executor: Schedule, source: Iterator[list[int]]) -> tuple[dict[int, int], dict[int, str]]:
    done: dict[int, int] = {}
    failed: dict[int, str] = {}
    for event in executor.run(make_doubler, source, stop=never):
        if isinstance(event, Done):
            done |= dict(zip(event.batch, event.result, strict=True))
        else:
            assert isinstance(event, Failed)
            failed[event.item] = event.error
    return done, failed


@pytest.mark.parametrize(("count", "size"), [(0, 1), (1, 5), (10, 3)])
def test_every_batch_comes_back(count: int, size: int):
    assert outcomes(local_executor(SETTINGS), batches(count, size)) == ({i: 2 * i for i in range(count)}, {})


def test_poison_fails_alone():
    done, failed = outcomes(local_executor(SETTINGS), batches(30, 8))
    assert failed == {13: "crash", 17: "timeout", 19: "internal", 23: "out_of_memory"}
    assert done == {i: 2 * i for i in range(30) if i not in failed}


def test_a_setup_that_fails_is_told():
    with pytest.raises(PipelineError, match="no model"):
        list(local_executor(SETTINGS).run(partial(make_doubler, fail_start=True), batches(4, 2), stop=never))


def test_large_batches_and_results_do_not_block_each_other():
    executor = local_executor(SETTINGS)
    numbers = [list(range(100_000, 300_000)) for _ in range(6)]
    assert (
        sum(len(event.batch) for event in executor.run(make_doubler, iter(numbers), stop=never)) == 1_200_000
    )


def test_stop_finishes_what_was_handed_out():
    asked = iter(range(100))
    taken = []

    def source() -> Iterator[list[int]]:
        for batch in batches(400, 2):
            taken.append(batch)
            yield batch

    events = list(local_executor(SETTINGS).run(make_doubler, source(), stop=lambda: next(asked) > 3))
    assert sorted(event.batch for event in events) == taken
    assert len(taken) < 200


def test_no_process_is_left_behind():
    executor = local_executor(SETTINGS)
    events = executor.run(make_doubler, batches(100, 2), stop=never)
    next(events)
    processes = [seat.worker.process for seat in executor.seats]
    events.close()
    assert all(process.poll() is not None for process in processes)


def test_an_unknown_executor_is_named():
    with pytest.raises(ConfigError, match="known: local, ray"):
        make_executor("slurm", SETTINGS)
