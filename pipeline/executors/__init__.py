"""Spread batches over processes or machines, knowing nothing of their content.

An executor takes a `setup` that makes the work in each process (it must pickle), and batches of items. For
each batch it gives `Done`, or `Failed` for each item that crashed a process, hung or ate its memory. A
batch that fails is retried item by item, so one bad item costs itself alone. The order of results is not
defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.errors import ConfigError
from pipeline.settings import RunSettings

Work = Callable[[Sequence[Any]], Any]
Setup = Callable[[], Work]


@dataclass(frozen=True, slots=True)
class Done:
    """A batch and what the work returned for it."""

    batch: Sequence[Any]
    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that no process survived; `error` is `crash`, `timeout`, `out_of_memory` or `internal` (it
    raised).
    """

    item: Any
    error: str
    message: str


class Executor(Protocol):
    """What `run` needs of an executor."""

    def run(
        self, setup: Setup, batches: Iterable[Sequence[Any]], *, stop: Callable[[], bool]
    ) -> Iterator[Done | Failed]:
        """Outcomes of all batches; once `stop()` is true, of those already handed out."""
        ...


EXECUTORS = ("local", "ray")


def make_executor(name: str, settings: RunSettings, *, address: str | None = None) -> Executor:
    """The executor of this name; raises ConfigError for an unknown one, or one that isn't installed."""
    if name == "local":
        from pipeline.executors.local import local_executor

        return local_executor(settings)
    if name == "ray":
        from pipeline.executors.ray import ray_executor

        return ray_executor(settings, address=address)
    raise ConfigError(f"unknown executor {name!r}; known: {', '.join(EXECUTORS)}")
