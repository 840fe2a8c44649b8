"""Whether a claim has happened, is planned, is a guess, was called off or is denied.

A trigger in, features out: the cues of the language tables in the trigger's clause and above it. A small
model (`claims/linear.py`) weighs them, because cues meet: "will not buy", "soll den geplanten Verkauf
abgesagt haben".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.claims.action import Trigger
from pipeline.claims.syntax import children, clause_head, clause_tokens, matrix_verb, verb_lemma
from pipeline.claims.tree import Token
from pipeline.languages import LANGUAGES, Language
from pipeline.languages.words import StatusWords
from pipeline.lexicon.inflection import FORMS

NEAR = 4  # tokens to each side of a trigger whose cues count even where the parse does not join them


def status_features(trigger: Trigger, language: Language) -> list[str]:
    """The features of a trigger for the status model."""
    token, words = trigger.token, language.status
    features = ["bias", f"language={language.code}", f"action={trigger.action}", f"pos={token.pos_}"]
    features.append(f"trigger={trigger.action}:{trigger.pattern.source}")
    features.extend(_verb_features(token, words))
    features.extend(_governor_features(token, words))
    features.extend(_clause_features(token, words))
    features.extend(_near_features(trigger, words))
    if token.sent.text.rstrip().endswith("?"):
        features.append("question")
    return sorted(set(features))


def _verb_features(token: Token, words: StatusWords) -> Iterator[str]:
    """Tense, mood and auxiliaries of the trigger's verb, or of the verb that a noun depends on."""
    which, verb = ("own", token) if token.pos_ in ("VERB", "AUX", "ADJ") else ("above", token.head)
    for candidate in {verb, matrix_verb(verb)}:
        for auxiliary in children(candidate, "aux", "aux:pass", "cop"):
            yield f"{which}-aux={auxiliary.lower_}"
            if auxiliary.lower_ in words.auxiliaries:
                yield f"{which}-aux-class={words.auxiliaries[auxiliary.lower_]}"
            for mood in auxiliary.morph.get("Mood", []):
                yield f"{which}-mood={mood}"
        for key in ("Tense", "VerbForm", "Mood"):
            for value in candidate.morph.get(key, []):
                yield f"{which}-{key}={value}"
        for negation in candidate.children:
            if negation.lower_ in words.negations:
                yield f"{which}-negated"
        for mark in children(candidate, "mark"):
            yield f"{which}-mark={mark.lower_}"
            if mark.lower_ in words.conditions:
                yield f"{which}-condition"
    if any(child.lower_ in words.negations for child in token.children):
        yield "trigger-negated"


def _governor_features(token: Token, words: StatusWords) -> Iterator[str]:
    """What stands above the trigger: "*erwägt*, X zu kaufen", "the sale *was called off*"."""
    ancestor = token
    for steps in range(1, 4):
        ancestor = ancestor.head  # the root is its own head
        lemma = verb_lemma(ancestor)
        yield f"governor{steps}={lemma}"
        status = _governor(ancestor, words)
        if status is not None:
            yield f"governor-class={status}"
            yield f"governor-class{steps}={status}+{token.pos_}"
            if any(child.lower_ in words.negations for child in ancestor.children):
                yield f"governor-class-negated={status}"


def _governor(token: Token, words: StatusWords) -> str | None:
    """The status that a word speaks for; by its form where the lemmatizer errs ("canceled")."""
    found = words.governors.get(verb_lemma(token)) or words.governors.get(token.lemma_.lower())
    return found or _governor_forms(token.lang_).get(token.lower_)


@cache
def _governor_forms(code: str) -> dict[str, str]:
    governors = LANGUAGES[code].status.governors
    return {form: status for lemma, status in governors.items() for form in FORMS[code](lemma)}


def _clause_features(token: Token, words: StatusWords) -> Iterator[str]:
    head = clause_head(token)
    yield f"clause={head.dep_}"
    itself = token if head is token and token.dep_ != "xcomp" else None  # a head says nothing of itself
    for other in clause_tokens(token):
        if other.lower_ in words.hearsay:
            yield "hearsay"
        if other.lower_ in words.negations:
            yield "clause-negation"
        lemma = other.lemma_.lower()
        if lemma in words.modifiers and other is not itself:
            yield f"clause-modifier={words.modifiers[lemma]}"
        governor = _governor(other, words)
        if governor is not None and other is not itself:
            yield f"clause-governor={governor}"
        if other.lower_ in words.auxiliaries:
            yield f"clause-aux={words.auxiliaries[other.lower_]}"


def _near_features(trigger: Trigger, words: StatusWords) -> Iterator[str]:
    sentence = trigger.token.sent
    first, last = max(sentence.start, trigger.span.start - NEAR), min(sentence.end, trigger.span.end + NEAR)
    for other in trigger.token.doc[first:last]:
        if trigger.span.start <= other.i < trigger.span.end:
            continue
        side = "before" if other.i < trigger.span.start else "after"
        lemma = other.lemma_.lower()
        if lemma in words.modifiers:
            yield f"near-modifier={words.modifiers[lemma]}"
        governor = _governor(other, words)
        if governor is not None:
            yield f"near-governor={governor}"
        if other.lower_ in words.auxiliaries:
            yield f"near-aux={side}+{words.auxiliaries[other.lower_]}"
        if other.lower_ in words.negations:
            yield f"near-negation={side}"
        if side == "before" and other.i == trigger.span.start - 1:
            yield f"previous={other.lower_}"
    for child in trigger.token.children:
        if child.dep_ in ("amod", "advmod"):
            yield f"modifier={child.lemma_.lower()}"
