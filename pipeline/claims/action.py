"""Where the text names an action: parsed text and lexicon in, triggers out.

A trigger is a verb, a noun or a fixed phrase of `lexicon/actions.toml` whose demanded arguments stand in its
clause. Whether it states a claim, and about whom, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.claims.syntax import children, clause_tokens
from pipeline.claims.tree import Span, Token, Tree
from pipeline.lexicon import Lexicon, Pattern, Triggers

VERBAL = frozenset({"VERB", "AUX", "ADJ"})  # participles are tagged ADJ where they stand before a noun
NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an action.

    Attributes:
        token: the head of the words in the dependency tree.
        span: the words.
        pattern: what matched; `pattern.action` is the action.
    """

    token: Token
    span: Span
    pattern: Pattern

    @property
    def action(self) -> str:
        """The code of the action."""
        return self.pattern.action


def find_triggers(doc: Tree, lexicon: Lexicon, language: str) -> list[Trigger]:
    """All triggers of a text in text order; at most one for each token and action.

    Of several patterns of one action at one token, the most demanding wins.
    """
    triggers = lexicon.triggers[language]
    best: dict[tuple[int, str], Trigger] = {}
    for token in doc:
        for trigger in _at(token, triggers):
            key = (trigger.token.i, trigger.action)
            known = best.get(key)
            if known is None or _demands(trigger.pattern) > _demands(known.pattern):
                best[key] = trigger
    return sorted(best.values(), key=lambda t: (t.span.start, t.action))


def _demands(pattern: Pattern) -> tuple[int, int]:
    return (len(pattern.arguments), len(pattern.head))


def _at(token: Token, triggers: Triggers) -> Iterator[Trigger]:
    for pattern in triggers.phrases.get(token.lower_, ()):
        words = pattern.head.split()
        span = token.doc[token.i : token.i + len(words)]
        if len(span) == len(words) and all(
            w in (t.lower_, t.lemma_.lower()) for w, t in zip(words, span, strict=True)
        ):
            yield Trigger(span.root, span, pattern)
    found: list[Pattern] = []
    for lemma in sorted(_verb_lemmas(token, triggers)):
        found += triggers.by_lemma("verb", lemma)
    if token.pos_ in NOMINAL:
        forms = {token.lemma_.lower(), token.lower_}
        found += [p for form in sorted(forms) for p in triggers.by_lemma("noun", form)]
    if not found:
        return
    clause: Sequence[Token] | None = None
    for pattern in found:
        if pattern.arguments:
            clause = clause if clause is not None else clause_tokens(token)
            if not _has_arguments(pattern, token, clause):
                continue
        yield Trigger(token, token.doc[token.i : token.i + 1], pattern)


def _verb_lemmas(token: Token, triggers: Triggers) -> set[str]:
    """What the lemmatizer says and what the form may be, each with the particle of the verb as well."""
    by_form = triggers.verbs.get(token.lower_, ())
    if token.pos_ not in VERBAL:
        # An English past form that the tagger took for a noun: "Lanxess *spun* off the business".
        is_past = token.lang_ == "en" and token.pos_ == "NOUN" and not token.lower_.endswith("s")
        return {lemma for lemma in by_form if lemma != token.lower_} if is_past else set()
    lemmas = {token.lemma_.lower(), token.lower_, *by_form}
    if token.lang_ == "de":
        particles = [child.lower_ for child in children(token, "compound:prt") if child.i > token.i]
        lemmas |= {particle + lemma for particle in particles for lemma in lemmas}
    return lemmas


def _has_arguments(pattern: Pattern, token: Token, clause: Sequence[Token]) -> bool:
    return all(
        any(
            other.i != token.i
            and (argument.fullmatch(other.lower_) or argument.fullmatch(other.lemma_.lower()))
            for other in clause
        )
        for argument in pattern.arguments
    )
