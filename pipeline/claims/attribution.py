"""Who says it: a trigger in, the words that name the source of its statement out."""

from __future__ import annotations

from pipeline.claims.syntax import children, subject, verb_lemma
from pipeline.claims.tree import Span, Token
from pipeline.languages import Language
from pipeline.languages.words import AttributionWords
from pipeline.records import Evidence


def attribution_of(trigger: Span, *, language: Language) -> Evidence | None:
    """The source of the statement, verbatim ("laut einer Sprecherin"); None without one."""
    words = language.attribution
    for token in trigger.sent:
        if _names_source(token, words) and _governs(token.head, trigger.root):
            return _phrase(token, token.head)
    for token in trigger.root.head.path:
        if verb_lemma(token) in words.verbs:
            speaker = subject(token)
            if speaker is not None and "Rel" not in speaker.morph.get("PronType", []):
                return _phrase(speaker, token)
    for token in trigger.root.path:
        for child in children(token, "parataxis"):
            speaker = subject(child)
            if verb_lemma(child) in words.verbs and speaker is not None:
                return _phrase(speaker, child)
    return None


def _names_source(token: Token, words: AttributionWords) -> bool:
    """Whether an adposition brings in a source: "laut X", "nach Angaben von X", but not "nach dem Start"."""
    if token.lower_ not in words.prepositions or token.dep_ != "case":
        return False
    account = words.accounts.get(token.lower_)
    return account is None or account.fullmatch(token.head.lemma_.lower()) is not None


def _governs(source: Token, trigger: Token) -> bool:
    """Whether a source of hearsay stands over the trigger: beside it or beside a verb above it."""
    return source.head in trigger.path


def _phrase(first: Token, second: Token) -> Evidence:
    doc = first.doc
    start = min(first.left_edge.i, second.i)
    end = max(first.right_edge.i, second.i if second.pos_ != "NOUN" else second.right_edge.i) + 1
    span = doc[start:end]
    return Evidence(span.text, span.start_char, span.end_char)
