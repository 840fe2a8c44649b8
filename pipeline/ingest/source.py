"""Input folders -> the files to read, in sorted order, each with the reference that names it in the tables.

What is no plain file (symlink, device, folder that can't be opened) is yielded as a reject in its place.
A sidecar, `name.json` or `name.html.json` beside `name.html`, belongs to its article and is no source.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.records import Reject

CHUNK = 1 << 20
# A file may have become a link or a pipe since it was discovered: neither followed nor waited for.
READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
MAX_SIDECAR = 1 << 20  # metadata of one article; more is data of another kind


@dataclass(frozen=True, slots=True)
class Source:
    """A file of an input folder.

    Attributes:
        source_ref: path relative to the input folder, `/`-separated; the file's name where the
            input is a file.
        bytes: size on disk.
        sidecar: JSON file that holds the article's metadata.
    """

    path: Path
    source_ref: str
    bytes: int
    sidecar: Path | None = None


def discover(inputs: Sequence[Path]) -> Iterator[Source | Reject]:
    """Every file at or under `inputs`, sorted by reference within each input; raises ConfigError for a
    missing one.

    With several inputs each reference starts with its input's name, so that references stay distinct.
    """
    prefixes = _prefixes(inputs)
    for root, prefix in zip(inputs, prefixes, strict=True):
        if not root.exists():
            raise ConfigError(f"{root}: no such file or folder; name an existing input")
        if root.is_dir():
            yield from _walk(root, prefix)
        else:
            yield from _file(root, prefix or _printable(root.name), None)


def digest(source: Source) -> str:
    """Hexadecimal SHA-256 of the file's bytes and its sidecar's; raises OSError where it can't be read."""
    total = hashlib.sha256()
    for path in (source.path, source.sidecar):
        if path is None:
            continue
        file = os.open(path, READ_ONLY)  # half the time of `open`, which counts with 100,000 small files
        try:
            while chunk := os.read(file, CHUNK):
                total.update(chunk)
        finally:
            os.close(file)
        total.update(b"\0sidecar\0")
    return total.hexdigest()


def _prefixes(inputs: Sequence[Path]) -> list[str]:
    if len(inputs) == 1:
        return [""]
    taken: dict[str, int] = {}
    prefixes = []
    for path in inputs:
        name = _printable(path.resolve().name) or "input"
        taken[name] = taken.get(name, 0) + 1
        prefixes.append(name if taken[name] == 1 else f"{name}~{taken[name]}")
    return prefixes


def _walk(folder: Path, prefix: str) -> Iterator[Source | Reject]:
    # A stack instead of recursion: folders may be nested deeper than Python's call stack is.
    todo: list[tuple[str, str, str | None, bool]] = [(str(folder), prefix, None, True)]
    while todo:
        path, ref, sidecar, is_folder = todo.pop()
        if not is_folder:
            yield from _file(Path(path), ref, Path(sidecar) if sidecar else None)
            continue
        try:
            with os.scandir(path) as entries:
                # "a.txt" < "a/b": with the slash, the walk comes out sorted by the whole reference.
                names = sorted(e.name + "/" if e.is_dir(follow_symlinks=False) else e.name for e in entries)
        except OSError as error:
            yield Reject(ref or ".", "read", "unreadable", f"folder can't be opened: {error.strerror}", 0)
            continue
        sidecars = _sidecars(path, names)
        belonging = set(sidecars.values())
        for name in reversed(names):
            if name in belonging:
                continue
            bare = name.removesuffix("/")
            mine = f"{path}/{sidecars[name]}" if name in sidecars else None
            printable = _printable(bare)
            todo.append((f"{path}/{bare}", f"{ref}/{printable}" if ref else printable, mine, bare != name))


def _file(path: Path, ref: str, sidecar: Path | None) -> Iterator[Source | Reject]:
    try:
        status = os.lstat(path)
    except OSError as error:
        yield Reject(ref, "read", "unreadable", f"can't be examined: {error.strerror}", 0)
        return
    if stat.S_ISREG(status.st_mode):
        yield Source(path, ref, status.st_size, sidecar)
    elif stat.S_ISLNK(status.st_mode):
        yield Reject(ref, "read", "symlink", "symbolic links are not followed; put the file itself there", 0)
    else:
        yield Reject(ref, "read", "not_a_file", "a device, socket or pipe, not a file", 0)


def _sidecars(folder: str, names: Sequence[str]) -> dict[str, str]:
    """Article name -> name of its sidecar, among the files of one folder."""
    candidates = {name for name in names if name.lower().endswith(".json")}
    found: dict[str, str] = {}
    for name in names if candidates else ():
        if name.endswith("/") or name.lower().endswith((".json", ".jsonl")):
            continue
        # page.html.gz: page.html.gz.json, page.html.json or page.json
        stem = name
        while stem:
            candidate = f"{stem}.json"
            if candidate in candidates and _is_sidecar(Path(folder, candidate)):
                candidates.remove(candidate)
                found[name] = candidate
                break
            stem = stem.rpartition(".")[0]
    return found


def _is_sidecar(path: Path) -> bool:
    """Whether a JSON file holds metadata; one with a text of its own is an article, a broken one none."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_SIDECAR:
            return False
        value = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not ({"text", "html"} & value.keys())


def _printable(name: str) -> str:
    """The name in valid Unicode: bytes that are no UTF-8 become backslash escapes."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")
