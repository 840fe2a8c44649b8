"""Output folders made by hand: tables as a run leaves them, without a run.

`sample` gives articles with claims in both languages, some of them hostile; `write_output` writes them with
the schemas of `pipeline.schema`. Everything follows from the number asked for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline import store
from pipeline.schema import ARTICLES, CLAIMS, MENTIONS, REJECTS, TABLES

HOSTILE = (
    "<script>document.title='broken'</script>",
    "</script><img src=x onerror=\"document.title='broken'\">",
    '"><svg onload=document.title=1>',
    "=HYPERLINK('http://example.org')",
    "Donau\u202edampf\u202c Schifffahrts-Elektrizitäten-Hauptbetriebswerk-Bauunterbeamten Gesellschaft " * 2,
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
HOSTILE_URLS = ("javascript:document.title='broken'", "data:text/html,<script>alert(1)</script>")
COMPANIES = (
    *("Nordlicht Werke", "Siemens", "Hikvision", "Kaufhaus Thomsen", "Larkspur Foods", "Bayer", "Puna Sal"),
    *("Zhejiang Dahua", "Booths", "Alpenfon", "SenseTime", "Kröger", "Circuitry", "Humberline", "Megvii"),
)
SENTENCES = {
    ("de", "acquire"): "{entity} übernimmt {other} {when} für {number} Millionen Euro, {reason}.",
    ("en", "acquire"): "{entity} will buy {other} {when} for {number} million euros {reason}.",
    ("de", "cut_jobs"): "{entity} streicht {when} {number} Stellen, {reason}.",
    ("en", "cut_jobs"): "{entity} cut {number} jobs {when} {reason}.",
    ("de", "sanction"): "{other} setzte {entity} {when} auf die schwarze Liste, {reason}.",
    ("en", "sanction"): "{other} put {entity} on a blacklist {when} {reason}.",
    ("de", "launch"): "{entity} stellte {when} das Modell {number} vor, {reason}.",
    ("en", "launch"): "{entity} unveiled its model {number} {when} {reason}.",
}
TRIGGERS = {
    ("de", "acquire"): "übernimmt",
    ("en", "acquire"): "buy",
    ("de", "cut_jobs"): "streicht",
    ("en", "cut_jobs"): "cut",
    ("de", "sanction"): "schwarze Liste",
    ("en", "sanction"): "blacklist",
    ("de", "launch"): "stellte",
    ("en", "launch"): "unveiled",
}
REASONS = {"de": "um Kosten zu sparen", "en": "to save costs"}
SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe fi fo fu ga ge gi go gu la le li lo lu ma me mi mo mu na ne".split()
)
STATUSES = ("asserted", "planned", "asserted", "speculative", "negated", "asserted", "cancelled")


def claim_row(article: dict[str, Any], sentence: str, start: int, **fields: Any) -> dict[str, Any]:
    """A row of the claims table, with every `NAME_text` found in the sentence."""

    def place(words: str | None) -> tuple[int | None, int | None]:
        if words is None:
            return None, None
        at = start + sentence.index(words)
        return at, at + len(words)

    row: dict[str, Any] = {
        "article_id": article["article_id"],
        "company_id": None,
        "role": "agent",
        "status": "asserted",
        "counterparty": [],
        "date": None,
        "date_text": None,
        "reason": None,
        "reason_code": None,
        "attribution": None,
        "confidence": 0.9,
        "link_score": None,
        "evidence": sentence,
        "evidence_start": start,
        "evidence_end": start + len(sentence),
        "language": article["language"],
        "source": article["publisher"] or article["source_ref"],
        "source_url": article["url"],
        "title": article["title"],
        "published": article["published"],
        "pipeline_version": "0.0.0",
        **fields,
    }
    row.setdefault("entity_text", row["entity"])
    row["entity_start"], row["entity_end"] = place(row["entity_text"])
    row["action_start"], row["action_end"] = place(row["action_text"])
    row["date_start"], row["date_end"] = place(row["date_text"])
    row["date_basis"] = "stated" if row["date"] else None
    row["reason_start"], row["reason_end"] = place(row["reason"])
    key = f"{row['article_id']} {row['entity']} {row['action']} {row['evidence_start']}"
    row.setdefault("claim_id", "c" + hashlib.sha256(key.encode()).hexdigest()[:15])
    row.setdefault("event_id", "e" + row["claim_id"][1:])
    return row


def article_row(number: int, language: str, title: str, body: str, **fields: Any) -> dict[str, Any]:
    text = f"{title}\n\n{body}"
    return {
        "article_id": "a" + hashlib.sha256(text.encode()).hexdigest()[:15],
        "source_ref": f"paper/{number:06}.html",
        "content_sha256": hashlib.sha256(body.encode()).hexdigest(),
        "format": "html",
        "url": f"https://news.example.org/{number}",
        "publisher": ("Ruhrkurier", "Harbour Post", "Donaublatt", "Circuitry Daily")[number % 4],
        "title": title,
        "authors": ["A. Author"],
        "published": dt.date(2018, 1, 1) + dt.timedelta(days=number * 7 % 2200),
        "language": language,
        "language_score": 0.99,
        "text": text,
        "words": len(text.split()),
        "paywalled": False,
        "story_id": "s" + hashlib.sha256(text.encode()).hexdigest()[:15],
        "pipeline_version": "0.0.0",
        **fields,
    }


def sample(
    claims: int, *, hostile: bool = True, each: int = 4, filler: int = 0
) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Articles with `each` claims, until there are `claims` of them; `filler` words make each sentence its
    own, as in real text.
    """
    made = number = 0
    while made < claims:
        language = ("de", "en")[number % 2]
        name = COMPANIES[number % len(COMPANIES)]
        if hostile and number % 5 == 4:
            name = HOSTILE[number // 5 % len(HOSTILE)].strip()
        article_number, count = number, min(each, claims - made)
        drafts = [_draft(name, language, article_number, index, filler) for index in range(count)]
        title = f"{name}: {len(drafts)} news, number {number}"
        body = "\n\n".join(sentence for sentence, _ in drafts)
        article = article_row(number, language, title, body)
        if name not in COMPANIES:
            article["url"] = HOSTILE_URLS[number % 2]
        rows, at = [], len(title) + 2
        for sentence, fields in drafts:
            rows.append(claim_row(article, sentence, at, **fields))
            at += len(sentence) + 2
        yield article, rows
        made, number = made + count, number + 1


def _words(seed: str, number: int) -> str:
    """Made-up words, as hard to compress as text."""
    digest = hashlib.shake_128(seed.encode()).digest(2 * number)
    pairs = zip(digest[::2], digest[1::2], strict=True)
    return "".join(f" {SYLLABLES[a % 32]}{SYLLABLES[a // 8]}{SYLLABLES[b % 32]}" for a, b in pairs)


def _draft(name: str, language: str, number: int, index: int, filler: int) -> tuple[str, dict[str, Any]]:
    action = ("acquire", "cut_jobs", "sanction", "launch")[(number + index) % 4]
    other = COMPANIES[(number * 7 + index * 3 + 1) % len(COMPANIES)]
    year, month = 2018 + number % 6, 1 + (number + index) % 12
    when = f"im Jahr {year}" if language == "de" else f"in {year}"
    reason = REASONS[language]
    sentence = SENTENCES[language, action].format(
        entity=name, other=other, when=when, number=10 + (number * 13 + index * 31) % 900, reason=reason
    )
    if filler:
        sentence = sentence[:-1] + _words(f"{number} {index}", filler) + "."
    return sentence, {
        "entity": name,
        "company_id": name.lower().replace(" ", "-").replace("ö", "oe") if name in COMPANIES else None,
        "role": "target" if action == "sanction" else "agent",
        "action": action,
        "action_text": TRIGGERS[language, action],
        "status": STATUSES[(number + index) % len(STATUSES)],
        "counterparty": [other] if action in ("acquire", "sanction") else [],
        "date": f"{year}-{month:02}" if index % 2 else str(year),
        "date_text": when,
        "reason": reason,
        "reason_code": "cost_cutting",
        "confidence": 0.5 + (number * 37 + index * 11) % 50 / 100,
    }


def write_output(
    output: Path,
    articles: list[tuple[dict[str, Any], list[dict[str, Any]]]],
    *,
    rejects: int = 3,
) -> Path:
    """Writes the four tables and `run.json`; returns `output`."""
    rows = {
        "articles": [article for article, _ in articles],
        "mentions": [_mention(claim) for _, claims in articles for claim in claims],
        "claims": [claim for _, claims in articles for claim in claims],
        "rejects": [_reject(number) for number in range(rejects)],
    }
    for table in (ARTICLES, MENTIONS, CLAIMS, REJECTS):
        content = store.to_arrow(table, rows[table.name])
        store.write_shard(table, [content], output / store.shard_file(table, 0))
    totals = {table.name: len(rows[table.name]) for table in TABLES}
    report = {"totals": totals, "started": "2026-01-02T03:04:05+00:00", "versions": {"wortlaut": "0.0.0"}}
    (output / "run.json").write_text(json.dumps(report), encoding="utf-8")
    return output


def _mention(claim: dict[str, Any]) -> dict[str, Any]:
    return {
        "mention_id": "m" + claim["claim_id"][1:],
        "article_id": claim["article_id"],
        "start": claim["entity_start"],
        "end": claim["entity_end"],
        "text": claim["entity_text"],
        "label": "ORG",
        "found_by": "both",
        "name": claim["entity"],
        "company_id": claim["company_id"],
    }


def _reject(number: int) -> dict[str, Any]:
    errors = ("empty", "unsupported_language", "too_large")
    message = "<b>nothing</b> to read"
    return {
        "source_ref": f"bad/{number}.html",
        "stage": "read",
        "error": errors[number % 3],
        "message": message,
        "bytes": number,
    }
