"""A worker process: `python -m pipeline.executors.worker FD MEGABYTES`.

Over the socket FD come the pickled setup, then pickled batches. Back goes `("ready", None)`, then one
message for each batch in turn: `("done", result)`, or `("internal", message)` or `("out_of_memory",
message)` where the work raised. A setup that raises gives `("broken", message)`. When the other end closes,
because the run ended or was killed, the process ends at once, whatever it was doing.
"""

from __future__ import annotations

import contextlib
import os
import queue
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from pipeline.errors import PipelineError
from pipeline.executors import Work


def main() -> None:
    connection = Connection(int(sys.argv[1]))
    _limit_memory(int(sys.argv[2]))
    # Ctrl-C is the run's business: it lets the batch finish. A termination is meant for the process that
    # gets it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        work = inbox.get()()
    except Exception as error:
        text = str(error) if isinstance(error, PipelineError) else traceback.format_exc()
        _send(connection, ("broken", text))
        return
    _send(connection, ("ready", None))
    while True:
        _send(connection, _message(work, inbox.get()))


def _send(connection: Connection, message: tuple[str, Any]) -> None:
    try:
        connection.send(message)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(1)


def _message(work: Work, batch: Sequence[Any]) -> tuple[str, Any]:
    try:
        return "done", work(batch)
    except MemoryError:
        return "out_of_memory", "needs more memory than worker_megabytes allows"
    except Exception as error:
        return "internal", f"{type(error).__name__}: {error}"[:500]


def _receive(connection: Connection, inbox: queue.SimpleQueue[Any]) -> None:
    """Empties the socket while the work runs, so that neither end ever waits for the other to read."""
    try:
        while True:
            inbox.put(connection.recv())
    except (EOFError, OSError):
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    """An allocation that exceeds the limit fails here, before it can endanger other processes."""
    limit = megabytes << 20
    with contextlib.suppress(ValueError, OSError):  # not every system limits data
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (limit if hard < 0 else min(limit, hard), hard))


if __name__ == "__main__":
    main()
