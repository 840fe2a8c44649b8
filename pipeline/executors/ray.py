"""Actors of a Ray cluster, or of a Ray that is started on this machine for the run.

The package must be installed on every machine of the cluster. Ray watches the memory of its actors; time
limits and retries are those of every executor (`schedule.py`).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from typing import Any

from pipeline.errors import ConfigError, PipelineError
from pipeline.executors import Setup
from pipeline.executors.local import ONE_THREAD
from pipeline.executors.schedule import DEPTH, Message, Schedule
from pipeline.settings import RunSettings

try:
    import ray
    from ray.exceptions import OutOfMemoryError, RayActorError, RayTaskError
except ImportError as error:
    raise ConfigError("Ray is not installed; run: pip install 'wortlaut[ray]'") from error


def ray_executor(settings: RunSettings, *, address: str | None) -> Schedule:
    """`settings.workers` actors; 0 means one for each core of the cluster."""
    if not ray.is_initialized():
        _connect(address, settings.workers)
    count = settings.workers or int(ray.cluster_resources().get("CPU", 1))
    return Schedule(RaySite(), count, settings)


def _connect(address: str | None, workers: int) -> None:
    os.environ.setdefault(
        "RAY_raylet_start_wait_time_s", "120"
    )  # a busy machine needs more than the usual 30
    try:
        ray.init(
            address=address,
            num_cpus=None if address else workers or None,
            include_dashboard=False,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except Exception as error:  # Ray raises bare Exceptions here
        place = f"at {address}" if address else "on this machine"
        raise ConfigError(f"no Ray {place}: {error}; start a cluster with `ray start --head`") from error


class Actor:
    """The far end: makes the work once, then works on batches."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup

    def ready(self) -> Message:
        os.environ |= ONE_THREAD  # before the setup imports what reads them
        try:
            self.work = self.setup()
        except PipelineError as error:
            return Message("broken", str(error))
        return Message("ready")

    def do(self, items: Sequence[Any]) -> Message:
        return Message("done", self.work(items))


class RaySite:
    """The cluster."""

    def start(self, setup: Setup) -> RayWorker:
        return RayWorker(setup)

    def wait(self, workers: Sequence[RayWorker], timeout: float) -> list[RayWorker]:
        first = {worker.answers[0]: worker for worker in workers if worker.answers}
        done, _ = ray.wait(list(first), num_returns=1, timeout=timeout)
        return [first[answer] for answer in done]


class RayWorker:
    """An actor, and the answers that it owes, oldest first."""

    def __init__(self, setup: Setup) -> None:
        self.actor = ray.remote(num_cpus=1, max_restarts=0)(Actor).remote(setup)
        self.answers = [self.actor.ready.remote()]

    def send(self, items: Sequence[Any]) -> None:
        assert len(self.answers) <= DEPTH
        self.answers.append(self.actor.do.remote(items))

    def has_message(self) -> bool:
        done, _ = ray.wait(self.answers[:1], timeout=0)
        return bool(done)

    def receive(self) -> Message:
        try:
            message: Message = ray.get(self.answers.pop(0))
        except OutOfMemoryError as error:
            return Message("out_of_memory", str(error)[:500], dead=True)
        except RayActorError:
            return Message("crash", "the worker died", dead=True)
        except RayTaskError as error:
            cause = error.cause
            kind = "out_of_memory" if isinstance(cause, MemoryError) else "internal"
            return Message(kind, f"{type(cause).__name__}: {cause}"[:500])
        return message

    def megabytes(self) -> int:
        return 0

    def kill(self) -> None:
        ray.kill(self.actor)
