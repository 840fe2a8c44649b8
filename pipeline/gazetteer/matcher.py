"""The gazetteer as the pipeline uses it: find the names in a text, link a name to a company.

Promises: `find` is one pass, whatever the number of names; `link` returns None rather than a guess; both give
the same answer for the same content of the gazetteer, in every process.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.gazetteer.companies import Company, digest, read_gazetteer
from pipeline.gazetteer.index import FLAG_AMBIGUOUS, FLAG_TICKER, FORMAT, Index, write_index
from pipeline.gazetteer.keys import MAX_NAME, clean, common_name, core_key, spellings, without_genitive
from pipeline.gazetteer.surface import fits, lay, surface
from pipeline.records import Hit, Link

EXACT, SPELLED, AMBIGUOUS = 1.0, 0.97, 0.5
LINK_THRESHOLD = (
    0.9  # below it a name is not linked; an ambiguous one scores AMBIGUOUS until there is evidence
)
EVIDENT = 0.92

# Characters that glue a word to an address or a handle: "www.apple.com", "@bild", "/shell".
GLUE = frozenset("@/\\_.#")
WINDOW = 100  # characters; the longest name that is searched for in running text


class Gazetteer:
    """Companies and their names, opened from a cached index; pickles as the path of the index."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder` (see `index.write_index`)."""
        self._folder = folder
        self._index = Index(folder)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return type(self), (self._folder,)

    def __len__(self) -> int:
        return len(self._index.companies)

    @property
    def fingerprint(self) -> str:
        """Digest of the content of the gazetteer's files."""
        return self._index.fingerprint

    def company(self, company_id: str) -> Company:
        """What is known of a company; raises KeyError for an unknown id."""
        numbers = self._index.ids(company_id)
        if not numbers:
            raise KeyError(company_id)
        return self._index.company(numbers[0])

    def find(self, text: str) -> list[Hit]:
        """The names of the gazetteer in `text`, longest first where they overlap, in text order.

        Offsets are code points. A hit whose link scores below LINK_THRESHOLD is an ordinary word too ("Apple",
        "Bild") and stands for the company only where something else says so.
        """
        return list(self._hits(text, lay(text)))

    def _hits(self, text: str, low: str) -> Iterator[Hit]:
        end, done = len(text), 0
        position = 0
        while position < end:
            # A word starts where a letter or digit follows none.
            if not text[position].isalnum():
                position += 1
                continue
            start = position
            while position < end and text[position].isalnum():
                position += 1
            if start < done or not self._may_start(text[start:position], low[start:position]):
                continue
            if start and text[start - 1] in GLUE and (start < 2 or text[start - 2] != " "):
                if text[start - 1] != ".":
                    continue
            hit = self._longest(text, low, start)
            if hit is not None:
                done = hit.end
                yield hit

    def _may_start(self, word: str, low: str) -> bool:
        return word != low or not word.isalpha() or low in self._index.lower_heads

    def _longest(self, text: str, low: str, start: int) -> Hit | None:
        surfaces = self._index.surfaces
        prefixes = surfaces.trie.iter_prefixes_with_ids(low[start : start + WINDOW])
        for shape, number in reversed(list(prefixes)):
            end = start + len(shape)
            if not _closed(low, end):
                continue
            found = text[start:end]
            entries = [
                entry for entry in surfaces.at(number) if fits(common_name(self._index.names[entry]), found)
            ]
            if entries:
                return Hit(start, end, found, self._link(entries, found))
        return None

    def link(self, name: str, *, language: str, evidence: bool = False) -> Link | None:
        """The company that `name` stands for, or None.

        `evidence` says that the surroundings speak for an organisation (the model's label, another name of the
        company in the same article); names that are ordinary words need it.
        """
        name = clean(name)
        if not name or len(name) >= MAX_NAME:
            return None
        entries = self._entries(name)
        if not entries:
            return None
        link = self._link(entries, name, evidence=evidence)
        return link if link.score >= LINK_THRESHOLD else None

    def _entries(self, name: str) -> list[int]:
        bare = without_genitive(name)
        for shape in dict.fromkeys((name, bare, common_name(bare))):
            entries = self._index.surfaces(surface(shape))
            entries = [
                entry for entry in entries if fits(common_name(self._index.names[entry]), common_name(shape))
            ]
            if entries:
                return entries
        for shape in spellings(bare):
            entries = [e for e in self._index.keys(core_key(shape)) if not self._index.flags[e] & FLAG_TICKER]
            if entries and (len(core_key(shape)) > 4 or " " in core_key(shape)):
                return entries
        return []

    def _link(self, entries: list[int], found: str, *, evidence: bool = False) -> Link:
        index = self._index
        best: dict[int, tuple[float, int]] = {}
        for entry in entries:
            alias = index.names[entry]
            score = EXACT if found in (alias, common_name(alias)) else SPELLED
            if index.flags[entry] & FLAG_AMBIGUOUS:
                score = EVIDENT if evidence else AMBIGUOUS
            number = int(index.company_of[entry])
            best[number] = max(best.get(number, (0.0, entry)), (score, -entry), key=lambda pair: pair[0])
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
        (number, (score, entry)), rest = ranked[0], ranked[1:]
        company = index.company(number)
        return Link(
            company_id=company.company_id,
            company_name=company.name,
            score=score,
            alias=index.names[abs(entry)],
            runner_up_id=index.company(rest[0][0]).company_id if rest else None,
            runner_up_score=rest[0][1][0] if rest else None,
            kind=company.kind,
        )


def _closed(low: str, end: int) -> bool:
    """Whether a name may end here: no letter follows, or only the German genitive ("Huaweis Technologie")."""
    if end >= len(low) or not low[end].isalnum():
        return True
    genitive = low[end] == "s" and low[end - 1] not in "sxzß"
    return genitive and (end + 1 >= len(low) or not low[end + 1].isalnum())


def load_gazetteer(folder: Path | None = None, *, cache: Path | None = None) -> Gazetteer:
    """Open the gazetteer of `folder`, or the one that ships.

    The index is built on first use and kept in `cache` (default: the user's cache folder) under the digest of
    the files. Raises ConfigError with file and line for rows that can't stand.
    """
    folder = folder or shipped()
    fingerprint = digest(folder)
    place = (cache or _cache()) / f"gazetteer-{FORMAT}-{fingerprint}"
    if not (place / "meta.json").exists():
        companies, aliases = read_gazetteer(folder)
        write_index(companies, aliases, place, fingerprint=fingerprint)
    return Gazetteer(place)


def shipped() -> Path:
    """The folder of the gazetteer that ships: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "data", package.parent.parent / "gazetteer"):
        if (folder / "companies.csv").exists():
            return folder
    raise ConfigError(
        "the gazetteer that ships is missing; install wortlaut anew, or name one: [gazetteer] path"
    )


def _cache() -> Path:
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wortlaut"
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir()) / "wortlaut-cache"
    return base
