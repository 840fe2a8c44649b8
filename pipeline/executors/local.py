"""Worker processes on this machine, each a fresh interpreter that runs `pipeline.executors.worker`."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from pipeline.executors import Setup
from pipeline.executors.schedule import Message, Schedule
from pipeline.settings import RunSettings

# One thread for each worker: the processes are the parallelism, and sums keep their order.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB", "NUMEXPR")}
PAGE = os.sysconf("SC_PAGE_SIZE")


def local_executor(settings: RunSettings) -> Schedule:
    """`settings.workers` processes; 0 means one for each core that this process may use."""
    count = settings.workers or len(os.sched_getaffinity(0))
    return Schedule(LocalSite(settings.worker_megabytes), count, settings)


class LocalSite:
    """This machine."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes

    def start(self, setup: Setup) -> LocalWorker:
        return LocalWorker(setup, self.megabytes)

    def wait(self, workers: Sequence[LocalWorker], timeout: float) -> list[LocalWorker]:
        readable = set(wait([worker.connection for worker in workers], timeout=timeout))
        return [worker for worker in workers if worker.connection in readable]


class LocalWorker:
    """A process, and the socket to it."""

    def __init__(self, setup: Setup, megabytes: int) -> None:
        ours, theirs = socket.socketpair()
        path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.executors.worker", str(theirs.fileno()), str(megabytes)],
            pass_fds=[theirs.fileno()],
            env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            process_group=0,  # the terminal's Ctrl-C reaches the run alone
        )
        theirs.close()
        self.connection = Connection(ours.detach())
        self._transmit(setup)

    def send(self, items: Sequence[Any]) -> None:
        self._transmit(items)

    def has_message(self) -> bool:
        return self.connection.poll()

    def receive(self) -> Message:
        try:
            return Message(*self.connection.recv())
        except (EOFError, OSError):
            return Message("crash", _cause_of_death(self.process.wait()), dead=True)

    def megabytes(self) -> int:
        try:
            pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        except (OSError, ValueError, IndexError):
            return 0
        return pages * PAGE >> 20

    def kill(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()

    def _transmit(self, value: Any) -> None:
        # A worker that is dead is noticed when its message is awaited, not here.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send(value)


def _cause_of_death(status: int) -> str:
    if status == -signal.SIGKILL:
        return "the worker was killed, which the system does when memory runs out"
    if status < 0:
        return f"the worker died of {signal.Signals(-status).name}"
    return f"the worker ended with status {status}"
