"""The gazetteer as the pipeline uses it: find the names in a text, link a name to a company.

Promises: `find` is one pass, whatever the number of names; `link` returns None rather than a guess; both give
the same answer for the same content of the gazetteer, in every process.
"""

from __future__ import annotations

import itertools
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from pipeline.errors import ConfigError
from pipeline.gazetteer.ambiguous import is_ambiguous
from pipeline.gazetteer.companies import ENTITY_KINDS, Company, digest, read_gazetteer
from pipeline.gazetteer.index import FLAG_FORMER, FLAG_TICKER, Index, maker, write_index
from pipeline.gazetteer.keys import MAX_NAME, clean, common_name, core_key, fold, spellings, without_genitive
from pipeline.gazetteer.score import Name, name_score, parse
from pipeline.gazetteer.surface import fits, lay, surface
from pipeline.records import Hit, Link

EXACT, SPELLED, AMBIGUOUS = 1.0, 0.97, 0.5
LINK_THRESHOLD = (
    0.9  # below it a name is not linked; an ambiguous one scores AMBIGUOUS until there is evidence
)
EVIDENT = 0.92
CONFIDENT = 0.85  # from this score on, no likelier name is looked for
FULLY_COMPARED = 12  # candidates that are compared word by word, the best by letters
LONG, NEAR, NEAR_OTHER = 10, 0.95, 0.8  # a misspelt name: its letters, its score, and what the next may score
KNOWN_SAME, KNOWN_OTHER = 0.98, 0.2

