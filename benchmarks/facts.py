"""How well claims of one event are brought together, on the pairs of `corpus/facts/claims.toml`.

python -m benchmarks.facts [--errors]
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.facts import Names, Telling, group
from pipeline.facts.table import telling
from pipeline.gazetteer import load_gazetteer

CORPUS = Path(__file__).parent.parent / "corpus" / "facts" / "claims.toml"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of the corpus with the event that a reader gave it."""

    half: str
    family: int
    event: str
    language: str
    evidence: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs of claims of one organisation and action: judged the same by readers, by the rule, by both."""

    pairs: int
    same: int
    grouped: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.grouped if self.grouped else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.same if self.same else 1.0


def read_corpus(path: Path = CORPUS) -> Iterator[Told]:
    names = Names(load_gazetteer())
    for number, family in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["family"]):
        for line, row in enumerate(family["claims"]):
            event, language, published, status, date, others, evidence, *entity = row
            claim = {
                "claim_id": f"{number:02}-{line}",
                "company_id": None,
                "entity": entity[0] if entity else family["entity"],
                "entity_text": entity[0] if entity else family["entity"],
                "action": family["action"],
                "role": family["role"],
                "status": status,
                "counterparty": others,
                "date": date or None,
                "published": dt.date.fromisoformat(published),
                "language": language,
                "evidence": evidence,
            }
            yield Told(family["half"], number, event, language, evidence, telling(claim, names))


def measure(told: list[Told], *, errors: list[tuple[Told, Told]] | None = None) -> dict[str, Figures]:
    """Figures by half, within and across languages, and of all pairs; wrong pairs are added to `errors`."""
    place = {
        one.claim_id: number for number, found in enumerate(group(t.telling for t in told)) for one in found
    }
    counts: dict[str, list[int]] = {name: [0, 0, 0, 0] for name in ("open", "shut", "one", "across", "all")}
    for left, right in itertools.combinations(told, 2):
        if left.family != right.family:
            continue
        same = left.event == right.event
        grouped = place[left.telling.claim_id] == place[right.telling.claim_id]
        for name in (left.half, "one" if left.language == right.language else "across", "all"):
            for index, hit in enumerate((True, same, grouped, same and grouped)):
                counts[name][index] += hit
        if errors is not None and same != grouped:
            errors.append((left, right))
    return {name: Figures(*numbers) for name, numbers in counts.items()}


def main() -> None:
    wrong: list[tuple[Told, Told]] = []
    for name, figures in measure(list(read_corpus()), errors=wrong).items():
        print(
            f"{name:7} pairs {figures.pairs:4}  same {figures.same:4}  "
            f"precision {figures.precision:.3f}  recall {figures.recall:.3f}"
        )
    if "--errors" in sys.argv:
        for left, right in wrong:
            if left.half == "open" or "--shut" in sys.argv:
                print("\nmissed" if left.event == right.event else "\nwrongly joined")
                print(f"  {left.telling}\n  {left.evidence}\n  {right.telling}\n  {right.evidence}")


if __name__ == "__main__":
    main()
