"""Learns which date and which words of reason belong to an event, from our own annotated articles.

    python -m training.slots FILE.jsonl[.gz]... [--data FOLDER] [--out FOLDER]

Files and held-out articles as in `training.learn`. Decisions: "date" (a date of the sentence is the event's),
"tense" (the past or the future reading of a date), "reason" (a phrase gives the reason of the event).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.claims.date import FoundDate, attachment_features, find_candidates, find_dates, tense_features
from pipeline.claims.linear import WEIGHTS
from pipeline.claims.phrase import find_phrases
from pipeline.claims.reason import reason_features
from pipeline.languages import LANGUAGES
from training.articles import DATA, held_out, read_articles
from training.cases import SAME, Case, find_cases, token_f1
from training.learn import Examples, fit, write

# Inverse strength of regularisation, by cross-validation.
DECISIONS = {"date": 0.3, "tense": 0.5, "reason": 0.3}


def collect(cases: Iterable[Case]) -> dict[str, Examples]:
    """The examples of each decision."""
    examples = {name: Examples() for name in DECISIONS}
    for case in cases:
        _add_dates(case, examples)
        _add_reasons(case, examples["reason"])
    return examples


def _add_dates(case: Case, examples: dict[str, Examples]) -> None:
    language = LANGUAGES[case.language]
    dates = find_dates(case.doc.text, published=case.published, language=language)
    candidates = find_candidates(case.trigger, dates)
    for index, (date, token) in enumerate(candidates):
        right = _is_right(date, case.claim)
        features = attachment_features(case.trigger, case.claim["action"], index, candidates, language)
        examples["date"].add(features, "yes" if right else "no", 1.0, case.article)
        gold = case.claim["date"]
        if right and date.past != date.future and isinstance(gold, str):
            features = list(tense_features(date, token, case.trigger, language))
            examples["tense"].add(features, "future" if gold == date.future else "past", 1.0, case.article)


def _is_right(date: FoundDate, claim: dict[str, Any]) -> bool:
    """Whether a date is the gold one: an ISO value, or the place of its words in a judged text."""
    gold = claim["date"]
    if gold is None or isinstance(gold, str):
        return gold is not None and gold in (date.value, date.past, date.future)
    return bool(gold[0] < date.words.end and date.words.start < gold[1])


def _add_reasons(case: Case, examples: Examples) -> None:
    language, action, gold = LANGUAGES[case.language], case.claim["action"], case.claim["reason"]
    for phrase in find_phrases(case.trigger, action, language):
        words = case.doc[phrase.start : phrase.end].text
        right = gold is not None and token_f1(gold, words) >= SAME
        features = reason_features(case.trigger, action, phrase, language)
        examples.add(features, "yes" if right else "no", 1.0, case.article)


def train(paths: Sequence[Path], data: Path, out: Path) -> None:
    """Learn all decisions and write their weights."""
    examples = collect(find_cases(read_articles(paths, set(held_out()), data)))
    for name, strength in DECISIONS.items():
        table = fit(examples[name], strength)
        write(table, out / f"{name}.json")
        print(f"{name}: {len(examples[name].labels)} examples, {len(table['weights'])} weights")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, default=DATA, help="the training data that judgements name")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    train(arguments.files, arguments.data, arguments.out)


if __name__ == "__main__":
    main()