# Characters that glue a word to an address or a handle: "www.apple.com", "@bild", "/shell".
GLUE = frozenset("@/\\_.#")
WORD = re.compile(r"[^\W_]+")
# A word that is more than small Latin letters: three of four words of a text are passed over in C.
STARTING = re.compile(r"(?<![^\W_])(?![a-zß-öø-ÿ]+(?![^\W_]))[^\W_]+")
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

    def find(self, text: str, *, language: str | None = None) -> list[Hit]:
        """The names of the gazetteer in `text`, the longest where they overlap, in text order.

        Offsets are code points. A hit whose link scores below LINK_THRESHOLD is an ordinary word of
        `language` (of any language where it is None) or the name of several companies: it stands for the
        company only where something else says so.
        """
        return list(self._hits(text, lay(text), language))

    def _hits(self, text: str, low: str, language: str | None) -> Iterator[Hit]:
        done = 0
        for start in self._starts(text, low):
            if start < done or (start and text[start - 1] in GLUE):
                continue
            hit = self._longest(text, low, start, language)
            if hit is not None:
                done = hit.end
                yield hit

    def _starts(self, text: str, low: str) -> list[int]:
        """Where names may start: at a word with a capital, a digit or a letter without case, or one of those
        that names are written small with.
        """
        starts = [word.start() for word in STARTING.finditer(text) if _not_small(word[0])]
        heads = self._index.lower_heads.intersection(WORD.findall(text))
        if not heads:
            return starts
        small = (word.start() for word in WORD.finditer(text) if word[0] in heads)
        return sorted({*starts, *small})

    def _longest(self, text: str, low: str, start: int, language: str | None) -> Hit | None:
        surfaces = self._index.surfaces
        window = low[start : start + WINDOW]
        for shape, number in reversed(list(surfaces.trie.iter_prefixes_with_ids(window))):
            end = start + len(shape)
            if not _closed(low, end):
                continue
            found = text[start:end]
            entries = [entry for entry in surfaces.at(number) if self._fits(entry, found)]
            if entries:
                return Hit(start, end, found, self._link(entries, found, language))
        return None

    def _fits(self, entry: int, found: str) -> bool:
        alias = self._index.names[entry]
        return fits(common_name(alias) if len(alias) > len(found) else alias, found)

    def link(self, name: str, *, language: str | None = None, evidence: bool = False) -> Link | None:
        """The company that `name` stands for, or None.

        `evidence` says that the surroundings speak for an organisation (the model's label, another name of
        the company in the same article); names that are ordinary words need it.
        """
        name = clean(name)
        if not name or len(name) >= MAX_NAME:
            return None
        entries = self._entries(name)
        if not entries:
            return self._near(name) if evidence else None
        link = self._link(entries, name, language, evidence=evidence)
        return link if link.score >= LINK_THRESHOLD else None

    def _near(self, name: str) -> Link | None:
        """The company of a long name that is surely misspelt: "Massachussetts Institute of Technology"."""
        query = parse(name)
        words = query.core.split()
        if len(words) < 2 or len(query.core) < LONG:
            return None
        ranked = self._scored(query, self._index.words.candidates(words))
        if not ranked or ranked[0][0] < NEAR:
            return None
        first = self._index.company_of[ranked[0][1]]
        others = [score for score, entry in ranked if self._index.company_of[entry] != first]
        if others and others[0] > NEAR_OTHER:
            return None
        link = self._link([ranked[0][1]], name, None)
        return replace(link, score=round(ranked[0][0], 4))

    def compare(self, left: str, right: str) -> float:
        """The probability that two names mean the same organisation; above MATCH_THRESHOLD they rather do.

        What the gazetteer knows goes before what the words look like: "Facebook" is Meta, "AAPL" is Apple.
        """
        score = name_score(parse(left), parse(right))
        one, two = self._known(left), self._known(right)
        if one is None or two is None:
            return score
        return max(score, KNOWN_SAME) if one == two else min(score, KNOWN_OTHER)

    def search(self, name: str, *, limit: int = 5) -> list[Link]:
        """The companies whose names are likest to `name`, the likest first; an empty list for no likeness.

        The score is the probability that both names mean the same (see `score.py`), whatever it is.
        """
        name = clean(without_genitive(clean(name)))
        best: dict[int, tuple[float, int]] = {}
        for score, entry in self._ranked(name):
            number = int(self._index.company_of[entry])
            if score > best.get(number, (0.0, 0))[0]:
                best[number] = score, entry
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[1][1]))[: limit + 1]
        links = []
        for place, (number, (score, entry)) in enumerate(ranked[:limit]):
            company = self._index.company(number)
            after = ranked[place + 1] if place + 1 < len(ranked) else None
            links.append(
                Link(
                    company_id=company.company_id,
                    company_name=company.name,
                    score=round(score, 4),
                    alias=self._index.names[entry],
                    runner_up_id=self._index.company(after[0]).company_id if after else None,
                    runner_up_score=round(after[1][0], 4) if after else None,
                    kind=company.kind,
                )
            )
        return links

    def _ranked(self, name: str) -> list[tuple[float, int]]:
        """(score, entry) for the entries that may be meant by `name`."""
        query = parse(name)
        words = query.core.split()
        if not words:
            return []
        keys = [core_key(name), *(core_key(shape) for shape in spellings(name)[1:])]
        # "Siemens Energys": a genitive without apostrophe, in German texts
        keys += [key[:-1] for key in keys if key.endswith("s") and len(key) > 4]
        entries = next((found for key in keys if (found := self._named(key))), [])
        if entries:
            return self._scored(query, entries)
        ranked = self._scored(query, self._index.words.candidates(words))
        if not ranked or ranked[0][0] < CONFIDENT:
            joined = [a + b for a, b in itertools.pairwise(words)]
            wider = self._index.words.candidates([*words, *joined], thorough=True)
            ranked = sorted({*ranked, *self._scored(query, wider)}, key=lambda pair: (-pair[0], pair[1]))
        return ranked

    def _named(self, key: str) -> list[int]:
        return [entry for entry in self._index.keys(key) if not self._index.flags[entry] & FLAG_TICKER]

    def _scored(self, query: Name, entries: list[int]) -> list[tuple[float, int]]:
        names = {entry: self._index.names[entry] for entry in entries}
        if len(names) > FULLY_COMPARED:
            written = " ".join(query.words)
            folded = {entry: fold(name) for entry, name in names.items()}
            near = process.extract(written, folded, scorer=fuzz.token_sort_ratio, limit=FULLY_COMPARED)
            entries = [entry for _, _, entry in near]
        scored = [(name_score(query, parse(names[entry])), entry) for entry in entries]
        return sorted(scored, key=lambda pair: (-pair[0], pair[1]))

    def _known(self, name: str) -> int | None:
        """The one company that has exactly this name, or ticker."""
        name = clean(name)
        entries = self._entries(name)
        if not entries and name.isupper():
            entries = [e for e in self._index.keys(name.lower()) if self._index.flags[e] & FLAG_TICKER]
        companies = {int(self._index.company_of[entry]) for entry in entries}
        return companies.pop() if len(companies) == 1 else None

    def _entries(self, name: str) -> list[int]:
        """The entries that have exactly this name, or the same but for legal form, accents and genitive."""
        bare = without_genitive(name)
        for shape in dict.fromkeys((name, bare, common_name(bare))):
            entries = [entry for entry in self._index.surfaces(surface(shape)) if self._fits(entry, shape)]
            if entries:
                return entries
        if name.islower():
            return []
        for shape in spellings(bare):
            key = core_key(shape)
            entries = [entry for entry in self._index.keys(key) if not self._index.flags[entry] & FLAG_TICKER]
            # A short word in other spelling is rather another word: "Sap", "Ergo". Not so in Eastern
            # scripts, where a few signs are a name and what is gone is the form ("ソニー株式会社").
            eastern = not key.isascii() and key.upper() == key
            if entries and (len(key) > 4 or " " in key or eastern):
                return entries
        return []

    def _link(self, entries: list[int], found: str, language: str | None, *, evidence: bool = False) -> Link:
        index = self._index
        best: dict[int, tuple[float, int]] = {}
        for entry in entries:
            alias = index.names[entry]
            score = EXACT if found in (alias, common_name(alias)) else SPELLED
            number = int(index.company_of[entry])
            if number not in best or score > best[number][0]:
                best[number] = score, entry
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[1][1]))
        (number, (score, entry)), rest = ranked[0], ranked[1:]
        company = index.company(number)
        alias = index.names[entry]
        # "Flex Ltd.": where the form makes the name, "Flex" alone is a word in every language.
        spoken = language if alias != company.name or common_name(alias) == alias else None
        # A parliament or a party is no entity of a claim: "Bundestag" as a word does no harm.
        ambiguous = is_ambiguous(found, spoken) and company.kind in ENTITY_KINDS
        shared = bool(rest) and rest[0][1][0] == score
        if ambiguous or shared:
            score = EVIDENT if evidence else AMBIGUOUS
        # "Facebook" in an article of 2018 is shown as Facebook, though the company is Meta today; "Merck" is
        # all that a text says which may mean either Merck.
        shown = alias if index.flags[entry] & FLAG_FORMER else found if shared else company.name
        return Link(
            company_id=company.company_id,
            company_name=company.name if shown == company.name else common_name(shown),
            score=score,
            alias=alias,
            runner_up_id=index.company(rest[0][0]).company_id if rest else None,
            runner_up_score=rest[0][1][0] if rest else None,
            kind=company.kind,
        )


def _not_small(word: str) -> bool:
    return word != word.lower() or not word.isalpha() or (not word.isascii() and word.upper() == word)


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
    place = (cache or _cache()) / f"gazetteer-{maker()}-{fingerprint}"
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
