"""Tellings are grouped into facts, and a fact becomes a row.

In: claim rows and what the rule sees of them. Out: groups, and rows with the columns of `schema.FACTS`. The
groups do not depend on the order in which claims come.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.facts.names import Names
from pipeline.facts.periods import days, period
from pipeline.facts.rule import NEVER, THRESHOLD, Telling, score
from pipeline.facts.words import anchors, quantities
from pipeline.rows import Row

# A group is judged by its first and last members: they span its time, and a fact told ten thousand times
# must not cost ten thousand comparisons for each further telling.
FIRST, LAST = 4, 8
REACH = 1100  # days; no two tellings further apart are one event (`rule.ONCE`)
FAR_FUTURE = 4_000_000  # ordinal for "no day known": such tellings are compared last


def telling(claim: Mapping[str, Any], names: Names) -> Telling:
    """What the rule sees of a claim row."""
    published: dt.date | None = claim["published"]
    others = list(claim["counterparty"])
    return Telling(
        claim_id=claim["claim_id"],
        key=(names.organisation(claim["company_id"], claim["entity"]), claim["action"], claim["role"]),
        language=claim["language"],
        when=period(claim["date"]),
        published=published.toordinal() if published else None,
        others=frozenset[str]().union(*map(names.keys, others)),
        amounts=quantities(claim["evidence"], claim["language"]),
        anchors=anchors(claim["evidence"], [claim["entity"], claim["entity_text"], *others]),
    )


def group(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings of one event together; each telling is in exactly one group."""
    blocks: dict[tuple[str, str, str], list[Telling]] = defaultdict(list)
    for one in tellings:
        blocks[one.key].append(one)
    return [found for key in sorted(blocks) for found in _group_block(blocks[key])]


def _group_block(block: list[Telling]) -> list[list[Telling]]:
    groups: list[list[Telling]] = []
    recent: list[list[Telling]] = []
    for one in sorted(block, key=_order):
        recent = [found for found in recent if _day(one) - _day(found[-1]) <= REACH]
        best = max(((_fit(one, found), index) for index, found in enumerate(recent)), default=(NEVER, -1))
        if best[0] >= THRESHOLD:
            recent[best[1]].append(one)
        else:
            groups.append([one])
            recent.append(groups[-1])
    return groups


def _order(one: Telling) -> tuple[int, int, str]:
    # Tellings with a date come first on their day, so that those without one find them.
    return _day(one), one.when is None, one.claim_id


def _day(one: Telling) -> int:
    return one.around if one.around is not None else FAR_FUTURE


def _fit(one: Telling, found: Sequence[Telling]) -> float:
    members = found if len(found) <= FIRST + LAST else [*found[:FIRST], *found[-LAST:]]
    total, good = 0.0, 0
    for member in members:
        value = score(one, member)
        if value == NEVER:
            return NEVER
        total, good = total + value, good + (value >= THRESHOLD)
    # Most members must agree: one careless telling must not chain two events together.
    return total / len(members) if 2 * good >= len(members) else NEVER


def fact_row(claims: Sequence[Row], stories: Mapping[str, str]) -> Row:
    """The row of a group of claims; `stories` gives the story of each article."""
    told = sorted(claims, key=lambda claim: (claim["published"] or dt.date.max, claim["claim_id"]))
    first, best = told[0], max(told, key=lambda claim: (claim["confidence"], claim["claim_id"]))
    articles = sorted({claim["article_id"] for claim in told})
    seen = [claim["published"] for claim in told if claim["published"]]
    latest = max(told, key=lambda claim: (claim["published"] or dt.date.min, claim["confidence"]))
    statuses = sorted({claim["status"] for claim in told})
    return {
        "fact_id": "f" + hashlib.sha256(first["claim_id"].encode()).hexdigest()[:15],
        "entity": _most(claim["entity"] for claim in told),
        "company_id": next((claim["company_id"] for claim in told if claim["company_id"]), None),
        "role": first["role"],
        "action": first["action"],
        "counterparty": list(dict.fromkeys(name for claim in told for name in claim["counterparty"])),
        "date": _best_date(told),
        "earliest_date": _earliest(told),
        "status": latest["status"],
        "statuses": statuses,
        "contradicted": "negated" in statuses and bool({"asserted", "planned"} & set(statuses)),
        "claims": len(told),
        "articles": len(articles),
        "stories": len({stories.get(article) or article for article in articles}),
        "publishers": len({claim["source"] for claim in told}),
        "languages": sorted({claim["language"] for claim in told}),
        "first_seen": min(seen, default=None),
        "last_seen": max(seen, default=None),
        "confidence": best["confidence"],
        "evidence": best["evidence"],
        "claim_ids": sorted(claim["claim_id"] for claim in told),
    }


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _best_date(claims: Sequence[Row]) -> str | None:
    spans = {claim["date"]: period(claim["date"]) for claim in claims}
    exact = min((days(span) for span in spans.values() if span), default=None)
    best = [c["date"] for c in claims if (span := spans[c["date"]]) and days(span) == exact]
    return _most(best) if best else None


def _earliest(claims: Sequence[Row]) -> str | None:
    dates = [(span, claim["date"]) for claim in claims if (span := period(claim["date"]))]
    return min(dates)[1] if dates else None
