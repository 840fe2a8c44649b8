"""Write `companies.csv` and `aliases.csv` from the hand-kept `curated.csv` and `native.csv`, and public
sources.

    python gazetteer/build.py SOURCES

SOURCES is a folder with the files that README.md names. A curated organisation comes first: a source only
adds codes (ISIN, ticker, CIK) to it. An alias that two organisations claim goes to the curated one; where
neither or both are curated it stays with both, and linking it takes evidence.
"""

from __future__ import annotations

import ast
import csv
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.gazetteer.ambiguous import is_ambiguous
from pipeline.gazetteer.check import ACCEPTED, check_gazetteer
from pipeline.gazetteer.companies import ALIAS_KINDS, ENTITY_KINDS, Alias, Company
from pipeline.gazetteer.importers import slug
from pipeline.gazetteer.keys import clean, common_name, core_key, fold
from pipeline.gazetteer.score import name_score, parse
from pipeline.gazetteer.surface import surface

HERE = Path(__file__).parent

# Listed companies of these countries that have a web site and an ISIN are known beyond their exchange.
FINANCE_COUNTRIES = frozenset("DE AT CH GB FR IT NL ES SE NO FI DK BE IE LU PT PL JP KR TW CN IL US".split())
# Names of securities and shells that sources list as companies.
NO_COMPANY = re.compile(
    r"\b(?:acquisition|acquisitions|trust|fund|etf|reit|warrants?|spac|certificates?|preferred|notes|bancorp)\b|\d{3}",
    re.I,
)
# What stock lists write after the name of a company.
LISTING = re.compile(r"(?:\s+(?:Class [A-H]|Pref|Depositary receipts|\(Class [A-H]\)|\([a-z]+\)?))+$")
# A listed "Ocado Group" is the Ocado that people know.
TAILS = frozenset("group holding holdings companies worldwide".split())
ACCEPTED_HEAD = (
    "# Names that are words or persons too, or that two organisations have: linked only with evidence.\n"
)
LANGUAGE_OF_SCRIPT = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "ARABIC": "ar",
}
QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
COUNTRY_NAMES = {"Hong Kong": "HK", "South Korea": "KR", "Taiwan": "TW", "Macau": "MO", "Russia": "RU"}


@dataclass(slots=True)
class Entry:
    """A company on its way into the file."""

    name: str
    country: str = ""
    kind: str = "company"
    isin: str = ""
    ticker: str = ""
    cik: str = ""
    curated: bool = False
    aliases: dict[str, tuple[str, str]] = field(default_factory=dict)  # alias -> (kind, language)


def _alike(name: str, entry: Entry) -> bool:
    known = [parse(one) for one in (entry.name, *entry.aliases)]
    return max(name_score(parse(name), other) for other in known) > 0.1


