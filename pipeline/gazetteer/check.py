"""What is wrong with a gazetteer folder, line by line, for `wortlaut check`.

Bad rows, aliases that two companies claim, and names that are ordinary words. The last two are sometimes
meant: a file `ambiguous.txt` in the folder, one name a line, says so; such names are linked only with
evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.gazetteer.ambiguous import is_ambiguous
from pipeline.gazetteer.companies import (
    ALIASES,
    COMPANIES,
    ENTITY_KINDS,
    Problem,
    read_aliases,
    read_companies,
)

ACCEPTED = "ambiguous.txt"


def check_gazetteer(folder: Path) -> list[str]:
    """Problems as "file:line: message", in the order of the files; empty if there is none."""
    try:
        problems = list(_problems(folder))
    except ConfigError as error:
        return [str(error)]
    return [str(problem) for problem in sorted(problems, key=lambda p: (p.file != COMPANIES, p.line))]


def _problems(folder: Path) -> Iterator[Problem]:
    problems: list[Problem] = []
    accepted = _accepted(folder)
    names: list[tuple[str, int, str, str]] = []
    entities: set[str] = set()
    for line, company in read_companies(folder, problems):
        names.append((COMPANIES, line, company.company_id, company.name))
        if company.kind in ENTITY_KINDS:
            entities.add(company.company_id)
    known = {company_id for _, _, company_id, _ in names}
    for line, alias in read_aliases(folder, known, problems):
        if alias.kind != "ticker":
            names.append((ALIASES, line, alias.company_id, alias.alias))
    yield from problems
    owners: dict[str, tuple[str, int, str]] = {}
    for file, line, company_id, name in names:
        key = " ".join(name.split()).casefold()
        if key in accepted:
            continue
        first = owners.setdefault(key, (file, line, company_id))
        if first[2] != company_id:
            yield Problem(
                file, line, f"{name!r} is also a name of {first[2]} ({first[0]}:{first[1]}); {_REMEDY}"
            )
        elif first[:2] != (file, line):
            yield Problem(file, line, f"{name!r} is already on {first[0]}:{first[1]}")
        elif company_id in entities and is_ambiguous(name):
            yield Problem(file, line, f"{name!r} is an ordinary word or too short to be sure; {_REMEDY}")


_REMEDY = f"if this is meant, list it in {ACCEPTED}: it will be linked only with evidence"


def _accepted(folder: Path) -> set[str]:
    path = folder / ACCEPTED
    if not path.exists():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    return {" ".join(line.split()).casefold() for line in lines if line.strip() and not line.startswith("#")}
