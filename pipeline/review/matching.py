"""Earlier verdicts, found again among the claims of today.

After re-extraction a claim may have another id (its words moved) or other fields. A verdict belongs to the
claim with its id, else to the one of the same document with the same action, a like name and nearly the same
sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.compare import name_key, token_f1
from pipeline.review.verdicts import FIELDS, Review

ALIKE = 0.6  # words that two readings of a sentence share, as token F1


@dataclass(frozen=True, slots=True)
class Earlier:
    """A verdict as it concerns a claim of today.

    Attributes:
        moved: the claim has another id than when it was judged.
        changed: fields that now say something else than what was judged (corrections included).
        wrong: fields that were corrected and still say something else.
    """

    review: Review
    moved: bool
    changed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def label(self) -> str:
        """accepted, corrected or rejected; changed where it must be looked at again."""
        if self.changed and self.review.verdict == "accept":
            return "changed"
        if self.review.verdict == "reject":
            return "rejected"
        return "corrected" if self.wrong else "accepted"


def match(
    reviews: Sequence[Review], claims: Iterable[Mapping[str, Any]]
) -> tuple[dict[str, list[Earlier]], list[Review]]:
    """Verdicts by the id of today's claim, in order of time; and those that belong to none any more.

    `claims` are rows with `source_ref` besides the columns of the table.
    """
    by_id: dict[str, Mapping[str, Any]] = {}
    by_place: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    wanted = {review.claim_id for review in reviews}
    places = {_place(review.claim) for review in reviews}
    for claim in claims:
        if claim["claim_id"] in wanted:
            by_id[claim["claim_id"]] = claim
        if _place(claim) in places:
            by_place[_place(claim)].append(claim)
    found: dict[str, list[Earlier]] = defaultdict(list)
    lost: list[Review] = []
    for review in reviews:
        near = by_id.get(review.claim_id) or _nearest(review, by_place[_place(review.claim)], wanted)
        if near is None:
            lost.append(review)
            continue
        moved = near["claim_id"] != review.claim_id
        wrong = tuple(name for name, value in review.corrections.items() if not _same(value, near[name]))
        found[near["claim_id"]].append(Earlier(review, moved, _changes(review, near), wrong))
    return dict(found), lost


def _place(claim: Mapping[str, Any]) -> tuple[str, str]:
    return str(claim.get("source_ref")), str(claim.get("action"))


def _nearest(
    review: Review, claims: Sequence[Mapping[str, Any]], taken: set[str]
) -> Mapping[str, Any] | None:
    said = review.claim
    ranked = [
        (token_f1(said["evidence"], claim["evidence"]), claim["claim_id"], claim)
        for claim in claims
        if claim["claim_id"] not in taken and _same_name(said["entity"], claim["entity"])
    ]
    best = max(ranked, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= ALIKE else None


def _same_name(left: str, right: str) -> bool:
    a, b = name_key(left), name_key(right)
    return a == b or (min(len(a), len(b)) > 3 and (a in b or b in a))


def _changes(review: Review, claim: Mapping[str, Any]) -> tuple[str, ...]:
    """What the claim now says other than the reviewer found right (or, when rejected, other than it said)."""
    if review.verdict == "reject":
        return tuple(name for name in FIELDS if not _same(review.claim.get(name), claim[name]))
    meant = {**review.claim, **review.corrections}
    fields = [name for name in FIELDS if not _same(meant.get(name), claim[name])]
    # What was corrected and still stands uncorrected is known already, no news.
    return tuple(name for name in fields if not _same(review.claim.get(name), claim[name]))


def _same(left: Any, right: Any) -> bool:
    return bool(_plain(left) == _plain(right))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, float):
        return None
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value).strip() or None
    return sorted(map(str, value)) or None
