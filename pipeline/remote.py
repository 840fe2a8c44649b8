"""Object storage: folders named by an address (`s3://bucket/news`) are mirrored here, and tables put back.

In goes an address that fsspec understands; out comes a local folder. Only what changed since the last time
is copied, told by size and by whatever the store calls the version of an object. The files of an output are
put back one by one, tables before the ledger, each of them whole: a store replaces an object at once or not
at all. The store keeps no lock: let one machine at a time write to an output.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigError, PipelineError

# What stores call the version of an object, in the order of preference.
VERSIONS = ("ETag", "etag", "md5Hash", "checksum", "mtime", "LastModified", "last_modified", "created")
MANIFEST = "manifest.json"
LAST = (".wortlaut/ledger.sqlite",)  # what the next run believes comes after what it speaks of
LOCAL_ONLY = (".wortlaut/lock", ".wortlaut/staged", ".wortlaut/ledger.sqlite-")


def is_remote(place: str) -> bool:
    """Whether a place is named by an address, not by a path."""
    return "://" in place


def mirror(address: str) -> Path:
    """A local folder with the files of a remote one; raises ConfigError for an address of no store."""
    system, root = _open(address)
    folder = _cache(address)
    files = folder / (root.rpartition("/")[2] or "files")
    known = _read(folder).get("versions", {})
    if not known:
        shutil.rmtree(files, ignore_errors=True)  # of unknown state: fetched anew
    with _errors(address):
        files.mkdir(parents=True, exist_ok=True)
        there = _listing(system, root)
        for name, version in there.items():
            target = files / name
            if known.get(name) != version or not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                system.get_file(f"{root}/{name}", str(folder / "part"))
                os.replace(folder / "part", target)
        for gone in known.keys() - there.keys():
            (files / gone).unlink(missing_ok=True)
        _remember(folder, there, {name: _digest(files / name) for name in there})
    return files


def put_back(folder: Path, address: str) -> None:
    """Makes the remote folder hold the files of its mirror."""
    system, root = _open(address)
    with _errors(address):
        before = _read(folder.parent).get("digests", {})
        now = {name: _digest(folder / name) for name in _names(folder)}
        there = _listing(system, root)
        for name in sorted(now, key=lambda name: (name in LAST, name)):
            if before.get(name) != now[name] or name not in there:
                system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
                system.put_file(str(folder / name), f"{root}/{name}")
        for gone in there.keys() - now.keys():
            system.rm_file(f"{root}/{gone}")
        _remember(folder.parent, _listing(system, root), now)


@contextmanager
def local_output(place: str) -> Iterator[Path]:
    """The folder to write to; where `place` is an address, a mirror that is put back at the end, whatever
    happens.
    """
    if not is_remote(place):
        yield Path(place)
        return
    folder = mirror(place)
    try:
        yield folder
    finally:
        put_back(folder, place)


def local_input(place: str) -> Path:
    """The file or folder to read; where `place` is an address, its mirror."""
    return mirror(place) if is_remote(place) else Path(place)


def _open(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ConfigError(f"{address}: needs fsspec; run: pip install 'wortlaut[cloud]'") from error
    try:
        system, root = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ConfigError(f"{address}: {error}") from error
    return system, root.rstrip("/")


def _listing(system: Any, root: str) -> dict[str, str]:
    """Name below the folder -> version, of each object."""
    system.invalidate_cache()
    if not system.exists(root):
        return {}
    found = system.find(root, detail=True)
    return {path.removeprefix(root).lstrip("/"): _version(info) for path, info in sorted(found.items())}


def _version(info: Mapping[str, Any]) -> str:
    return f"{info.get('size')} {next((info[name] for name in VERSIONS if name in info), '')}"


def _names(folder: Path) -> list[str]:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return [name for name in names if not name.startswith(LOCAL_ONLY)]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _cache(address: str) -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "wortlaut" / "mirrors" / hashlib.blake2b(address.encode(), digest_size=12).hexdigest()


def _read(folder: Path) -> dict[str, dict[str, str]]:
    """What is known of a mirror: versions in the store, digests of the files here."""
    try:
        table: dict[str, dict[str, str]] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table


def _remember(folder: Path, versions: Mapping[str, str], digests: Mapping[str, str]) -> None:
    table = {"versions": dict(versions), "digests": dict(digests)}
    part = folder / f"{MANIFEST}.part"
    part.write_text(json.dumps(table), encoding="utf-8")
    os.replace(part, folder / MANIFEST)


@contextmanager
def _errors(address: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PipelineError(
            f"{address}: {error}; run the same command again when the store answers"
        ) from error
