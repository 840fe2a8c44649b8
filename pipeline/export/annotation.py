"""Claims as tasks for annotation tools, to be corrected there.

Both tools mark spans and draw relations between them. A claim becomes spans (entity, action, date, reason)
and a relation from the entity to each of the others, labelled with the action.
"""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.export.source import Export
from pipeline.rows import Row

SLOTS = ("entity", "action", "date", "reason")
TOKEN = re.compile(r"\w+|[^\w\s]")


def labelstudio_lines(export: Export) -> Iterator[str]:
    """One JSON array of tasks with predictions; the project needs the labels ENTITY, ACTION, DATE, REASON."""
    separator = "[\n"
    for article, claims in export.articles():
        yield separator + json.dumps(_task(article, claims), ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _task(article: Row, claims: Sequence[Row]) -> dict[str, Any]:
    text = article["text"]
    result: list[dict[str, Any]] = []
    for claim in claims:
        for slot in SLOTS:
            if claim[f"{slot}_start"] is not None:
                result.append(_region(claim, slot, text))
        for slot in SLOTS[1:]:
            if claim[f"{slot}_start"] is not None:
                result.append(
                    {
                        "type": "relation",
                        "from_id": f"{claim['claim_id']}-entity",
                        "to_id": f"{claim['claim_id']}-{slot}",
                        "direction": "right",
                        "labels": [claim["action"]],
                    }
                )
    return {
        "data": {
            "text": text,
            "article_id": article["article_id"],
            "language": article["language"],
            "url": article["url"],
        },
        "predictions": [
            {
                "model_version": article["pipeline_version"],
                "score": round(sum(claim["confidence"] for claim in claims) / len(claims), 4),
                "result": result,
            }
        ],
    }


def _region(claim: Row, slot: str, text: str) -> dict[str, Any]:
    start, end = claim[f"{slot}_start"], claim[f"{slot}_end"]
    return {
        "id": f"{claim['claim_id']}-{slot}",
        "type": "labels",
        "from_name": "label",
        "to_name": "text",
        # The tool counts UTF-16 code units: a character beyond the basic plane takes two.
        "value": {
            "start": _utf16(text, start),
            "end": _utf16(text, end),
            "text": text[start:end],
            "labels": [slot.upper()],
        },
        "meta": {"text": [f"{claim['action']} · {claim['role']} · {claim['status']}"]},
    }


def _utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le")) // 2


def prodigy_lines(export: Export) -> Iterator[str]:
    """One task for each sentence with claims: text, tokens, spans and relations, all relative to it."""
    for article, claims in export.articles():
        sentences = sorted({(claim["evidence_start"], claim["evidence_end"]) for claim in claims})
        for start, end in sentences:
            told = [claim for claim in claims if claim["evidence_start"] == start]
            yield json.dumps(_sentence(article, start, end, told), ensure_ascii=False) + "\n"


def _sentence(article: Row, start: int, end: int, claims: Sequence[Row]) -> dict[str, Any]:
    text = article["text"][start:end]
    tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text)]
    spans: dict[tuple[int, int, str], dict[str, Any]] = {}
    relations: list[dict[str, Any]] = []
    for claim in claims:
        placed = {slot: span for slot in SLOTS if (span := _span(claim, slot, start, end, tokens))}
        for slot, span in placed.items():
            spans[span["token_start"], span["token_end"], slot] = span
        head = placed.get("entity")
        for slot in SLOTS[1:]:
            if head and slot in placed:
                child = placed[slot]
                relations.append(
                    {
                        "head": head["token_end"],
                        "child": child["token_end"],
                        "head_span": head,
                        "child_span": child,
                        "label": claim["action"].upper(),
                    }
                )
    return {
        "text": text,
        "tokens": [
            {"text": text[a:b], "start": a, "end": b, "id": i, "ws": text[b : b + 1].isspace()}
            for i, (a, b) in enumerate(tokens)
        ],
        "spans": [spans[key] for key in sorted(spans)],
        "relations": relations,
        "meta": {
            "article_id": article["article_id"],
            "claims": [claim["claim_id"] for claim in claims],
            "language": article["language"],
        },
    }


def _span(
    claim: Row, slot: str, start: int, end: int, tokens: Sequence[tuple[int, int]]
) -> dict[str, Any] | None:
    first, last = claim[f"{slot}_start"], claim[f"{slot}_end"]
    # An entity may stand in the sentence before; a span outside of the task has no place in it.
    if first is None or not tokens or first < start or last > end:
        return None
    first, last = first - start, last - start
    left = max(bisect.bisect_right(tokens, (first, len(tokens) + end)) - 1, 0)
    right = max(bisect.bisect_left(tokens, (last, 0)) - 1, left)
    return {
        "start": tokens[left][0],
        "end": tokens[right][1],
        "token_start": left,
        "token_end": right,
        "label": slot.upper(),
    }
