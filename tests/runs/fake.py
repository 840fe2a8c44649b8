"""A work without language models: a document gives an article of one claim, and some words are orders.

A text that holds CRASH kills its process, HANG never ends, EAT takes more memory than there is, RAISE raises,
REJECT is rejected; one that begins with SLOW takes a moment. So runs and their failures are tested quickly.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline import stories
from pipeline.ledger import Outcome
from pipeline.records import Article, Claim, Evidence, Extraction, Mention, RawDocument, Reject
from pipeline.rows import extraction_rows, pack
from pipeline.work import BatchResult, peak_megabytes

PARTS = {"version": "1", "code": "1", "model de": "1", "model en": "1", "settings [ingest]": "{}"}


def make_work() -> Callable[[Sequence[RawDocument]], BatchResult]:
    return work


def work(documents: Sequence[RawDocument]) -> BatchResult:
    outcomes = tuple(outcome(document) for document in documents)
    return BatchResult(outcomes, sum(o.reject is None for o in outcomes), {"parse": 0.01}, peak_megabytes())


def outcome(document: RawDocument) -> Outcome:
    text = document.data.decode()
    obey(text)
    size = len(document.data)
    if "REJECT" in text:
        reject = Reject(document.source_ref, "language", "unsupported_language", "told so", size)
        return Outcome(document.source_ref, size, reject=reject)
    extraction = extract(document, text)
    return Outcome(
        source_ref=document.source_ref,
        bytes=size,
        article_id=extraction.article.article_id,
        language=extraction.article.language,
        published=extraction.article.published,
        signature=stories.signature(text),
        rows=pack(extraction_rows(extraction, version="test")),
    )


def obey(text: str) -> None:
    if text.startswith("SLOW"):
        time.sleep(0.02)
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "HANG" in text:
        time.sleep(3600)
    if "EAT" in text:
        bytearray(10_000_000_000)
    if "RAISE" in text:
        raise RuntimeError("told so")


def extract(document: RawDocument, text: str) -> Extraction:
    article_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    article = Article(
        article_id=article_id,
        source_ref=document.source_ref,
        content_sha256=hashlib.sha256(document.data).hexdigest(),
        format=document.format,
        url="https://example.org/a",
        publisher=None,
        title=text.split("\n")[0],
        authors=("A. Author",),
        published=dt.date(2024, 1, 1 + len(text) % 28),
        language="de" if "ü" in text else "en",
        language_score=0.9,
        text=text,
        words=len(text.split()),
    )
    words = Evidence(text[:5], 0, min(5, len(text)))
    mention = Mention(f"m{article_id}", 0, words.end, words.text, "ORG", "model", words.text)
    claim = Claim(
        claim_id=f"c{article_id}",
        event_id=f"e{article_id}",
        article_id=article_id,
        entity=words.text,
        entity_words=words,
        link=None,
        role="agent",
        action="launch",
        action_words=words,
        status="asserted",
        counterparty=("Somebody",),
        date=None,
        reason=None,
        attribution=None,
        evidence=words,
        confidence=0.5,
    )
    return Extraction(article, (mention,), (claim,))


def write_articles(folder: Path, texts: dict[str, str]) -> None:
    """Files of these names and contents."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def many(count: int, *, prefix: str = "") -> dict[str, str]:
    """Articles that share no story."""
    return {
        f"{i:05}.txt": prefix
        + " ".join(hashlib.sha256(f"{i}.{j}".encode()).hexdigest()[:6] for j in range(40))
        for i in range(count)
    }
