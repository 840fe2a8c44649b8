"""The lexicon: actions and reasons as tables, loaded from the TOML files beside this module.

`load_lexicon` gives the actions with their triggers, indexed by first word, so that a text is matched in one
pass. A pattern is written as `actions.toml` explains at its top.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.errors import ConfigError
from pipeline.lexicon.inflection import FORMS

FOLDER = Path(__file__).parent
LANGUAGE_CODES = ("de", "en")
Kind = Literal["verb", "noun", "phrase"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("verb", "verbs"),
    ("verb", "weak"),
    ("noun", "nouns"),
    ("phrase", "phrases"),
)
REVERSED = "(reversed)"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One trigger of an action.

    Attributes:
        head: lemma in lower case, `*` at its start for the endings of compounds; for a phrase, its words.
        arguments: each must match the lemma or the form of a token in the trigger's clause.
        reversed: the subject has the role of the object.
        weak: names the action only now and then.
        source: the pattern as written; it names the trigger in learned weights.
    """

    action: str
    kind: Kind
    head: str
    arguments: tuple[re.Pattern[str], ...]
    reversed: bool
    weak: bool
    source: str


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the taxonomy: its code, its gloss, the default role and its example sentences."""

    code: str
    gloss: str
    role: Literal["agent", "target", "both"]
    yes: Mapping[str, tuple[str, ...]]
    no: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Triggers:
    """The patterns of one language, by what a token shows first.

    `verbs` maps each inflected form of a verb of the patterns to its lemmas; `nouns` are the nouns.
    """

    lemmas: Mapping[tuple[Kind, str], tuple[Pattern, ...]]
    endings: Mapping[str, tuple[Pattern, ...]]
    phrases: Mapping[str, tuple[Pattern, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    nouns: frozenset[str]

    def by_lemma(self, kind: Kind, lemma: str) -> Iterator[Pattern]:
        """Patterns whose head is this lemma or, for nouns, one of its endings ("werksschließung")."""
        yield from self.lemmas.get((kind, lemma), ())
        if kind == "noun":
            for start in range(max(1, len(lemma) - 2)):
                yield from self.endings.get(lemma[start:], ())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All actions, in the order of the file, and the triggers of each language."""

    actions: Mapping[str, Action]
    triggers: Mapping[str, Triggers]


@cache
def load_lexicon(path: Path = FOLDER / "actions.toml") -> Lexicon:
    """The lexicon of the file; raises ConfigError with the block at fault."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    actions = {code: _action(code, block) for code, block in table.items()}
    patterns = {
        language: [pattern for code, block in table.items() for pattern in _patterns(code, block[language])]
        for language in LANGUAGE_CODES
    }
    return Lexicon(
        actions, {language: _index(found, FORMS[language]) for language, found in patterns.items()}
    )


def _action(code: str, block: Mapping[str, object]) -> Action:
    expected = {"gloss", "role", *LANGUAGE_CODES}
    if set(block) != expected:
        wrong = sorted(expected ^ set(block))
        raise ConfigError(f"lexicon: [{code}] has missing or unknown entries: {', '.join(wrong)}")
    examples = {key: {c: tuple(block[c][key]) for c in LANGUAGE_CODES} for key in ("yes", "no")}  # type: ignore[index]
    return Action(code, str(block["gloss"]), block["role"], examples["yes"], examples["no"])  # type: ignore[arg-type]


def _patterns(code: str, block: Mapping[str, list[str]]) -> Iterator[Pattern]:
    for kind, name in KINDS:
        for source in block[name]:
            yield _pattern(code, kind, source, weak=name == "weak")


def _pattern(code: str, kind: Kind, source: str, *, weak: bool) -> Pattern:
    text, is_reversed = source.removesuffix(REVERSED).strip(), source.endswith(REVERSED)
    head, *arguments = (part.strip() for part in text.split("+"))
    if not head or "*" in head[1:] or (" " in head and kind != "phrase"):
        raise ConfigError(f"lexicon: [{code}] can't read the pattern {source!r}")
    return Pattern(code, kind, head, tuple(_alternatives(a) for a in arguments), is_reversed, weak, source)


def _alternatives(argument: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(a).replace(r"\*", ".*") for a in argument.split("|")))


def _index(patterns: Iterable[Pattern], inflect: Callable[[str], set[str]]) -> Triggers:
    lemmas: dict[tuple[Kind, str], list[Pattern]] = {}
    endings: dict[str, list[Pattern]] = {}
    phrases: dict[str, list[Pattern]] = {}
    verbs: dict[str, set[str]] = {}
    for pattern in patterns:
        if pattern.kind == "phrase":
            phrases.setdefault(pattern.head.split()[0], []).append(pattern)
        elif pattern.head.startswith("*"):
            endings.setdefault(pattern.head[1:], []).append(pattern)
        else:
            lemmas.setdefault((pattern.kind, pattern.head), []).append(pattern)
    for kind, head in lemmas:
        for form in inflect(head) if kind == "verb" else ():
            verbs.setdefault(form, set()).add(head)
    return Triggers(
        {key: tuple(found) for key, found in lemmas.items()},
        {key: tuple(found) for key, found in endings.items()},
        {key: tuple(found) for key, found in phrases.items()},
        {form: tuple(sorted(found)) for form, found in verbs.items()},
        frozenset(head for kind, head in lemmas if kind == "noun") | frozenset(endings),
    )
