"""Where the text names an action: parsed text and lexicon in, triggers out.

A trigger is a verb, a noun or a fixed phrase of `lexicon/actions.toml` whose demanded arguments stand in its
clause. Whether it states a claim, and about whom, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.claims.syntax import children, clause_tokens
from pipeline.claims.tree import Span, Token, Tree
from pipeline.lexicon import Lexicon, Pattern, Triggers

VERBAL = frozenset({"VERB", "AUX", "ADJ"})  # participles are tagged ADJ where they stand before a noun
NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True, eq=False)
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
    clause: Sequence[Token] | None = None
    for pattern in _patterns(
        triggers, token.lang_, token.lower_, token.lemma_.lower(), token.pos_, _particles(token)
    ):
        if pattern.arguments:
            clause = clause if clause is not None else clause_tokens(token)
            if not _has_arguments(pattern, token, clause):
                continue
        yield Trigger(token, token.doc[token.i : token.i + 1], pattern)


def _particles(token: Token) -> tuple[str, ...]:
    """The separated particles of a German verb: "stellt die Produktion *ein*"."""
    if token.lang_ != "de" or token.pos_ not in VERBAL:
        return ()
    return tuple(child.lower_ for child in children(token, "compound:prt") if child.i > token.i)


@lru_cache(maxsize=1 << 15)  # a few words make most of a text
def _patterns(
    triggers: Triggers, language: str, form: str, lemma: str, pos: str, particles: tuple[str, ...]
) -> tuple[Pattern, ...]:
    """The patterns whose head a word is, whatever stands in its clause."""
    found: list[Pattern] = []
    for verb in sorted(_verb_lemmas(triggers, language, form, lemma, pos, particles)):
        found += triggers.by_lemma("verb", verb)
    if pos in NOMINAL:
        found += [p for noun in sorted({lemma, form}) for p in triggers.by_lemma("noun", noun)]
    return tuple(found)


def _verb_lemmas(
    triggers: Triggers, language: str, form: str, lemma: str, pos: str, particles: tuple[str, ...]
) -> set[str]:
    """What the lemmatizer says and what the form may be, each with the particle of the verb as well."""
    by_form = triggers.verbs.get(form, ())
    if pos not in VERBAL:
        # An English past form that the tagger took for a noun: "Lanxess *spun* off the business".
        is_past = language == "en" and pos == "NOUN" and not form.endswith("s")
        return {verb for verb in by_form if verb != form} if is_past else set()
    lemmas = {lemma, form, *by_form}
    return lemmas | {particle + verb for particle in particles for verb in lemmas}


def _has_arguments(pattern: Pattern, token: Token, clause: Sequence[Token]) -> bool:
    return all(
        any(
            other.i != token.i
            and (argument.fullmatch(other.lower_) or argument.fullmatch(other.lemma_.lower()))
            for other in clause
        )
        for argument in pattern.arguments
    )
