"""A page and its language -> the article as the tables know it."""

from __future__ import annotations

import hashlib

from pipeline.ingest.furniture import same_words
from pipeline.records import Article, Page

ID_LENGTH = 24  # hexadecimal digits: 96 bits, no collision among any number of articles


def make_article(page: Page, language: str, score: float) -> Article:
    """Text is title, blank line, body; a headline that the body repeats stands once. The id is the text's
    hash.
    """
    metadata = page.metadata
    body = page.body
    first, _, rest = body.partition("\n\n")
    if metadata.title and rest and same_words(first, metadata.title):
        body = rest
    text = f"{metadata.title}\n\n{body}" if metadata.title and not same_words(body, metadata.title) else body
    return Article(
        article_id=hashlib.sha256(text.encode("utf-8")).hexdigest()[:ID_LENGTH],
        source_ref=page.source_ref,
        content_sha256=page.content_sha256,
        format=page.format,
        url=metadata.url,
        publisher=metadata.publisher,
        title=metadata.title,
        authors=metadata.authors,
        published=metadata.published,
        language=language,
        language_score=score,
        text=text,
        words=len(text.split()),
        paywalled=page.paywalled,
    )
