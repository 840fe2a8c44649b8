"""`python -m benchmarks.slots`: how often date and reason are right where the trigger is given by gold.

Comes in: annotated articles with trigger words: those of our own that never train (`../shared/training/own`)
and real ones (`../shared/articles/train`). Goes out, by set and language: the share that is right (equal to
gold, or both empty), recall where gold has one, how many were given where gold has none, and precision.
`--errors date|reason` prints the wrong ones with their sentences.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.claims.date import date_of, find_dates
from pipeline.claims.reason import reason_of
from pipeline.languages import LANGUAGES
from training.articles import held_out, read_lines
from training.cases import SAME, Case, find_cases, join_gold, token_f1

SHARED = Path(__file__).resolve().parents[1] / "../shared"


@dataclass(frozen=True, slots=True)
class Result:
    """One slot of one gold claim, as found and as gold has it."""

    kind: str
    case: Case
    slot: str
    gold: str | None
    found: str | None

    @property
    def right(self) -> bool:
        """Equal, or both empty."""
        if self.gold is None or self.found is None:
            return self.gold is self.found
        return self.gold == self.found if self.slot == "date" else token_f1(self.gold, self.found) >= SAME


def read_sets(names: list[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The annotated articles of each set asked for, where they are there."""
    for name in names:
        if name == "own":
            files = sorted((SHARED / "training/own").glob("*.jsonl.gz"))
            judges = set(held_out())
            yield name, [a for path in files for a in read_lines(path) if a["id"] in judges]
        else:
            files = [SHARED / f"articles/{name}.jsonl", SHARED / f"articles/{name}.gold.jsonl"]
            yield name, join_gold(*(read_lines(path) for path in files))


def measure(kind: str, case: Case) -> Iterator[Result]:
    """What is found for one gold claim."""
    language = LANGUAGES[case.language]
    dates = find_dates(case.doc.text, published=case.published, language=language)
    date = date_of(case.trigger, case.claim["action"], dates, language=language)
    yield Result(kind, case, "date", case.claim["date"], date and date.value)
    reason = reason_of(case.trigger, case.claim["action"], language=language)
    yield Result(kind, case, "reason", case.claim["reason"], reason and reason.text)


def summarise(results: list[Result]) -> str:
    """A table of the figures."""
    groups: dict[tuple[str, str, str], list[Result]] = defaultdict(list)
    for result in results:
        groups[result.slot, result.kind, result.case.language].append(result)
    head = ("slot", "set", "language", "claims", "right", "gold", "recall", "extra", "precision")
    rows = [head]
    for (slot, kind, code), group in sorted(groups.items()):
        given = [r for r in group if r.gold is not None]
        found = [r for r in group if r.found is not None]
        right = (_share(sum(r.right for r in part), len(part)) for part in (group, given, found))
        accuracy, recall, precision = right
        extra = sum(r.gold is None for r in found)
        rows.append(
            (slot, kind, code, str(len(group)), accuracy, str(len(given)), recall, str(extra), precision)
        )
    lines = ["  ".join(f"{cell:>9}" for cell in row) for row in rows]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def describe(result: Result) -> str:
    """One wrong result with its sentence."""
    case = result.case
    sentence = " ".join(case.trigger.sent.text.split())
    return (
        f"{case.article} {case.published or '-'} {case.claim['action']} [{case.trigger.text}]\n"
        f"   gold  {result.gold}\n   found {result.found}\n   {sentence}"
    )


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default="own,train", help="of own, train and dev")
    parser.add_argument("--errors", choices=("date", "reason"), help="print the wrong ones of this slot")
    arguments = parser.parse_args()
    results = [
        result
        for kind, articles in read_sets(arguments.sets.split(","))
        for case in find_cases(articles)
        for result in measure(kind, case)
    ]
    for result in results:
        if result.slot == arguments.errors and not result.right:
            print(describe(result))
    print(summarise(results))


if __name__ == "__main__":
    main()
