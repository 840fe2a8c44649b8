"""Why it happens: a trigger in, the words of the text that give its cause, ground or purpose out.

For accusations, lawsuits, probes and penalties the reason is what is alleged; for a denial, the argument.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from pipeline.claims.syntax import ancestors, clause_tokens
from pipeline.languages import Language
from pipeline.lexicon.reasons import OTHER, load_reasons
from pipeline.records import Evidence

ALLEGING = frozenset({"accuse", "deny", "sue", "investigate", "penalize"})
LONGEST = 40  # tokens


class Phrase(NamedTuple):
    """A phrase that may give a reason: its connector, what the connector says, and the head of the phrase."""

    connector: Token
    kind: str
    head: Token


def reason_of(trigger: Span, action: str, *, language: Language) -> Evidence | None:
    """The words that give the reason of the event; None where its sentence gives none."""
    clause = {token.i for token in clause_tokens(trigger.root)}
    for phrase in find_phrases(trigger.sent, language):
        if _belongs(phrase, trigger.root, action, clause):
            return _words(phrase)
    return None


def find_phrases(sentence: Span, language: Language) -> Iterator[Phrase]:
    """The phrases of a sentence that a connector of reasons brings in."""
    connectors = language.reasons.connectors
    for token in sentence:
        kind = connectors.get(token.lower_)
        if kind is None or token.dep_ not in ("case", "mark", "fixed", "advcl", "advmod"):
            continue
        yield Phrase(token, kind, token if token.dep_ == "advcl" else token.head)


def _belongs(phrase: Phrase, trigger: Token, action: str, clause: set[int]) -> bool:
    above = ancestors(phrase.head)[1:]
    if not above or phrase.head.i == trigger.i:
        return False
    governor = above[0]
    if governor.i != trigger.i and governor.i not in clause:
        return False
    if phrase.kind == "content":
        return action in ALLEGING and governor.i == trigger.i
    if phrase.connector.lower_ in ("to", "um"):
        return phrase.head.dep_ in ("advcl", "xcomp", "acl") and governor.i == trigger.i
    return phrase.kind in ("cause", "after") and phrase.connector.lower_ not in (
        "on",
        "by",
        "with",
        "aus",
        "bei",
        "mit",
        "durch",
        "seit",
        "nach",
    )


def _words(phrase: Phrase) -> Evidence:
    doc = phrase.head.doc
    start = min(phrase.connector.i, phrase.head.i)
    end = min(max(phrase.head.right_edge.i, phrase.connector.i) + 1, start + LONGEST)
    while end > start + 1 and doc[end - 1].is_punct:
        end -= 1
    span = doc[start:end]
    return Evidence(span.text, span.start_char, span.end_char)


def reason_code(words: str, *, language: Language) -> str:
    """The code of `lexicon/reasons.toml` that most of the words speak for; the first of equals."""
    hits = {
        code: len(patterns.findall(words.lower()))
        for code, table in load_reasons().items()
        if (patterns := table[language.code]) is not None
    }
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] else OTHER
