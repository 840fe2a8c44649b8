"""`reviews.jsonl`: one verdict a line, appended and never changed.

A verdict carries what the claim said, so that it can be found again after re-extraction and be read without
the tables. An undone verdict is a further line. Files of several reviewers are merged as sets of lines.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import ConfigError

Judgement = Literal["accept", "reject", "undo"]
JUDGEMENTS = ("accept", "reject", "undo")
FILE = "reviews.jsonl"
# What a reviewer may put right; also what tells whether a claim has changed since.
FIELDS = ("entity", "role", "action", "status", "counterparty", "date", "reason")


@dataclass(frozen=True, slots=True)
class Review:
    """What one reviewer said about one claim.

    Attributes:
        when: ISO 8601 in UTC.
        corrections: field of FIELDS -> right value; only with `accept`.
        claim: the claim as it was: FIELDS, evidence, action_text, language, confidence, source_ref,
            article_id.
    """

    claim_id: str
    verdict: Judgement
    reviewer: str
    when: str
    corrections: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    claim: Mapping[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, str, str]:
        return self.when, self.reviewer, self.claim_id


def now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def append_review(path: Path, review: Review) -> None:
    """Adds one line and flushes it to the disk; earlier lines are never touched."""
    line = json.dumps(asdict(review), ensure_ascii=False, sort_keys=True) + "\n"
    with open(path, "ab+") as file:
        # A process that was killed may have left half a line: it must not swallow this one.
        if file.tell() and not _ends_line(file):
            line = "\n" + line
        file.write(line.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def _ends_line(file: Any) -> bool:
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) == b"\n")


def read_reviews(*paths: Path) -> list[Review]:
    """All reviews of the files, each once, in order of time; half a line at the end of a file is passed over.

    Raises ConfigError with file and line for any other line that is no review.
    """
    found: dict[str, Review] = {}
    for path in paths:
        if not path.exists():
            continue
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                review = _review(json.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                if _torn(line):
                    continue
                raise ConfigError(
                    f"{path}:{number}: is no review ({error}); mend or remove the line"
                ) from error
            found[json.dumps(asdict(review), sort_keys=True)] = review
    return sorted(found.values(), key=lambda review: review.order)


def _torn(line: str) -> bool:
    return line.startswith("{") and not line.rstrip().endswith("}")


def _review(row: Mapping[str, Any]) -> Review:
    known = {one.name for one in fields(Review)}
    review = Review(**{name: value for name, value in row.items() if name in known})
    if review.verdict not in JUDGEMENTS:
        raise ValueError(f"verdict {review.verdict!r}")
    dt.datetime.fromisoformat(review.when)
    return review


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Each reviewer's last word on each claim, without what was undone, in order of time."""
    last: dict[tuple[str, str], list[Review]] = {}
    for review in sorted(reviews, key=lambda review: review.order):
        said = last.setdefault((review.reviewer, review.claim_id), [])
        if review.verdict == "undo":
            del said[-1:]
        else:
            said.append(review)
    return sorted((said[-1] for said in last.values() if said), key=lambda review: review.order)


def merge_reviews(target: Path, *others: Path) -> int:
    """Appends to `target` the reviews of other files that it does not hold; returns their number."""
    known = {json.dumps(asdict(review), sort_keys=True) for review in read_reviews(target)}
    fresh = [r for r in read_reviews(*others) if json.dumps(asdict(r), sort_keys=True) not in known]
    for review in fresh:
        append_review(target, review)
    return len(fresh)
