"""Claims as FollowTheMoney entities, the model of OpenSanctions and OpenAleph.

An organisation is an `Organization`, a counterparty a `LegalEntity`, an article an `Article`, and a claim an
`Event` in which the organisation and its counterparties are involved, with the sentence as summary and the
article as proof. One JSON object a line; an entity is written once, before the first that refers to it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pipeline.export.source import Export
from pipeline.facts.periods import period
from pipeline.rows import Row


def ftm_lines(export: Export) -> Iterator[str]:
    written: set[str] = set()
    for article, claims in export.articles():
        for entity in (
            _article(article),
            *(found for claim in claims for found in _claim(claim, article["article_id"])),
        ):
            if entity["id"] not in written:
                written.add(entity["id"])
                yield json.dumps(entity, ensure_ascii=False) + "\n"


def _article(article: Row) -> dict[str, Any]:
    return _entity(
        f"wl-article-{article['article_id']}",
        "Article",
        title=article["title"],
        fileName=article["source_ref"],
        # Only web addresses: anything else would be a wrong value to the model.
        sourceUrl=_web(article["url"]),
        publisher=article["publisher"],
        author=article["authors"],
        publishedAt=article["published"] and article["published"].isoformat(),
        language={"de": "deu", "en": "eng"}.get(article["language"]),
    )


def _claim(claim: Row, article_id: str) -> Iterator[dict[str, Any]]:
    company = _organisation_id(claim["company_id"], claim["entity"])
    yield _entity(company, "Organization", name=claim["entity"])
    others = []
    for name in claim["counterparty"]:
        if _clean(name):
            others.append(_organisation_id(None, name))
            yield _entity(others[-1], "LegalEntity", name=name)
    span = period(claim["date"])
    day = claim["date"] if claim["date"] and claim["date"][5:6] not in ("Q", "H", "W") else None
    first, last = (dt.date.fromordinal(n).isoformat() for n in span) if span else (None, None)
    yield _entity(
        f"wl-claim-{claim['claim_id']}",
        "Event",
        name=f"{claim['entity']}: {claim['action']} ({claim['role']}, {claim['status']})",
        involved=[company, *others],
        date=day if span else None,
        startDate=None if day else first,
        endDate=None if day else last,
        summary=claim["evidence"],
        description=claim["reason"],
        keywords=[claim["action"], claim["role"], claim["status"]],
        notes=f"confidence {claim['confidence']:.2f}",
        publisher=claim["source"],
        sourceUrl=_web(claim["source_url"]),
        recordId=claim["claim_id"],
        proof=f"wl-article-{article_id}",
    )


def _entity(id: str, schema: str, **properties: Any) -> dict[str, Any]:
    values = {}
    for name, value in properties.items():
        found = [_clean(one) for one in (value if isinstance(value, list) else [value]) if one]
        if kept := [one for one in found if one]:
            values[name] = kept
    return {"id": id, "schema": schema, "properties": values}


def _clean(value: str) -> str:
    return " ".join(value.split())


def _organisation_id(company_id: str | None, name: str) -> str:
    if company_id:
        return f"wl-company-{company_id}"
    return "wl-name-" + hashlib.sha256(_clean(name).casefold().encode()).hexdigest()[:16]


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("https://", "http://")) else None
