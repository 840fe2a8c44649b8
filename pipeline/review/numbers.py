"""How right the claims are, as their reviewers say.

A claim is `right` when it was accepted, `exact` when it was accepted without correction. The interval is
Wilson's (1927) for 95 %: with ten verdicts it is wide, and says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from pipeline.review.verdicts import Review, standing

Z = 1.96  # quantile of the normal distribution for 95 %
GROUPS = ("all", "language", "action", "confidence")
COLUMNS = ["group", "value", "reviewed", "right", "exact", "precision", "low", "high", "exact_precision"]


@dataclass(slots=True)
class Tally:
    reviewed: int = 0
    right: int = 0
    exact: int = 0


def precision(reviews: Iterable[Review]) -> pd.DataFrame:
    """A row for all claims, each language, each action and each band of confidence that has verdicts.

    Several reviewers of one claim count as one claim, right when most of them say so; a draw is not right.
    """
    tallies: dict[tuple[str, str], Tally] = {}
    for verdicts in _by_claim(reviews):
        first = verdicts[0].claim
        right = 2 * sum(one.verdict == "accept" for one in verdicts) > len(verdicts)
        exact = right and not any(one.corrections for one in verdicts)
        values = (
            "all",
            str(first.get("language")),
            str(first.get("action")),
            band(first.get("confidence")),
        )
        for key in zip(GROUPS, values, strict=True):
            tally = tallies.setdefault(key, Tally())
            tally.reviewed += 1
            tally.right += right
            tally.exact += exact
    rows = []
    for key in sorted(tallies, key=lambda key: (GROUPS.index(key[0]), key[1])):
        tally = tallies[key]
        low, high = wilson(tally.right, tally.reviewed)
        shares = [tally.right / tally.reviewed, low, high, tally.exact / tally.reviewed]
        rows.append([*key, tally.reviewed, tally.right, tally.exact, *shares])
    return pd.DataFrame(rows, columns=COLUMNS)


def _by_claim(reviews: Iterable[Review]) -> list[list[Review]]:
    claims: dict[str, list[Review]] = {}
    for review in standing(reviews):
        claims.setdefault(review.claim_id, []).append(review)
    return list(claims.values())


def band(confidence: object) -> str:
    """The tenth a confidence falls in: "0.7 to 0.8"."""
    value = float(confidence) if isinstance(confidence, (int, float)) else 0.0
    low = min(9, max(0, int(value * 10 + 1e-9)))
    return f"{low / 10:.1f} to {(low + 1) / 10:.1f}"


def wilson(right: int, number: int) -> tuple[float, float]:
    """Lower and upper end of the interval for a share."""
    share, weight = right / number, Z * Z / number
    middle = (share + weight / 2) / (1 + weight)
    half = Z / (1 + weight) * math.sqrt(share * (1 - share) / number + weight / (4 * number))
    return max(0.0, middle - half), min(1.0, middle + half)
