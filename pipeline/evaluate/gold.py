"""Gold files: claims as careful readers annotated them; `corpus/README.md` is the guide.

In: a file of JSON lines. Out: `Gold`. Promise: a gold file with an empty, malformed or repeated annotation is
refused whole, with every fault and its line, since a score against it would lie. What only looks
contradictory is kept as a doubt: foreign gold files score all the same, our own must have none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pipeline.errors import ConfigError
from pipeline.evaluate.compare import name_key
from pipeline.lexicon import load_lexicon
from pipeline.records import Role, Status

DATE_EXAMPLES = ("2019", "2019-H1", "2019-Q3", "2019-10", "2019-W41", "2019-10-07")
ISO_DATE = re.compile(r"\d{4}(-H[12]|-Q[1-4]|-W\d\d|-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One annotated claim; the fields mean what those of `records.Claim` mean.

    Attributes:
        article: the end of the article's `source_ref`, without file endings.
        variants: other names that count as the entity.
        evidence: the one sentence that states the claim, verbatim.
        trigger: the words that name the action; None in files that were annotated without them.
    """

    article: str
    language: str
    entity: str
    variants: tuple[str, ...]
    role: str
    action: str
    status: str
    counterparty: tuple[str, ...]
    date: str | None
    reason: str | None
    evidence: str
    trigger: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The entity and its accepted variants."""
        return (self.entity, *self.variants)


@dataclass(frozen=True, slots=True)
class Gold:
    """A checked gold file.

    Attributes:
        languages: language of each annotated article, also of those without claims.
        doubts: annotations that contradict each other, in sentences.
        digest: hexadecimal; it changes with the content alone, not with order or spacing of the lines.
    """

    languages: Mapping[str, str]
    claims: tuple[GoldClaim, ...]
    doubts: tuple[str, ...]
    digest: str


def read_gold(path: Path) -> Gold:
    """Read and check a gold file; raises ConfigError that lists every fault."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: can't be read as UTF-8 text ({error}); name a gold file") from error
    faults: list[str] = []
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _row(line)
        wrong = ["is no JSON object"] if row is None else list(_row_faults(row))
        faults += [f"line {number}: {fault}" for fault in wrong]
        if row is not None and not wrong:
            rows.append((number, row))
    claims = [(number, _claim(row)) for number, row in rows if "entity" in row]
    faults += [*_clashes(rows), *_repetitions(claims)]
    if not rows and not faults:
        faults.append("holds no annotation")
    if faults:
        raise ConfigError(f"{path}: mend the annotation:\n  " + "\n  ".join(faults))
    digest = hashlib.sha256("\n".join(sorted(json.dumps(row, sort_keys=True) for _, row in rows)).encode())
    return Gold(
        languages={row["article"]: row["language"] for _, row in rows},
        claims=tuple(claim for _, claim in claims),
        doubts=(*_changes_of_mind(claims), *_shared_names(claims)),
        digest=digest.hexdigest(),
    )


def _row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return None
    return row if isinstance(row, dict) else None


def _row_faults(row: dict[str, Any]) -> Iterator[str]:
    required = ["article", "language"]
    if set(row) - {"article", "language"}:  # those two alone name an article without claims
        required += ["entity", "role", "action", "status", "evidence"]
    for field in required:
        if not isinstance(row.get(field), str) or not row[field].strip():
            yield f"{field} is empty"
    for field, allowed in _allowed().items():
        if isinstance(row.get(field), str) and row[field].strip() and row[field] not in allowed:
            yield f"{field} {row[field]!r} is none of {', '.join(allowed)}"
    for field in ("date", "reason", "trigger"):
        if field in row and row[field] is not None and not str(row[field]).strip():
            yield f"{field} is empty; write null where the text gives none"
    for field in ("variants", "counterparty"):
        names = row.get(field, [])
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            yield f"{field} is no list of names"
    if row.get("date") and not ISO_DATE.fullmatch(str(row["date"])):
        known = ", ".join(DATE_EXAMPLES)
        yield f"date {row['date']!r} is not written like {known}"


@cache
def _allowed() -> Mapping[str, tuple[str, ...]]:
    return {
        "role": get_args(Role),
        "status": get_args(Status),
        "action": tuple(load_lexicon().actions),
    }


def _claim(row: dict[str, Any]) -> GoldClaim:
    return GoldClaim(
        article=row["article"],
        language=row["language"],
        entity=row["entity"],
        variants=tuple(row.get("variants", ())),
        role=row["role"],
        action=row["action"],
        status=row["status"],
        counterparty=tuple(row.get("counterparty", ())),
        date=row.get("date"),
        reason=row.get("reason"),
        evidence=row["evidence"],
        trigger=row.get("trigger"),
    )


def _clashes(rows: Sequence[tuple[int, dict[str, Any]]]) -> Iterator[str]:
    languages: dict[str, str] = {}
    empty = {row["article"]: number for number, row in rows if "entity" not in row}
    for number, row in rows:
        article = row["article"]
        if languages.setdefault(article, row["language"]) != row["language"]:
            yield f"line {number}: {article} is {row['language']} here and {languages[article]} above"
        if "entity" in row and article in empty:
            yield f"line {number}: line {empty[article]} says that {article} has no claims"


def _repetitions(claims: Sequence[tuple[int, GoldClaim]]) -> Iterator[str]:
    first: dict[tuple[object, ...], int] = {}
    for number, claim in claims:
        line = first.setdefault((*_same_thing(claim), claim.status), number)
        if line != number:
            yield f"line {number}: repeats line {line}"


def _changes_of_mind(claims: Sequence[tuple[int, GoldClaim]]) -> Iterator[str]:
    first: dict[tuple[object, ...], tuple[int, str]] = {}
    for number, claim in claims:
        line, status = first.setdefault(_same_thing(claim), (number, claim.status))
        if status != claim.status:
            yield f"line {number}: {claim.status}, but line {line} calls the same thing {status}"


def _shared_names(claims: Sequence[tuple[int, GoldClaim]]) -> Iterator[str]:
    owner: dict[tuple[str, str], str] = {}
    for number, claim in claims:
        for name in claim.names:
            taken = owner.setdefault((claim.article, name_key(name)), claim.entity)
            if name_key(taken) != name_key(claim.entity):
                yield f"line {number}: {name!r} stands for {claim.entity} here, for {taken} above"


def _same_thing(claim: GoldClaim) -> tuple[object, ...]:
    return (claim.article, name_key(claim.entity), claim.action, claim.role, claim.date, claim.evidence)
