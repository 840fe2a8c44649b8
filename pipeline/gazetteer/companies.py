"""The two files of a gazetteer: `companies.csv` and `aliases.csv`, read and checked row by row.

In goes a folder; out come `Company` and `Alias` records in the order of the files. A row that can't stand is
a problem with its line number; `read_gazetteer` raises the problems as one `ConfigError`, `check_gazetteer`
returns them together with what is merely suspicious.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.gazetteer.keys import MAX_NAME, fold

COMPANIES, ALIASES = "companies.csv", "aliases.csv"

# Organisations that claims can be about, and those that are only ever counterparties.
ENTITY_KINDS = ("company", "bank", "fund", "university", "research", "association", "club", "media")
KINDS = (*ENTITY_KINDS, "government", "regulator", "union", "party", "igo")
# name: a full name; short: by which news call it; former: its name in older texts, shown as written there;
# native: in another script; ticker: never searched for in running text.
ALIAS_KINDS = ("name", "short", "acronym", "former", "translation", "native", "ticker")

COMPANY_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A broken quotation mark makes csv swallow the rest of the file as one field: cut it short.
csv.field_size_limit(100_000)


@dataclass(frozen=True, slots=True)
class Company:
    """One organisation; `name` as a reader would write it in a table, codes empty where unknown."""

    company_id: str
    name: str
    country: str = ""  # ISO 3166 alpha-2
    kind: str = "company"
    isin: str = ""
    ticker: str = ""
    lei: str = ""
    cik: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a company; `language` is empty where the name serves all."""

    company_id: str
    alias: str
    kind: str = "name"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that is wrong; `file:line: message` as editors read it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def read_gazetteer(folder: Path) -> tuple[list[Company], list[Alias]]:
    """All companies and aliases of `folder`; raises ConfigError that lists the bad rows."""
    problems: list[Problem] = []
    companies = [company for _, company in read_companies(folder, problems)]
    aliases = [alias for _, alias in read_aliases(folder, {c.company_id for c in companies}, problems)]
    if problems:
        shown = "\n".join(str(problem) for problem in problems[:20])
        more = f"\n… and {len(problems) - 20} more" if len(problems) > 20 else ""
        raise ConfigError(f"The gazetteer in {folder} has bad rows; correct or remove them:\n{shown}{more}")
    return companies, aliases


def read_companies(folder: Path, problems: list[Problem]) -> Iterator[tuple[int, Company]]:
    """Pairs (line, company); bad rows go to `problems`."""
    seen: dict[str, int] = {}
    columns = tuple(field.name for field in fields(Company))
    for line, row in _rows(folder / COMPANIES, columns, ("company_id", "name"), problems):
        company = Company(**row) if row.get("kind") else Company(**{**row, "kind": "company"})
        wrong = None
        if company.company_id in seen:
            wrong = f"company_id {company.company_id!r} is already on line {seen[company.company_id]}"
        elif not COMPANY_ID.fullmatch(company.company_id):
            wrong = f"company_id {company.company_id!r} must be words of a-z and 0-9 joined by hyphens"
        elif company.kind not in KINDS:
            wrong = f"kind {company.kind!r} is none of {', '.join(KINDS)}"
        else:
            wrong = wrong_name(company.name)
        if wrong:
            problems.append(Problem(COMPANIES, line, wrong))
            continue
        seen[company.company_id] = line
        yield line, company


def read_aliases(folder: Path, known: set[str], problems: list[Problem]) -> Iterator[tuple[int, Alias]]:
    """Pairs (line, alias) of the companies `known`; bad rows go to `problems`; no file, no aliases."""
    if not (folder / ALIASES).exists():
        return
    columns = tuple(field.name for field in fields(Alias))
    for line, row in _rows(folder / ALIASES, columns, ("company_id", "alias"), problems):
        alias = Alias(**row) if row.get("kind") else Alias(**{**row, "kind": "name"})
        if alias.company_id not in known:
            wrong: str | None = f"company_id {alias.company_id!r} is not in {COMPANIES}"
        elif alias.kind not in ALIAS_KINDS:
            wrong = f"kind {alias.kind!r} is none of {', '.join(ALIAS_KINDS)}"
        else:
            wrong = None if alias.kind == "ticker" else wrong_name(alias.alias)
        if wrong:
            problems.append(Problem(ALIASES, line, wrong))
            continue
        yield line, alias


def digest(folder: Path) -> str:
    """Hexadecimal digest of the content of both files."""
    state = hashlib.blake2b(digest_size=16)
    for name in (COMPANIES, ALIASES):
        path = folder / name
        if path.exists():
            with path.open("rb") as file:
                state.update(hashlib.file_digest(file, "sha256").digest())
        state.update(b"|")
    return state.hexdigest()


def wrong_name(name: str) -> str | None:
    """Why `name` can't be the name of a company, or None if it can."""
    if len(name) > MAX_NAME:
        return f"the name has {len(name)} characters, at most {MAX_NAME} are allowed"
    if not fold(name):
        return f"the name {name!r} has no letter or digit"
    if len(fold(name).replace(" ", "")) < 2 and not name.isalpha():
        return f"the name {name!r} is too short"
    if len(name) == 1 and name.isascii():
        return f"the name {name!r} has one letter only: it would be found everywhere"
    return None


def _rows(
    path: Path, columns: tuple[str, ...], required: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror})") from error
    with file:
        reader = csv.reader(file, strict=True)
        header: list[str] | None = None
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                problems.append(Problem(path.name, reader.line_num, f"broken quoting ({error})"))
                continue
            except UnicodeDecodeError as error:
                problems.append(Problem(path.name, reader.line_num + 1, f"is not UTF-8 ({error.reason})"))
                return
            if row is None:
                break
            if header is None:
                header = row
                missing = [name for name in required if name not in header]
                unknown = [name for name in header if name not in columns]
                if missing or unknown:
                    text = f"missing columns {missing}" if missing else f"unknown columns {unknown}"
                    problems.append(Problem(path.name, 1, f"{text}; known are {', '.join(columns)}"))
                    return
            elif not row:
                continue
            elif len(row) != len(header):
                problems.append(
                    Problem(path.name, reader.line_num, f"has {len(row)} fields, not {len(header)}")
                )
            else:
                yield reader.line_num, {key: value.strip() for key, value in zip(header, row, strict=True)}
        if header is None:
            problems.append(Problem(path.name, 1, "is empty; the first line must name the columns"))
