"""One run at a time into one output.

The lock belongs to the process and ends with it, however it dies. Its file names the holder for whoever
comes second.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shlex
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ConfigError


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Holds the lock file at `path`; raises ConfigError naming the process that holds it already."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 1000, 0).decode("utf-8", "replace").strip() or "another process"
            raise ConfigError(
                f"{path.parent.parent}: {holder} is writing here; wait for it, or name another output folder"
            ) from None
        command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"process {os.getpid()} on {socket.gethostname()} ({command})\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
