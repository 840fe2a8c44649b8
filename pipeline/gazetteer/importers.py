"""Public registers and lists turned into a gazetteer folder.

In goes a file of a known kind; out come `companies.csv` and `aliases.csv`, written row by row, so that a
register of millions needs little memory. What is in the folder already stays: a company of the same id is
kept as it is. A row that can't be used is reported with its line and skipped; only a file that is not of its
kind stops.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TextIO

from pipeline.errors import ConfigError
from pipeline.gazetteer.companies import (
    ALIASES,
    COMPANIES,
    KINDS,
    Alias,
    Company,
    Problem,
    read_aliases,
    read_companies,
    wrong_name,
)
from pipeline.gazetteer.keys import UMLAUTS, clean, common_name, core_key, fold

PROGRESS_EVERY = 10_000  # rows between two calls of `progress`
MAX_PROBLEMS = 1_000  # kept in the report; a file of the wrong kind would fill memory with them

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A company as its source has it, before it is checked; `names` are its other names."""

    company_id: str
    name: str
    names: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class ImportReport:
    """What an import did."""

    companies: int = 0
    aliases: int = 0
    known: int = 0  # companies that were in the folder before
    skipped: int = 0  # rows that are no organisation: persons, vessels
    bad: int = 0
    problems: list[Problem] = field(default_factory=list)  # the first MAX_PROBLEMS of the bad rows


