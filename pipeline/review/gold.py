"""Reviewed claims as gold, for `wortlaut evaluate --gold`: a set that tells when a later version does worse.

Accepted claims are written as they were corrected. A score needs the whole truth about an article, so an
article is written only when each of its claims was reviewed; what the extraction missed is missing here too,
which makes this a regression set and no measure of recall.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluate.compare import article_key
from pipeline.review.session import Session
from pipeline.review.verdicts import Review


def write_gold(session: Session, path: Path) -> int:
    """Writes the gold claims of fully reviewed articles; returns their number."""
    lines = [json.dumps(row, ensure_ascii=False) for row in gold_rows(session)]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return sum('"entity"' in line for line in lines)


def gold_rows(session: Session) -> list[dict[str, Any]]:
    articles: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for claim in session.rows():
        articles[claim["source_ref"]].append(claim)
    rows: list[dict[str, Any]] = []
    for source_ref in sorted(articles):
        rows += _article_rows(article_key(source_ref), articles[source_ref], session)
    return rows


def _article_rows(key: str, claims: Sequence[Mapping[str, Any]], session: Session) -> list[dict[str, Any]]:
    verdicts = [session.verdict(claim["claim_id"]) for claim in claims]
    # "changed" is a verdict on other fields than today's: it must be given anew.
    if any(earlier is None or earlier.label == "changed" for earlier in verdicts):
        return []
    rows: dict[str, dict[str, Any]] = {}
    for claim, earlier in zip(claims, verdicts, strict=True):
        if earlier is not None and earlier.review.verdict == "accept":
            row = _row(key, claim, earlier.review)
            rows.setdefault(json.dumps({**row, "trigger": None}, sort_keys=True), row)
    return list(rows.values()) or [{"article": key, "language": claims[0]["language"]}]


def _row(key: str, claim: Mapping[str, Any], review: Review) -> dict[str, Any]:
    right = {**claim, **review.corrections}
    return {
        "article": key,
        "language": claim["language"],
        "entity": right["entity"],
        "variants": [],
        "role": right["role"],
        "action": right["action"],
        "status": right["status"],
        "counterparty": list(right["counterparty"]),
        "date": right["date"] or None,
        "reason": right["reason"] or None,
        "evidence": claim["evidence"],
        "trigger": claim["action_text"],
    }
