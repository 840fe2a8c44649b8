"""A gazetteer on disk: arrays and tries that are memory-mapped, so that a million names open in no time.

In go companies and aliases; out comes a folder of plain files, the same bytes for the same content. An
*entry* is one name of one company. Two tries lead to entries: `surfaces` (names as they stand in a text, see
`surface.py`) and `keys` (folded names without legal form, see `keys.py`).
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import marisa_trie
import numpy as np

from pipeline.gazetteer.candidates import WordIndex, mapped, write_words
from pipeline.gazetteer.companies import Alias, Company
from pipeline.gazetteer.keys import clean, core_key, inflected, spellings, split_name
from pipeline.gazetteer.score import normal_word
from pipeline.gazetteer.surface import surface

# What an index is made with: when one of these changes, an index made before is left alone and built anew.
MAKERS = ("candidates.py", "index.py", "keys.py", "legal_forms.txt", "score.py", "surface.py", "words.py")
FLAG_TICKER, FLAG_FORMER = 1, 2


class Strings:
    """Strings in one file, read by number."""

    def __init__(self, folder: Path, name: str) -> None:
        with (folder / f"{name}.bin").open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._ends = mapped(folder / f"{name}.ends.npy")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        return self._data[self._ends[number] : self._ends[number + 1]].decode("utf-8")

    @staticmethod
    def write(folder: Path, name: str, values: Sequence[str]) -> None:
        encoded = [value.encode("utf-8") for value in values]
        ends = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(value) for value in encoded], out=ends[1:])
        # An empty file can't be mapped.
        (folder / f"{name}.bin").write_bytes(b"".join(encoded) or b"\0")
        np.save(folder / f"{name}.ends.npy", ends)


class Lookup:
    """From a string to the numbers filed under it: a trie and two arrays."""

    def __init__(self, folder: Path, name: str) -> None:
        self.trie = marisa_trie.Trie()
        self.trie.mmap(str(folder / f"{name}.trie"))
        self._ends = mapped(folder / f"{name}.ends.npy")
        self._values = mapped(folder / f"{name}.values.npy")

    def __call__(self, key: str) -> list[int]:
        number = self.trie.get(key)
        return [] if number is None else self.at(number)

    def at(self, number: int) -> list[int]:
        """The numbers filed under the trie's key `number`."""
        values: list[int] = self._values[self._ends[number] : self._ends[number + 1]].tolist()
        return values

    @staticmethod
    def write(folder: Path, name: str, keys: Sequence[str], values: Sequence[int]) -> None:
        trie = marisa_trie.Trie(sorted(set(keys)))  # sorted: the numbers of its keys depend on their order
        trie.save(str(folder / f"{name}.trie"))
        numbers = np.fromiter((trie.key_id(key) for key in keys), dtype=np.int64, count=len(keys))
        order = np.argsort(numbers, kind="stable")
        ends = np.zeros(len(trie) + 1, dtype=np.int64)
        np.cumsum(np.bincount(numbers, minlength=len(trie)), out=ends[1:])
        np.save(folder / f"{name}.ends.npy", ends)
        np.save(folder / f"{name}.values.npy", np.asarray(values, dtype=np.int32)[order])


class Index:
    """An opened index; cheap to open, safe to share between processes."""

    def __init__(self, folder: Path) -> None:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.fingerprint: str = meta["fingerprint"]
        self.lower_heads = frozenset(meta["lower_heads"])
        self.names = Strings(folder, "names")
        self.companies = Strings(folder, "companies")
        self.ids = Lookup(folder, "ids")
        self.surfaces = Lookup(folder, "surfaces")
        self.keys = Lookup(folder, "keys")
        self.words = WordIndex(folder)
        self.company_of = mapped(folder / "company_of.npy")
        self.flags = mapped(folder / "flags.npy")

    def company(self, number: int) -> Company:
        """The company filed as `number`."""
        return Company(*self.companies[number].split("\t"))


@cache
def maker() -> str:
    """Digest of the code and the tables that an index is made with."""
    state = hashlib.blake2b(digest_size=6)
    for name in MAKERS:
        state.update(files("pipeline.gazetteer").joinpath(name).read_bytes())
    return state.hexdigest()


def write_index(
    companies: Sequence[Company], aliases: Iterable[Alias], folder: Path, *, fingerprint: str
) -> None:
    """Build the index of a gazetteer in `folder`, which appears complete or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        _write(companies, aliases, work, fingerprint)
        try:
            os.replace(work, folder)
        except OSError:
            if not (folder / "meta.json").exists():
                raise
            # Another process has just built the same index: its content is the same.
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(companies: Sequence[Company], aliases: Iterable[Alias], folder: Path, fingerprint: str) -> None:
    numbers = {company.company_id: number for number, company in enumerate(companies)}
    names = [company.name for company in companies]
    company_of = list(range(len(companies)))
    flags = [0] * len(companies)
    for alias in aliases:
        names.append(alias.alias)
        company_of.append(numbers[alias.company_id])
        flags.append(FLAG_TICKER * (alias.kind == "ticker") | FLAG_FORMER * (alias.kind == "former"))
    surface_keys: list[str] = []
    surface_entries: list[int] = []
    key_keys: list[str] = []
    key_entries: list[int] = []
    word_lists: list[list[str]] = []
    lower_heads: set[str] = set()
    for entry, written in enumerate(names):
        name = clean(written)
        if flags[entry] & FLAG_TICKER:
            key_keys.append(name.lower())
            key_entries.append(entry)
            word_lists.append([])
            continue
        short, key = split_name(name)
        word_lists.append([normal_word(word) for word in key.split()])
        # A name of one letter ("X") is never searched for in running text.
        bases = {base for base in (name, short) if len(base) > 1}
        for shape in sorted(
            {surface(shape) for base in bases for one in inflected(base) for shape in spellings(one)}
        ):
            surface_keys.append(shape)
            surface_entries.append(entry)
        keys = {key} if name.isascii() else {core_key(shape) for shape in spellings(name)}
        for one in sorted(keys - {""}):
            key_keys.append(one)
            key_entries.append(entry)
        if short[:1].islower():
            lower_heads.add(surface(short).split("-")[0].split(" ")[0])
    Strings.write(folder, "names", names)
    Strings.write(folder, "companies", ["\t".join(_fields(company)) for company in companies])
    Lookup.write(folder, "ids", list(numbers), list(numbers.values()))
    Lookup.write(folder, "surfaces", surface_keys, surface_entries)
    Lookup.write(folder, "keys", key_keys, key_entries)
    write_words(folder, enumerate(word_lists), count=len(names))
    np.save(folder / "company_of.npy", np.asarray(company_of, dtype=np.int32))
    np.save(folder / "flags.npy", np.asarray(flags, dtype=np.uint8))
    meta = {"fingerprint": fingerprint, "lower_heads": sorted(lower_heads)}
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def _fields(company: Company) -> list[str]:
    values = (getattr(company, name) for name in Company.__slots__)
    return [" ".join(value.split()) for value in values]
