"""The tables of an output folder, packed for the page.

Out: a dictionary of columns, where repeated values (names, sentences, articles) are numbers into lists.
Offsets of marked words count UTF-16 units from the beginning of the sentence, as the browser counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pipeline
from pipeline import store
from pipeline.errors import ConfigError
from pipeline.lexicon import load_lexicon
from pipeline.rows import Row

SLOTS = ("entity", "action", "date", "reason")
NEEDED = [
    *("claim_id", "entity", "role", "action", "status", "counterparty", "date", "reason_code", "attribution"),
    *("evidence", "evidence_start", "confidence", "language", "source", "source_url", "title", "published"),
    *(f"{slot}_{end}" for slot in SLOTS for end in ("start", "end")),
]
ARTICLE = ("title", "source_url", "source", "published", "language")
COLUMNS = (
    *("entity", "role", "action", "status", "counterparty", "date", "reason_code", "attribution"),
    *("confidence", "sentence", "marks", "article"),
)
FACT = ("entity", "action", "role", "status", "date", "articles", "stories", "publishers", "contradicted")
MOST_FACTS = 300  # facts that several articles tell; a reader looks at the first ones
EXAMPLES = 5  # inputs named for each kind of reject
BASIC_PLANE = "\uffff"


class Values:
    """A list of distinct values; `number` gives the place of one."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        return self.places.setdefault(value, len(self.places))

    def __iter__(self) -> Any:
        return iter(self.places)


def content(output: Path) -> dict[str, Any]:
    """What the page shows; raises ConfigError where there are no tables."""
    try:
        claims = store.read_table(output, "claims", columns=NEEDED)
    except OSError as error:
        raise ConfigError(f"{output}: no claims; run `wortlaut extract` into it first") from error
    claims = claims.sort_by([("published", "descending"), ("claim_id", "ascending")])
    counts = store.count_rows(output)
    facts = _facts(output)
    packed = _claims(row for batch in claims.to_batches(5000) for row in batch.to_pylist())
    return {
        "version": pipeline.__version__,
        "counts": counts,
        "glosses": {code: action.gloss for code, action in load_lexicon().actions.items()},
        "several": len(facts),
        "facts": _packed_facts(facts[:MOST_FACTS], packed["ids"]),
        "rejects": _rejects(output),
        **{name: value for name, value in packed.items() if name != "ids"},
    }


def _claims(rows: Iterable[Row]) -> dict[str, Any]:
    lists = {name: Values() for name in ("name", "action", "status", "reason_code", "sentence", "article")}
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    ids = []
    for row in rows:
        ids.append(row["claim_id"])
        for name, value in _packed(row, {name: values.number for name, values in lists.items()}).items():
            columns[name].append(value)
    return {
        "ids": ids,
        "claims": columns,
        "names": list(lists["name"]),
        "actions": list(lists["action"]),
        "statuses": list(lists["status"]),
        "reasons": list(lists["reason_code"]),
        "sentences": list(lists["sentence"]),
        "articles": [list(article) for article in lists["article"]],
    }


def _packed(row: Row, number: Mapping[str, Callable[[Any], int]]) -> Row:
    article = [row[name] for name in ARTICLE]
    article[1] = web(article[1])
    article[3] = article[3] and article[3].isoformat()
    return {
        "entity": number["name"](row["entity"]),
        "role": row["role"][0],
        "action": number["action"](row["action"]),
        "status": number["status"](row["status"]),
        "counterparty": [number["name"](name) for name in row["counterparty"]] or 0,
        "date": row["date"] or 0,
        "reason_code": -1 if row["reason_code"] is None else number["reason_code"](row["reason_code"]),
        "confidence": round(100 * row["confidence"]),
        "sentence": number["sentence"](row["evidence"]),
        "marks": marks(row),
        "article": number["article"](tuple(article)),
        "attribution": row["attribution"] or 0,
    }


def marks(row: Row) -> list[int]:
    """Slot, start and end of the words to mark in the sentence, one after the other, in order."""
    sentence, base = row["evidence"], row["evidence_start"]
    found = []
    for slot, name in enumerate(SLOTS):
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        # The words may stand in another sentence: a pronoun's name, a date of the sentence before.
        if start is not None and base <= start < end <= base + len(sentence):
            found.append((utf16(sentence, start - base), utf16(sentence, end - base), slot))
    return [number for start, end, slot in sorted(found) for number in (slot, start, end)]


def utf16(text: str, offset: int) -> int:
    """An offset in code points as one in UTF-16 units."""
    if text.isascii() or max(text) <= BASIC_PLANE:
        return offset
    return offset + sum(character > BASIC_PLANE for character in text[:offset])


def web(url: str | None) -> str | None:
    """The address, if it is one of the web: another scheme ("javascript:") could run in the page."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _facts(output: Path) -> list[Row]:
    """Facts that several articles tell, the most told first."""
    try:
        table = store.read_table(output, "facts", filters=[("articles", ">", 1)])
    except OSError:
        return []  # made by an older version, or the command `facts` was never run
    order = [("stories", "descending"), ("articles", "descending"), ("fact_id", "ascending")]
    rows: list[Row] = table.sort_by(order).to_pylist()
    return rows


def _packed_facts(facts: Sequence[Row], claim_ids: Sequence[str]) -> list[list[Any]]:
    """For each fact FACT, its first counterparties, and the numbers of its claims in the page."""
    place = {claim_id: number for number, claim_id in enumerate(claim_ids)}
    return [
        [
            *(row[name] for name in FACT),
            row["counterparty"][:5],
            row["languages"],
            [place[claim_id] for claim_id in row["claim_ids"] if claim_id in place],
        ]
        for row in facts
    ]


def _rejects(output: Path) -> list[list[Any]]:
    """Kinds of rejects: error, number, examples of (source, message)."""
    table = store.read_table(output, "rejects", columns=["source_ref", "error", "message"])
    examples: dict[str, list[list[str]]] = {}
    counts: Counter[str] = Counter()
    for row in table.to_pylist():
        counts[row["error"]] += 1
        kept = examples.setdefault(row["error"], [])
        if len(kept) < EXAMPLES:
            kept.append([row["source_ref"], row["message"]])
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [[error, number, examples[error]] for error, number in ordered]