class Collection:
    """Companies so far, found again by the key of any of their names or by ISIN."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._by_key: dict[str, list[Entry]] = {}
        self._by_isin: dict[str, Entry] = {}

    def add(self, entry: Entry) -> Entry:
        self.entries.append(entry)
        for name in [entry.name, *entry.aliases]:
            self._by_key.setdefault(core_key(name), []).append(entry)
        for isin in entry.isin.split(";"):
            if isin:
                self._by_isin[isin] = entry
        return entry

    def find(self, names: list[str], country: str, isins: list[str]) -> Entry | None:
        for isin in isins:
            # Sources have an ISIN with a wrong company now and then; the names must bear it out.
            same = self._by_isin.get(isin)
            if same is not None and any(_alike(name, same) for name in names):
                return same
        for name in names:
            same = [e for e in self._by_key.get(core_key(name), []) if e.kind in ENTITY_KINDS]
            near = [e for e in same if not country or not e.country or e.country == country]
            if near or same:
                return (near or same)[0]
        return None

    def known_shorter(self, name: str, country: str) -> Entry | None:
        """The curated company that `name` is but for a last word that says nothing."""
        words = core_key(name).split()
        while len(words) > 1 and words[-1] in TAILS:
            words.pop()
            for entry in self._by_key.get(" ".join(words), []):
                if entry.curated and entry.country == country:
                    return entry
        return None

    def with_ticker(self, ticker: str, country: str) -> Entry | None:
        return next((e for e in self.entries if e.ticker == ticker and e.country == country), None)

    def merge(
        self, found: Entry, *, isin: str = "", ticker: str = "", cik: str = "", country: str = ""
    ) -> None:
        found.isin = found.isin or isin
        # The ticker of the home exchange goes before another listing's ("LLY" before "LLY.DE").
        found.ticker = ticker if ticker and (cik or not found.ticker) else found.ticker
        found.cik = found.cik or cik
        found.country = found.country or country
        if isin:
            self._by_isin.setdefault(isin, found)


def read_curated(path: Path) -> Iterator[Entry]:
    """The hand-kept rows: name, country, kind, aliases joined by "; ", a kind other than name in front
    ("former:").
    """
    for row in _rows(path):
        entry = Entry(row["name"], row["country"], row["kind"], curated=True)
        for text in filter(None, map(str.strip, row["aliases"].split(";"))):
            kind, _, rest = text.partition(":")
            alias, kind = (rest, kind) if kind in ALIAS_KINDS else (text, _kind_of(text, entry.name))
            if alias != entry.name:
                entry.aliases[alias] = (kind, _language_of(alias))
        yield entry


def add_native(companies: Collection, path: Path) -> None:
    """Names in other scripts, of curated companies: a row that names none is a mistake."""
    for row in _rows(path):
        found = companies.find([row["name"]], "", [])
        if found is None:
            sys.exit(f"{path}: {row['name']} is no curated company")
        for alias in filter(None, map(str.strip, row["aliases"].split(";"))):
            found.aliases.setdefault(alias, ("native", _language_of(alias, found.country)))


def _kind_of(alias: str, name: str) -> str:
    if _language_of(alias):
        return "native"
    if alias.isupper() and len(alias) <= 6 and " " not in alias:
        return "acronym"
    return "short" if fold(name).startswith(fold(alias)) else "name"


def _language_of(alias: str, country: str = "") -> str:
    scripts = {unicodedata.name(char, "").split(" ")[0].removesuffix("-HIRAGANA") for char in alias}
    for script, language in LANGUAGE_OF_SCRIPT.items():
        if script in scripts:
            return "ja" if script == "CJK" and country == "JP" else language
    return ""


def add_indices(companies: Collection, sources: Path, countries: dict[str, str]) -> None:
    for row in _rows(sources / "index_constituents.csv"):
        name = clean(row["name"])
        # Some rows have the other names of another company with the same ticker.
        others = [aka for aka in map(clean, filter(None, row["akas"].split(";"))) if _alike(aka, Entry(name))]
        names = [name, *others]
        if row["akas"] and not others:
            continue  # then the codes are that other company's as well
        isins = [isin.strip() for isin in row["isin"].split(";") if isin.strip()]
        _take(companies, names, countries.get(row["country"], ""), isins=isins, ticker=row["symbol"])


def add_sp500(companies: Collection, sources: Path) -> None:
    for row in _rows(sources / "sp500.csv"):
        names = [clean(re.sub(r"\s*\((?:Class .|The)\)", "", row["name"]))]
        _take(companies, names, "US", ticker=row["symbol"], cik=row["cik"])
    ciks = {row["ticker"]: row["cik"].lstrip("0") for row in _rows(sources / "sec_cik_tickers.csv")}
    for entry in companies.entries:
        if entry.country in {"US", ""} and entry.ticker and "." not in entry.ticker and not entry.cik:
            entry.cik = ciks.get(entry.ticker, "")


def add_china(companies: Collection, sources: Path) -> None:
    for row in _rows(sources / "china_csi_zh_en.csv"):
        if row["name_en"]:
            found = _take(companies, [clean(row["name_en"])], "CN", ticker=row["symbol"])
            # "万科A": the letter names the class of share.
            native = re.sub(r"[A-Z]$", "", row["name_zh"])
            if found and len(native) > 2:
                found.aliases.setdefault(native, ("native", "zh"))


def add_finance(companies: Collection, sources: Path, countries: dict[str, str]) -> None:
    for row in _rows(sources / "financedatabase_companies.csv.gz"):
        country = countries.get(row["country"], "")
        name = clean(row["name"])
        if row["kind"] != "company" or row["delisted"] != "0" or country not in FINANCE_COUNTRIES:
            continue
        if not (row["website"] and row["isins"]) or name.isupper() or NO_COMPANY.search(name):
            continue
        isins = [isin.strip() for isin in row["isins"].split(";") if isin.strip()[:2] == country]
        if isins and not is_ambiguous(common_name(name)):
            _take(companies, [name], country, isins=isins)


def _take(
    companies: Collection,
    names: list[str],
    country: str,
    *,
    isins: list[str] | None = None,
    ticker: str = "",
    cik: str = "",
) -> Entry | None:
    isins = isins or []
    first = isins[0] if isins else ""
    names = [LISTING.sub("", name) for name in names]
    found = companies.find(names, country, isins)
    if found is None:
        found = next((entry for name in names if (entry := companies.known_shorter(name, country))), None)
    if found is None and cik:
        found = companies.with_ticker(ticker, country)
    if found is not None:
        companies.merge(found, isin=first, ticker=ticker, cik=cik, country=country)
        return found
    name = common_name(names[0])
    if is_ambiguous(name):
        name = names[0]  # "News Corp", "Ball Corporation": the form makes the name
    if len(fold(name)) < 3:
        return None
    entry = Entry(name, country, isin=first, ticker=ticker, cik=cik)
    for alias in names[1:]:
        if core_key(alias) != core_key(name):
            entry.aliases.setdefault(alias, ("name", _language_of(alias)))
    return companies.add(entry)


def identified(entries: list[Entry]) -> Iterator[tuple[str, Entry]]:
    """Each entry with a stable id: words of its name, with the country where two share them."""
    taken: set[str] = set()
    for entry in entries:
        base = slug(entry.name)
        wanted = [base, f"{base}-{entry.country.lower()}", *(f"{base}-{n}" for n in range(2, 99))]
        made = next(text for text in wanted if text not in taken)
        taken.add(made)
        yield made, entry


def write(companies: Collection) -> tuple[int, int]:
    rows, aliases = [], []
    owned = {fold(name) for e in companies.entries if e.curated for name in [e.name, *e.aliases]}
    for company_id, e in identified(companies.entries):
        rows.append(Company(company_id, e.name, e.country, e.kind, e.isin, e.ticker, "", e.cik))
        written = {surface(e.name)}
        for alias, (kind, language) in e.aliases.items():
            if surface(alias) not in written and (e.curated or fold(alias) not in owned):
                written.add(surface(alias))
                aliases.append(Alias(company_id, alias, kind, language))
        # A listing with a suffix ("VOW3.DE") is no ticker that texts print.
        if e.ticker and re.fullmatch(r"[A-Z]{2,5}", e.ticker):
            aliases.append(Alias(company_id, e.ticker, "ticker"))
    rows.sort(key=lambda row: row.company_id)
    aliases.sort(key=lambda alias: alias.company_id)
    _save(HERE / "companies.csv", Company, rows)
    _save(HERE / "aliases.csv", Alias, aliases)
    # What the check finds in this gazetteer is meant: the lines have been read.
    (HERE / ACCEPTED).unlink(missing_ok=True)
    meant = {ast.literal_eval(QUOTED.findall(problem)[0]) for problem in check_gazetteer(HERE)}
    (HERE / ACCEPTED).write_text(
        ACCEPTED_HEAD + "".join(f"{name}\n" for name in sorted(meant)), encoding="utf-8"
    )
    return len(rows), len(aliases)


def _save(path: Path, record: type, rows: list) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(record.__slots__)
        writer.writerows([getattr(row, name) for name in record.__slots__] for row in rows)


def _rows(path: Path) -> list[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    sources = Path(sys.argv[1])
    countries = {
        row["name_en"]: row["iso2"] for row in _rows(sources / "countries_de_en.csv")
    } | COUNTRY_NAMES
    companies = Collection()
    for entry in read_curated(HERE / "curated.csv"):
        companies.add(entry)
    add_native(companies, HERE / "native.csv")
    add_indices(companies, sources, countries)
    add_sp500(companies, sources)
    add_china(companies, sources)
    add_finance(companies, sources, countries)
    rows, aliases = write(companies)
    print(f"{rows} companies, {aliases} aliases")


if __name__ == "__main__":
    main()
