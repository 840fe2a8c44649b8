"""What a worker does with a batch of documents: extract, and pack the results for the ledger."""

from __future__ import annotations

import functools
import gc
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import __version__, stories
from pipeline.ledger import Outcome
from pipeline.records import Extraction, RawDocument, Reject
from pipeline.rows import extraction_rows, pack
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.process import Tools


# New objects between two searches for cycles among them. With Python's own 700 a worker spends a tenth of its
# time, and of its start, on looking through models and tables that never become garbage.
GARBAGE = 50_000


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The outcomes of a batch, one for each document, and what they cost.

    Attributes:
        claims: number of claims found.
        seconds: time spent in each stage.
        megabytes: the most memory that this worker ever held.
    """

    outcomes: tuple[Outcome, ...]
    claims: int
    seconds: dict[str, float]
    megabytes: int


def make_work(settings: Settings) -> Callable[[Sequence[RawDocument]], BatchResult]:
    """Loads what the stages need; the function that it returns works on one batch."""
    gc.set_threshold(GARBAGE)
    from pipeline.process import load_tools  # spaCy and trafilatura, which the run's own process never needs

    return functools.partial(_work, load_tools(settings))


def _work(tools: Tools, documents: Sequence[RawDocument]) -> BatchResult:
    from pipeline import nlp
    from pipeline.process import process

    sizes = {document.source_ref: len(document.data) for document in documents}
    outcomes, claims = [], 0
    with nlp.memory_zone():
        for result in process(documents, tools):
            if isinstance(result, Extraction):
                claims += len(result.claims)
                with tools.stopwatch.time("story"):
                    outcomes.append(_packed(result, sizes[result.article.source_ref]))
            else:
                outcomes.append(Outcome(result.source_ref, result.bytes, reject=result))
    return BatchResult(tuple(outcomes), claims, tools.stopwatch.take(), peak_megabytes())


def _packed(extraction: Extraction, size: int) -> Outcome:
    article = extraction.article
    try:
        rows = pack(extraction_rows(extraction, version=__version__))
    except UnicodeEncodeError:
        message = "holds characters that are no valid Unicode"
        return Outcome(
            article.source_ref, size, reject=Reject(article.source_ref, "clean", "undecodable", message, size)
        )
    return Outcome(
        source_ref=article.source_ref,
        bytes=size,
        article_id=article.article_id,
        language=article.language,
        published=article.published,
        signature=stories.signature(article.text),
        rows=rows,
    )


def peak_megabytes() -> int:
    """The most memory that this process ever held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> 20 if sys.platform == "darwin" else peak >> 10
