"""The order of the stages, and what a stage that fails costs. The stages themselves are stand-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import process as stages
from pipeline.errors import DocumentError
from pipeline.process import Tools, process
from pipeline.records import Extraction, Page, RawDocument, Reject
from pipeline.settings import Settings
from tests.runs import fake

GAZETTEER = SimpleNamespace(find=lambda text, *, language=None: [], link=None)
TOOLS = Tools(Settings(), GAZETTEER, lexicon=None)


@pytest.fixture(autouse=True)
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand-ins for the stages; a text that names a stage fails there. Gives the calls in order."""
    calls: list[str] = []

    def stage(name: str, result: Callable[..., Any]) -> Callable[..., Any]:
        def call(first: Any, *args: Any, **options: Any) -> Any:
            calls.append(name)
            text = getattr(first, "text", None) or getattr(first, "data", b"").decode() or str(first)
            if name in text:
                raise (
                    DocumentError(name, "told", "told so") if "politely" in text else RuntimeError("told so")
                )
            return result(first, *args, **options)

        return call

    def parse(texts: Any, language: str, *, batch_size: int) -> Iterator[tuple[Any, None]]:
        calls.append(f"parse {language} {len(texts)}")
        for text, _ in texts:
            if "parse" in text:
                raise MemoryError
            yield SimpleNamespace(text=text), None

    def clean(document: RawDocument, *, settings: Any) -> Page:
        return Page(document.source_ref, "text", "0", document.data.decode(), document.metadata)

    def article(page: Page, language: str, score: float) -> Any:
        return fake.extract(RawDocument(page.source_ref, "text", page.body.encode()), page.body).article

    monkeypatch.setattr(stages.ingest, "clean", stage("clean", clean))
    monkeypatch.setattr(stages.ingest, "make_article", article)
    monkeypatch.setattr(stages.detect, "detect_language", stage("language", lambda *_, **__: ("en", 0.9)))
    monkeypatch.setattr(stages.nlp, "parse", parse)
    monkeypatch.setattr(stages.mentions, "find_mentions", stage("mentions", lambda *_, **__: ()))
    monkeypatch.setattr(stages, "extract_claims", stage("claims", lambda *_, **__: ()))
    return calls


def documents(*texts: str) -> list[RawDocument]:
    return [RawDocument(f"{i}.txt", "text", text.encode()) for i, text in enumerate(texts)]


def test_one_parse_for_each_language_in_a_batch(calls: list[str]):
    results = list(process(documents("one", "zwei ü", "three"), TOOLS))
    assert [call for call in calls if call.startswith("parse")] == ["parse de 1", "parse en 2"]
    assert sorted(r.article.source_ref for r in results) == ["0.txt", "1.txt", "2.txt"]


@pytest.mark.parametrize("stage", ["clean", "language", "mentions", "claims"])
@pytest.mark.parametrize(
    ("manner", "error", "message"),
    [("politely", "told", "told so"), ("rudely", "internal", "RuntimeError at test_process.py:")],
)
def test_a_failing_stage_costs_one_article(stage: str, manner: str, error: str, message: str):
    results = list(process(documents("good", f"{stage} {manner}", "fine"), TOOLS))
    extractions = [r for r in results if isinstance(r, Extraction)]
    (reject,) = (r for r in results if isinstance(r, Reject))
    assert [e.article.text for e in extractions] == ["good", "fine"]
    assert (reject.source_ref, reject.stage, reject.error) == ("1.txt", stage, error)
    assert reject.message.startswith(message)
    assert reject.bytes == len(f"{stage} {manner}")


def test_a_parse_that_fails_is_repeated_article_by_article(calls: list[str]):
    results = list(process(documents("good", "parse", "fine"), TOOLS))
    assert calls.count("parse en 1") == 3
    (reject,) = (r for r in results if isinstance(r, Reject))
    assert (reject.source_ref, reject.stage, reject.error) == ("1.txt", "parse", "out_of_memory")
    assert len(results) == 3


def test_each_stage_is_timed():
    TOOLS.stopwatch.take()
    list(process(documents("one"), TOOLS))
    assert set(TOOLS.stopwatch.take()) == {"clean", "language", "parse", "mentions", "claims"}
    assert TOOLS.stopwatch.take() == {}
