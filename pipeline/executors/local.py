"""Worker processes on this machine.

Each worker holds up to two batches: one it works on and one that waits, so that it never idles while the
run reads. A worker that dies, raises, exceeds the time of an article, or outgrows its memory is replaced.
The batch it worked on is retried item by item; the one that waited is handed out again.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.executors import Done, Failed, Setup
from pipeline.settings import RunSettings

DEPTH = 2
POLL = 0.25  # seconds between looks at clocks and memory
MAX_FAILED_STARTS = 3
# An item alone in a worker that dies gets a second chance: the system may have killed the worker for
# another's sake.
ATTEMPTS = 2
# One thread for each worker: the processes are the parallelism, and sums keep their order.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB", "NUMEXPR")}


@dataclass(eq=False, slots=True)
class Batch:
    items: Sequence[Any]
    attempts: int = 0


@dataclass(eq=False, slots=True)
class Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    batches: deque[Batch] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0  # when the work on the first batch began


class LocalExecutor:
    """`settings.workers` processes; 0 means one for each core that this process may use."""

    def __init__(self, settings: RunSettings) -> None:
        self.settings = settings
        self.count = settings.workers or len(os.sched_getaffinity(0))
        self.workers: list[Worker] = []
        self.retries: deque[Batch] = deque()
        self.failed_starts = 0

    def run(
        self, setup: Setup, batches: Iterable[Sequence[Any]], *, stop: Callable[[], bool]
    ) -> Iterator[Done | Failed]:
        source = iter(batches)
        try:
            while True:
                stopping = stop()
                self._feed(setup, source, stopping=stopping)
                if not any(worker.batches for worker in self.workers):
                    return
                yield from self._collect()
                yield from self._police()
                if stopping:
                    self.retries.clear()
        finally:
            for worker in self.workers:
                _kill(worker)
            self.workers.clear()

    def _feed(self, setup: Setup, source: Iterator[Sequence[Any]], *, stopping: bool) -> None:
        """Gives each worker up to `DEPTH` batches; starts workers as they are needed."""
        while not stopping:
            worker = min(self.workers, key=lambda w: len(w.batches), default=None)
            if len(self.workers) < self.count and (worker is None or worker.batches):
                worker = None  # all have work: a new one takes the next batch
            elif worker is None or len(worker.batches) >= DEPTH:
                return
            batch = self._next(source)
            if batch is None:
                return
            if worker is None:
                worker = _start(setup, self.settings.worker_megabytes)
                self.workers.append(worker)
            _send(worker, batch)

    def _next(self, source: Iterator[Sequence[Any]]) -> Batch | None:
        if self.retries:
            return self.retries.popleft()
        items = next(source, None)
        return None if items is None else Batch(items)

    def _collect(self) -> Iterator[Done | Failed]:
        """Waits for results, and takes those that are there."""
        readable = set(wait([worker.connection for worker in self.workers], timeout=POLL))
        for worker in [w for w in self.workers if w.connection in readable]:
            try:
                kind, value = worker.connection.recv()
            except (EOFError, OSError):
                yield from self._bury(worker, "crash", _cause_of_death(worker))
                continue
            if kind == "broken":
                raise PipelineError(f"a worker can't start: {value}")
            if kind == "done":
                yield Done(worker.batches.popleft().items, value)
            elif kind != "ready":
                yield from self._retry(worker.batches.popleft(), kind, value)
            worker.ready = True
            self.failed_starts = 0
            worker.since = time.monotonic()

    def _police(self) -> Iterator[Failed]:
        """Ends workers that exceed the time of an article or the memory of a worker."""
        limits = self.settings
        for worker in list(self.workers):
            late = (
                worker.ready and worker.batches and time.monotonic() - worker.since > limits.article_seconds
            )
            if late and not worker.connection.poll():  # else its result waits, and this process was late
                yield from self._bury(
                    worker, "timeout", f"took more than {limits.article_seconds} seconds (article_seconds)"
                )
            elif _megabytes(worker.process.pid) > limits.worker_megabytes:
                yield from self._bury(
                    worker,
                    "out_of_memory",
                    f"needed more than {limits.worker_megabytes} MB (worker_megabytes)",
                )

    def _bury(self, worker: Worker, error: str, message: str) -> Iterator[Failed]:
        """Removes a worker; what it worked on is retried or fails, what waited is handed out again."""
        _kill(worker)
        self.workers.remove(worker)
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= MAX_FAILED_STARTS:
                raise PipelineError(f"workers die while they start ({message}); is there memory for them?")
            self.retries.extend(worker.batches)
            return
        suspect = worker.batches.popleft() if worker.batches else None
        self.retries.extendleft(worker.batches)
        if suspect is not None:
            yield from self._retry(suspect, error, message)

    def _retry(self, suspect: Batch, error: str, message: str) -> Iterator[Failed]:
        """A batch that failed is tried item by item; an item that fails alone has failed."""
        if len(suspect.items) > 1:
            self.retries.extendleft(Batch([item]) for item in reversed(suspect.items))
        elif error == "crash" and suspect.attempts + 1 < ATTEMPTS:
            self.retries.appendleft(Batch(suspect.items, suspect.attempts + 1))
        else:
            yield Failed(suspect.items[0], error, message)


def _start(setup: Setup, megabytes: int) -> Worker:
    ours, theirs = socket.socketpair()
    environment = {
        **os.environ,
        **ONE_THREAD,
        "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.executors.worker", str(theirs.fileno()), str(megabytes)],
        pass_fds=[theirs.fileno()],
        env=environment,
        stdin=subprocess.DEVNULL,
        process_group=0,  # the terminal's Ctrl-C reaches the run alone
    )
    theirs.close()
    worker = Worker(process, Connection(ours.detach()))
    _transmit(worker, setup)
    return worker


def _send(worker: Worker, batch: Batch) -> None:
    if not worker.batches:
        worker.since = time.monotonic()
    worker.batches.append(batch)
    _transmit(worker, batch.items)


def _transmit(worker: Worker, value: Any) -> None:
    """Sends; a worker that is dead is noticed when its result is awaited, not here."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        worker.connection.send(value)


def _kill(worker: Worker) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.wait()


def _cause_of_death(worker: Worker) -> str:
    code = worker.process.wait()
    if code == -signal.SIGKILL:
        return "the worker was killed, which the system does when memory runs out"
    if code < 0:
        return f"the worker died of {signal.Signals(-code).name}"
    return f"the worker ended with status {code}"


def _megabytes(pid: int) -> int:
    """Memory that a process holds; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * PAGE >> 20


PAGE = os.sysconf("SC_PAGE_SIZE")
