"""Who works on what: the same for processes of this machine and for actors of a cluster.

Each worker holds up to two batches: one it works on and one that waits, so that it never idles while the
run reads. A worker that dies, exceeds the time of an article, or outgrows its memory is replaced. The batch
it worked on is retried item by item, as is one whose work raised; the one that waited is handed out again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pipeline.errors import PipelineError
from pipeline.executors import Done, Failed, Setup
from pipeline.settings import RunSettings

DEPTH = 2
POLL = 0.25  # seconds between looks at clocks and memory
MAX_FAILED_STARTS = 3
# An item alone in a worker that dies gets a second chance: the system may have killed the worker for another.
ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Message:
    """What came of the first batch that a worker holds, or of its start.

    Attributes:
        kind: `ready` (it has started), `broken` (its setup raised), `done`, or an error of `Failed`.
        value: the result, or what went wrong, for a person.
        dead: the worker is gone.
    """

    kind: str
    value: Any = None
    dead: bool = False


class Worker(Protocol):
    """A process or actor that works on batches one after the other."""

    def send(self, items: Sequence[Any]) -> None: ...

    def has_message(self) -> bool: ...

    def receive(self) -> Message: ...

    def megabytes(self) -> int:
        """Memory that it holds; 0 where others watch that."""
        ...

    def kill(self) -> None: ...


class Site(Protocol):
    """Where workers live."""

    def start(self, setup: Setup) -> Any: ...

    def wait(self, workers: Sequence[Any], timeout: float) -> Sequence[Any]:
        """The workers that have a message, as soon as there is one, or none after `timeout` seconds."""
        ...


@dataclass(eq=False, slots=True)
class Batch:
    items: Sequence[Any]
    attempts: int = 0


@dataclass(eq=False, slots=True)
class Seat:
    """A worker with the batches it holds; `since` is when its work on the first began."""

    worker: Worker
    batches: deque[Batch] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0


class Schedule:
    """An executor: up to `count` workers at a site."""

    def __init__(self, site: Site, count: int, settings: RunSettings) -> None:
        self.site = site
        self.count = count
        self.settings = settings
        self.seats: list[Seat] = []
        self.retries: deque[Batch] = deque()
        self.failed_starts = 0

    def run(
        self, setup: Setup, batches: Iterable[Sequence[Any]], *, stop: Callable[[], bool]
    ) -> Iterator[Done | Failed]:
        """See `executors.Executor`."""
        source = iter(batches)
        try:
            while True:
                stopping = stop()
                if stopping:
                    self.retries.clear()
                else:
                    self._feed(setup, source)
                if not any(seat.batches for seat in self.seats):
                    return
                yield from self._collect()
                yield from self._police()
        finally:
            for seat in self.seats:
                seat.worker.kill()
            self.seats.clear()

    def _feed(self, setup: Setup, source: Iterator[Sequence[Any]]) -> None:
        """Gives each worker up to `DEPTH` batches; starts workers as they are needed."""
        while True:
            seat = min(self.seats, key=lambda s: len(s.batches), default=None)
            if len(self.seats) < self.count and (seat is None or seat.batches):
                seat = None  # all have work: a new one takes the next batch
            elif seat is None or len(seat.batches) >= DEPTH:
                return
            batch = self._next(source)
            if batch is None:
                return
            if seat is None:
                seat = Seat(self.site.start(setup))
                self.seats.append(seat)
            if not seat.batches:
                seat.since = time.monotonic()
            seat.batches.append(batch)
            seat.worker.send(batch.items)

    def _next(self, source: Iterator[Sequence[Any]]) -> Batch | None:
        if self.retries:
            return self.retries.popleft()
        items = next(source, None)
        return None if items is None else Batch(items)

    def _collect(self) -> Iterator[Done | Failed]:
        """Waits for messages, and takes those that are there."""
        having = self.site.wait([seat.worker for seat in self.seats], POLL)
        for seat in [seat for seat in self.seats if seat.worker in having]:
            message = seat.worker.receive()
            if message.kind == "broken":
                raise PipelineError(f"a worker can't start: {message.value}")
            if message.dead:
                yield from self._bury(seat, message.kind, message.value)
                continue
            if message.kind == "done":
                yield Done(seat.batches.popleft().items, message.value)
            elif message.kind != "ready":
                yield from self._retry(seat.batches.popleft(), message.kind, message.value)
            seat.ready = True
            seat.since = time.monotonic()
            self.failed_starts = 0

    def _police(self) -> Iterator[Failed]:
        """Ends workers that exceed the time of an article or the memory of a worker."""
        seconds, megabytes = self.settings.article_seconds, self.settings.worker_megabytes
        for seat in list(self.seats):
            late = seat.ready and seat.batches and time.monotonic() - seat.since > seconds
            if late and not seat.worker.has_message():  # else its result waits, and this process was late
                yield from self._bury(seat, "timeout", f"took more than {seconds} seconds (article_seconds)")
            elif seat.worker.megabytes() > megabytes:
                message = f"needed more than {megabytes} MB (worker_megabytes)"
                yield from self._bury(seat, "out_of_memory", message)

    def _bury(self, seat: Seat, error: str, message: str) -> Iterator[Failed]:
        """Removes a worker; what it worked on is retried or fails, what waited is handed out again."""
        seat.worker.kill()
        self.seats.remove(seat)
        if not seat.ready:
            self.failed_starts += 1
            if self.failed_starts >= MAX_FAILED_STARTS:
                raise PipelineError(f"workers die while they start ({message}); is there memory for them?")
            self.retries.extend(seat.batches)
            return
        suspect = seat.batches.popleft() if seat.batches else None
        self.retries.extendleft(seat.batches)
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
