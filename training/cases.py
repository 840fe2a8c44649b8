"""Gold claims laid upon parsed articles: annotated articles in, triggers with their gold slots out.

A claim's trigger words are looked up in its evidence sentence; where the lexicon finds a trigger of the
claim's action among them, that is taken, as in extraction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.claims.action import Trigger, find_triggers
from pipeline.claims.tree import Span, Tree
from pipeline.languages import LANGUAGES
from pipeline.lexicon import load_lexicon
from pipeline.nlp import parse

SAME = 0.5  # token F1 from which two reasons are the same, as the annotation guide says


@dataclass(frozen=True, slots=True)
class Case:
    """One gold claim at its place in a parsed article."""

    article: str
    language: str
    published: dt.date | None
    doc: Tree
    trigger: Span
    claim: dict[str, Any]


def token_f1(left: str, right: str) -> float:
    """Token F1 of two texts, case folded, punctuation dropped."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (left, right))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def join_gold(articles: Iterable[dict[str, Any]], gold: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Articles with the claims of a separate gold file, where the two are kept apart."""
    claims: dict[str, list[dict[str, Any]]] = {}
    language: dict[str, str] = {}
    for line in gold:
        language[line["article"]] = line["language"]
        if "action" in line:
            claims.setdefault(line["article"], []).append(line)
    return [
        {**article, "language": language[article["id"]], "claims": claims.get(article["id"], [])}
        for article in articles
        if article["id"] in language
    ]


def find_cases(articles: Iterable[dict[str, Any]]) -> Iterator[Case]:
    """The claims whose trigger stands in the text, in the order of articles and claims, German first."""
    listed = list(articles)
    lexicon = load_lexicon()
    for code in LANGUAGES:
        texts = [(article["text"], article) for article in listed if article["language"] == code]
        for parsed, article in parse(texts, code) if texts else ():
            doc = Tree(parsed)
            triggers = find_triggers(doc, lexicon, code)
            day = article.get("published")
            published = dt.date.fromisoformat(day[:10]) if day else None
            for span, claim in _placed(doc, article, triggers):
                yield Case(article["id"], code, published, doc, span, claim)


def _placed(
    doc: Tree, article: dict[str, Any], triggers: list[Trigger]
) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Each claim of the article, or each event of a judged text, at its trigger."""
    for claim in article.get("claims", ()):
        span = _trigger(doc, claim, triggers)
        if span is not None:
            yield span, claim
    for event in article.get("events", ()):
        reason = event["reason"] and doc.text[slice(*event["reason"])]
        for trigger in triggers:
            if trigger.action == event["action"] and trigger.token.idx in event["at"]:
                yield trigger.span, event | {"reason": reason}


def _trigger(doc: Tree, claim: dict[str, Any], triggers: list[Trigger]) -> Span | None:
    place = doc.text.find(claim["evidence"])
    offset = claim["evidence"].find(claim.get("trigger") or "\0")
    if place < 0 or offset < 0:
        return None
    start = place + offset
    span = doc.char_span(start, start + len(claim["trigger"]))
    inside = [t for t in triggers if t.action == claim["action"] and span.start <= t.token.i < span.end]
    return inside[0].span if inside else span
