"""The order of the stages: documents in, one extraction or reject for each out.

The only file that knows it: clean -> language -> parse -> mentions -> claims. The documents of a batch are
parsed by language in one go. One bad slot costs the slot (see `claims`), one bad article the article.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import detect, ingest, mentions, nlp
from pipeline.claims.extract import extract_claims
from pipeline.errors import DocumentError
from pipeline.gazetteer import Gazetteer, load_gazetteer
from pipeline.languages import LANGUAGES
from pipeline.lexicon import Lexicon, load_lexicon
from pipeline.records import Article, Extraction, RawDocument, Reject
from pipeline.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Stopwatch:
    """Seconds spent in each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start

    def take(self) -> dict[str, float]:
        """The seconds since the last call."""
        seconds, self.seconds = self.seconds, {}
        return seconds


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages need, loaded once in a process."""

    settings: Settings
    gazetteer: Gazetteer
    lexicon: Lexicon
    stopwatch: Stopwatch = field(default_factory=Stopwatch)


def load_tools(settings: Settings) -> Tools:
    """Gazetteer and lexicon; language models load when the first text needs them. Raises ConfigError."""
    folder = Path(settings.gazetteer.path) if settings.gazetteer.path else None
    return Tools(settings, load_gazetteer(folder), load_lexicon())


def process(documents: Sequence[RawDocument], tools: Tools) -> Iterator[Extraction | Reject]:
    """One outcome for each document; those of a language come together, in the order of the documents."""
    by_language: dict[str, list[Article]] = {language: [] for language in LANGUAGES}
    sizes = {document.source_ref: len(document.data) for document in documents}
    for document in documents:
        try:
            article = _read(document, tools)
        except DocumentError as error:
            yield _reject(document.source_ref, sizes, error)
        else:
            by_language[article.language].append(article)
    for articles in by_language.values():
        for article, doc in _parse(articles, tools):
            try:
                if isinstance(doc, DocumentError):
                    raise doc
                yield _extract(doc, article, tools)
            except DocumentError as error:
                yield _reject(article.source_ref, sizes, error)


def _read(document: RawDocument, tools: Tools) -> Article:
    with tools.stopwatch.time("clean"), _blame("clean"):
        page = ingest.clean(document, settings=tools.settings.ingest)
    with tools.stopwatch.time("language"), _blame("language"):
        language, score = detect.detect_language(page.body, declared=page.metadata.language)
        return ingest.make_article(page, language, score)


def _parse(articles: Sequence[Article], tools: Tools) -> Iterator[tuple[Article, Doc | DocumentError]]:
    """Each article with its parse. Where the batch fails, each is parsed alone, so that the bad one is
    found.
    """
    if not articles:
        return
    try:
        docs = _docs(articles, tools)
    except DocumentError:
        for article in articles:
            try:
                yield article, _docs([article], tools)[0]
            except DocumentError as error:
                yield article, error
        return
    yield from zip(articles, docs, strict=True)


def _docs(articles: Sequence[Article], tools: Tools) -> list[Doc]:
    with tools.stopwatch.time("parse"), _blame("parse"):
        texts = [(article.text, None) for article in articles]
        language = articles[0].language
        return [doc for doc, _ in nlp.parse(texts, language, batch_size=tools.settings.run.batch_articles)]


def _extract(doc: Doc, article: Article, tools: Tools) -> Extraction:
    with tools.stopwatch.time("mentions"), _blame("mentions"):
        hits = tools.gazetteer.find(article.text, language=article.language)
        found = mentions.find_mentions(doc, hits, tools.gazetteer.link, article_id=article.article_id)
    with tools.stopwatch.time("claims"), _blame("claims"):
        claims = extract_claims(
            doc,
            article,
            found,
            language=LANGUAGES[article.language],
            lexicon=tools.lexicon,
            settings=tools.settings.claims,
        )
    return Extraction(article, found, claims)


@contextmanager
def _blame(stage: str) -> Iterator[None]:
    """A bug or exhausted memory inside costs the article, and its reject says where it happened."""
    try:
        yield
    except DocumentError:
        raise
    except MemoryError as error:
        raise DocumentError(
            stage, "out_of_memory", "needs more memory than worker_megabytes allows"
        ) from error
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        raise DocumentError(stage, "internal", f"{type(error).__name__} at {where}: {error}"[:500]) from error


def _reject(source_ref: str, sizes: dict[str, int], error: DocumentError) -> Reject:
    return Reject(source_ref, error.stage, error.error, error.message, sizes[source_ref])