def import_companies(
    kind: str,
    file: Path,
    into: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Add the companies of `file`, which is of one of IMPORTERS' kinds, to the gazetteer in `into`.

    `mapping` is for the kind "csv": a column of the gazetteer (`name`, `company_id`, `country`, `kind`,
    `isin`, `ticker`, `lei`, `cik`, `wikidata`, `aliases`) to the file's column; `aliases` are joined by ";".
    `progress` is called with the number of rows read so far. Raises ConfigError for an unknown kind, an
    unreadable file or a file without the columns of its kind.
    """
    if kind not in IMPORTERS:
        raise ConfigError(f"unknown kind of import {kind!r}; known: {', '.join(IMPORTERS)}")
    into.mkdir(parents=True, exist_ok=True)
    report = ImportReport()
    seen = set[str]()
    parts = {name: into / f".{name}.part" for name in (COMPANIES, ALIASES)}
    try:
        with (
            parts[COMPANIES].open("w", encoding="utf-8", newline="") as companies,
            parts[ALIASES].open("w", encoding="utf-8", newline="") as aliases,
        ):
            out = Writer(companies, aliases)
            _copy_present(into, out, seen)
            for line, found in IMPORTERS[kind](file, dict(mapping or {})):
                if progress is not None and line % PROGRESS_EVERY == 0:
                    progress(line)
                _take(found, line, file.name, out, seen, report)
        for name, part in parts.items():
            os.replace(part, into / name)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return report


class Writer:
    """The two files of a gazetteer, open for writing."""

    def __init__(self, companies: TextIO, aliases: TextIO) -> None:
        self._companies = csv.writer(companies, lineterminator="\n")
        self._aliases = csv.writer(aliases, lineterminator="\n")
        self._companies.writerow([column.name for column in fields(Company)])
        self._aliases.writerow([column.name for column in fields(Alias)])

    def company(self, company: Company) -> None:
        self._companies.writerow([getattr(company, column.name) for column in fields(Company)])

    def alias(self, alias: Alias) -> None:
        self._aliases.writerow([getattr(alias, column.name) for column in fields(Alias)])


def _copy_present(into: Path, out: Writer, seen: set[str]) -> None:
    if not (into / COMPANIES).exists():
        return
    problems: list[Problem] = []
    for _, company in read_companies(into, problems):
        seen.add(company.company_id)
        out.company(company)
    for _, alias in read_aliases(into, seen, problems):
        out.alias(alias)
    if problems:
        raise ConfigError(
            f"the gazetteer in {into} has bad rows, the first: {problems[0]}; mend it, or import elsewhere"
        )


def _take(
    found: Found | str | None, line: int, file: str, out: Writer, seen: set[str], report: ImportReport
) -> None:
    if found is None:
        report.skipped += 1
        return
    wrong = found if isinstance(found, str) else wrong_name(clean(found.name))
    if isinstance(found, str) or wrong:
        report.bad += 1
        if len(report.problems) < MAX_PROBLEMS:
            report.problems.append(Problem(file, line, str(wrong)))
        return
    company_id = found.company_id or slug(found.name)
    if company_id in seen:
        report.known += 1
        return
    seen.add(company_id)
    name = readable(common_name(found.name))
    codes = {key: value for key, value in found.codes.items() if value}
    out.company(Company(company_id=company_id, name=name, **codes))
    report.companies += 1
    written = {core_key(name)}
    for alias in map(clean, found.names):
        if core_key(alias) not in written and wrong_name(alias) is None:
            written.add(core_key(alias))
            out.alias(Alias(company_id, alias))
            report.aliases += 1
    for ticker in found.tickers:
        out.alias(Alias(company_id, ticker, "ticker"))
        report.aliases += 1


def slug(name: str) -> str:
    """Words of a-z and 0-9 joined by hyphens: "Müller & Söhne" gives "mueller-and-soehne"."""
    words = fold(name.translate(UMLAUTS).replace("+", " plus ")).split()
    plain = ("".join(c if c.isascii() else f"u{ord(c):x}" for c in word) for word in words)
    return "-".join(plain) or "unnamed"


def readable(name: str) -> str:
    """Registers write in capitals: "VOLKSWAGEN BANK" becomes "Volkswagen Bank", "KSB" stays."""
    if not name.isupper() or len(name) <= 5:
        return name
    return " ".join(word.capitalize() if len(word) > 3 else word for word in name.split())


# ---- the kinds


Rows = Iterator[tuple[int, Found | str | None]]


def read_gleif(file: Path, mapping: Mapping[str, str]) -> Rows:
    """The LEI golden copy in its CSV form: one legal entity a row."""
    needed = ("LEI", "Entity.LegalName")
    for line, row in _csv_rows(file, needed):
        if isinstance(row, str):
            yield line, row
            continue
        others = [value for column, value in row.items() if value and OTHER_NAME.fullmatch(column)]
        kind = "fund" if row.get("Entity.EntityCategory") == "FUND" else "company"
        codes = {"lei": row["LEI"], "country": row.get("Entity.LegalAddress.Country", ""), "kind": kind}
        yield line, Found(f"lei-{row['LEI'].lower()}", row["Entity.LegalName"], tuple(others), codes=codes)


OTHER_NAME = re.compile(
    r"Entity\.(?:Transliterated)?OtherEntityNames\.(?:Transliterated)?OtherEntityName\.\d+"
)


def read_opensanctions(file: Path, mapping: Mapping[str, str]) -> Rows:
    """`targets.simple.csv`: organisations of sanctions lists; persons and vessels are skipped."""
    for line, row in _csv_rows(file, ("id", "schema", "name")):
        if isinstance(row, str):
            yield line, row
        elif row["schema"] not in {"Company", "Organization", "LegalEntity", "PublicBody"}:
            yield line, None
        else:
            country = row.get("countries", "").split(";")[0].upper()
            kind = "government" if row["schema"] == "PublicBody" else "company"
            codes = {"country": country if len(country) == 2 else "", "kind": kind}
            names = tuple(filter(None, row.get("aliases", "").split(";")))
            yield line, Found(slug(row["id"]), row["name"], names, codes=codes)


def read_wikidata(file: Path, mapping: Mapping[str, str]) -> Rows:
    """Results of a query as CSV or JSON, with `item` and `itemLabel`.

    Used where given: `itemAltLabel` (joined by ", "), `isin`, `lei`, `ticker`, `cik`, `countryCode`.
    """
    rows = _wikidata_json(file) if _suffix(file) == ".json" else _csv_rows(file, ("item", "itemLabel"))
    for line, row in rows:
        if isinstance(row, str):
            yield line, row
            continue
        entity = row.get("item", "").rsplit("/", 1)[-1]
        if not re.fullmatch(r"Q\d+", entity):
            yield line, f"item {row.get('item', '')!r} is no Wikidata entity"
        elif row.get("itemLabel", "") in {"", entity}:
            yield line, f"{entity} has no label"
        else:
            names = tuple(filter(None, re.split(r", |\|", row.get("itemAltLabel", ""))))
            codes = {column: row.get(column, "") for column in ("isin", "lei", "cik")}
            codes |= {
                "wikidata": entity,
                "country": row.get("countryCode", ""),
                "ticker": row.get("ticker", ""),
            }
            yield line, Found(entity.lower(), row["itemLabel"], names, _ticker(row.get("ticker", "")), codes)


def _wikidata_json(file: Path) -> Iterator[tuple[int, Row | str]]:
    data = _json(file)
    rows = data.get("results", {}).get("bindings") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise ConfigError(f"{file}: is no result of a Wikidata query: neither a list nor results.bindings")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            yield number, "is no object"
            continue
        flat = {
            key: value.get("value", "") if isinstance(value, dict) else value for key, value in row.items()
        }
        yield number, {key: str(value) for key, value in flat.items() if value is not None}


def read_sec(file: Path, mapping: Mapping[str, str]) -> Rows:
    """`company_tickers.json`: an object of rows with `cik_str`, `ticker`, `title`."""
    data = _json(file)
    if not isinstance(data, dict):
        raise ConfigError(f"{file}: is no company_tickers.json: an object of companies is expected")
    for number, row in enumerate(data.values(), 1):
        if not isinstance(row, dict) or not {"cik_str", "ticker", "title"} <= set(row):
            yield number, "lacks cik_str, ticker or title"
            continue
        cik, ticker = str(row["cik_str"]).lstrip("0"), str(row["ticker"])
        codes = {"cik": cik, "ticker": ticker, "country": "US"}
        yield number, Found(f"cik-{cik}", str(row["title"]), (), _ticker(ticker), codes)


def read_csv(file: Path, mapping: Mapping[str, str]) -> Rows:
    """Any CSV; `mapping` names its columns, those it leaves out have the gazetteer's own names."""
    columns = {column.name for column in fields(Company)} | {"aliases"}
    unknown = sorted(set(mapping) - columns)
    if unknown:
        raise ConfigError(f"the mapping has unknown columns {unknown}; known: {', '.join(sorted(columns))}")
    at = {column: mapping.get(column, column) for column in columns}
    for line, row in _csv_rows(file, (at["name"], *mapping.values())):
        if isinstance(row, str):
            yield line, row
            continue
        values = {column: row.get(source, "") for column, source in at.items()}
        if values["kind"] and values["kind"] not in KINDS:
            yield line, f"kind {values['kind']!r} is none of {', '.join(KINDS)}"
            continue
        company_id = slug(values["company_id"]) if values["company_id"] else ""
        codes = {key: value for key, value in values.items() if key not in {"name", "company_id", "aliases"}}
        names = tuple(filter(None, map(str.strip, values["aliases"].split(";"))))
        yield line, Found(company_id, values["name"], names, _ticker(values["ticker"]), codes)


def _ticker(text: str) -> tuple[str, ...]:
    return (text,) if re.fullmatch(r"[A-Z]{1,5}", text) else ()


IMPORTERS: dict[str, Callable[[Path, Mapping[str, str]], Rows]] = {
    "gleif": read_gleif,
    "opensanctions": read_opensanctions,
    "wikidata": read_wikidata,
    "sec": read_sec,
    "csv": read_csv,
}


# ---- reading


def _suffix(file: Path) -> str:
    return Path(file.stem).suffix if file.suffix == ".gz" else file.suffix


def _open(file: Path) -> TextIO:
    try:
        if file.suffix == ".gz":
            return io.TextIOWrapper(gzip.open(file, "rb"), encoding="utf-8-sig", errors="replace", newline="")
        return file.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise ConfigError(f"{file}: can't be read ({error.strerror})") from error


def _json(file: Path) -> object:
    with _open(file) as stream:
        try:
            return json.load(stream)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{file}: is not JSON ({error})") from error


def _csv_rows(file: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Row | str]]:
    """Pairs (line, row or what is wrong with it)."""
    with _open(file) as stream:
        sample = stream.readline()
        delimiter = max(",;\t", key=sample.count)
        header = next(csv.reader([sample], delimiter=delimiter), [])
        missing = [column for column in needed if column not in header]
        if missing:
            raise ConfigError(f"{file}: lacks the columns {missing}; it has {header[:12]}")
        reader = csv.reader(stream, delimiter=delimiter)
        while True:
            try:
                values = next(reader, None)
            except (csv.Error, EOFError, OSError) as error:
                yield reader.line_num + 1, f"can't be read: {error}"
                if isinstance(error, csv.Error):
                    continue
                return
            if values is None:
                return
            if len(values) != len(header):
                if values:
                    yield reader.line_num + 1, f"has {len(values)} fields, not {len(header)}"
                continue
            yield reader.line_num + 1, dict(zip(header, map(str.strip, values), strict=True))
