"""Records become rows of the tables: plain dictionaries of column name to value.

In goes an `Extraction` or a `Reject`; out come rows with exactly the columns of `pipeline.schema`. Packed
rows are bytes that pass from a worker to the run and wait in the ledger until they are published.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Any
from urllib.parse import urlsplit

from pipeline.records import Article, Claim, Extraction, Mention, Reject

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by name of the table


def extraction_rows(extraction: Extraction, *, version: str) -> Rows:
    """The rows of one article in three tables; its story stays empty, since no article knows it alone."""
    article = extraction.article
    return {
        "articles": [article_row(article, version=version)],
        "mentions": [mention_row(mention, article) for mention in extraction.mentions],
        "claims": [claim_row(claim, article, version=version) for claim in extraction.claims],
    }


def article_row(article: Article, *, version: str) -> Row:
    return {
        "article_id": article.article_id,
        "source_ref": article.source_ref,
        "content_sha256": article.content_sha256,
        "format": article.format,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "language_score": article.language_score,
        "text": article.text,
        "words": article.words,
        "paywalled": article.paywalled,
        "story_id": "",
        "pipeline_version": version,
    }


def mention_row(mention: Mention, article: Article) -> Row:
    link = mention.link
    return {
        "mention_id": mention.mention_id,
        "article_id": article.article_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "label": mention.label,
        "found_by": mention.found_by,
        "name": mention.name,
        "company_id": link and link.company_id,
        "company_name": link and link.company_name,
        "link_score": link and link.score,
        "link_alias": link and link.alias,
        "runner_up_id": link and link.runner_up_id,
        "runner_up_score": link and link.runner_up_score,
    }


def claim_row(claim: Claim, article: Article, *, version: str) -> Row:
    date, reason = claim.date, claim.reason
    return {
        "claim_id": claim.claim_id,
        "event_id": claim.event_id,
        "article_id": article.article_id,
        "entity": claim.entity,
        "company_id": claim.link and claim.link.company_id,
        "entity_text": claim.entity_words.text,
        "entity_start": claim.entity_words.start,
        "entity_end": claim.entity_words.end,
        "link_score": claim.link and claim.link.score,
        "role": claim.role,
        "action": claim.action,
        "action_text": claim.action_words.text,
        "action_start": claim.action_words.start,
        "action_end": claim.action_words.end,
        "status": claim.status,
        "counterparty": list(claim.counterparty),
        "date": date and date.value,
        "date_text": date and date.words.text,
        "date_start": date and date.words.start,
        "date_end": date and date.words.end,
        "date_basis": date and date.basis,
        "reason": reason and reason.words.text,
        "reason_start": reason and reason.words.start,
        "reason_end": reason and reason.words.end,
        "reason_code": reason and reason.code,
        "attribution": claim.attribution and claim.attribution.text,
        "evidence": claim.evidence.text,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "confidence": claim.confidence,
        "language": article.language,
        "source": source_of(article),
        "source_url": article.url,
        "title": article.title,
        "published": article.published,
        "pipeline_version": version,
    }


def reject_row(reject: Reject) -> Row:
    return {
        "source_ref": reject.source_ref,
        "stage": reject.stage,
        "error": reject.error,
        "message": reject.message,
        "bytes": reject.bytes,
    }


def source_of(article: Article) -> str:
    """Who stands behind an article: its publisher, else the host of its url, else its source_ref."""
    return article.publisher or _host(article.url) or article.source_ref


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:  # "http://[half"
        return None


def pack(rows: Rows) -> bytes:
    """Rows as compressed JSON; raises UnicodeEncodeError for text that is no valid Unicode."""
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)
    return zlib.compress(text.encode("utf-8"), level=1)


def unpack(data: bytes) -> Rows:
    """The rows that `pack` packed."""
    rows: Rows = json.loads(zlib.decompress(data))
    for row in (*rows["articles"], *rows["claims"]):
        if row["published"] is not None:
            row["published"] = dt.date.fromisoformat(row["published"])
    return rows
