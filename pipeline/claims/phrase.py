"""Phrases that may give a reason: a trigger in, candidate spans out, with what brings each of them in.

Candidates of the trigger's sentence and of the next: what a connector brings in ("*wegen* schwacher
Nachfrage", "*because* sales fell"); clauses without one (", citing weak demand"); the arguments of an
accusation ("wirft dem Konzern *Datenmissbrauch* vor"); and what stands beside a word of reason ("*Grund* sei
die Flaute", "sie *verlangt* mehr Lohn"). The next sentence as a whole may be one too ("… weist es zurück. Die
Daten würden gelöscht."), and the one before where the trigger points back to it ("… streicht *deshalb*
Stellen").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.claims.syntax import case_marker, verb_lemma
from pipeline.claims.tree import Span, Token
from pipeline.languages import Language

CLAUSAL = ("advcl", "acl", "acl:relcl", "ccomp", "xcomp", "parataxis", "csubj", "conj")
NOMINAL = ("obj", "obl", "obl:arg", "obl:agent", "nmod", "nsubj", "nsubj:pass", "appos", "iobj")
CONNECTING = ("case", "mark", "fixed", "advmod", "cc", "obl", "advcl", "amod")
ALLEGING = frozenset({"accuse", "deny", "sue", "investigate", "penalize"})
LONGEST = 45  # tokens
CLOSING = frozenset(",;:.!?–—-\"'»«“”„‚‘’)(…")
VERBAL = ("VERB", "AUX")


class Phrase(NamedTuple):
    """A span that may give a reason.

    Attributes:
        head: the token through which it hangs in the tree.
        links: what brings it in, by kind: the connector in lower case, the label of a clause, the label and
            case of an argument, the word of reason that announces it, nothing for a sentence.
        sentence: 0 is the trigger's, 1 the next, -1 the one before.
    """

    start: int
    end: int
    head: Token
    links: dict[str, str]
    sentence: int


def find_phrases(trigger: Span, action: str, language: Language) -> list[Phrase]:
    """All candidates of the trigger, each span once."""
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in _candidates(trigger, action, language):
        if phrase.start < phrase.end and not phrase.start <= trigger.root.i < phrase.end:
            known = found.setdefault((phrase.start, phrase.end), phrase)
            for kind, link in phrase.links.items():
                known.links.setdefault(kind, link)
    return list(found.values())


def _candidates(trigger: Span, action: str, language: Language) -> Iterator[Phrase]:
    sentence, doc = trigger.sent, trigger.doc
    yield from _connected(sentence, 0, language)
    yield from _announced(sentence, 0, language)
    yield from _arguments(trigger, action)
    yield from _clauses(sentence, 0)
    if sentence.end < len(doc):
        yield from _beside(doc[sentence.end].sent, 1, language)
    if sentence.start and any(token.lower_ in language.reasons.backward for token in sentence):
        yield from _beside(doc[sentence.start - 1].sent, -1, language)


def _beside(sentence: Span, place: int, language: Language) -> Iterator[Phrase]:
    yield from _connected(sentence, place, language)
    yield from _announced(sentence, place, language)
    yield _phrase(_stated(sentence.root, language), "sentence", "", place)


def _stated(root: Token, language: Language) -> Token:
    """What a sentence says, past who says it: "*Der Preis sei zu hoch*, teilte die Firma mit"."""
    if verb_lemma(root) not in language.attribution.verbs:
        return root
    return next((child for child in root.children if child.dep_ in ("ccomp", "parataxis")), root)


def _connected(sentence: Span, place: int, language: Language) -> Iterator[Phrase]:
    for token in sentence:
        if token.lower_ not in language.reasons.connectors or token.dep_ not in CONNECTING:
            continue
        head = token if token.dep_ in ("advcl", "obl", "amod") else token.head
        if head.dep_ == "fixed":
            head = head.head
        yield _phrase(head, "connector", token.lower_, place, token.i)


def _clauses(sentence: Span, place: int) -> Iterator[Phrase]:
    for token in sentence:
        if token.dep_ in CLAUSAL and token.pos_ in (*VERBAL, "ADJ"):
            yield _phrase(token, "clause", token.dep_, place)


def _arguments(trigger: Span, action: str) -> Iterator[Phrase]:
    if action not in ALLEGING:
        return
    root = trigger.root
    for governor in {root.i: root, root.head.i: root.head}.values():
        for token in governor.children:
            if token.dep_ in NOMINAL and token.i != root.i:
                yield _phrase(token, "argument", f"{token.dep_}:{case_marker(token)}", 0)


def _announced(sentence: Span, place: int, language: Language) -> Iterator[Phrase]:
    """ "*Grund* dafür sei die Flaute", "als *Grund* nannte er die Flaute", "sie *verwies* auf die Flaute"."""
    words = language.reasons
    for token in sentence:
        if token.lemma_.lower() in words.nouns:
            near = [*token.children, *token.head.children, token.head]
            name = token.lemma_.lower()
        elif token.pos_ in VERBAL and verb_lemma(token) in words.verbs:
            near = list(token.children)
            name = verb_lemma(token)
        else:
            continue
        for other in near:
            if other.i != token.i and other.dep_ in (*CLAUSAL, *NOMINAL, "ROOT"):
                yield _phrase(other, "announced", name, place)


def _phrase(head: Token, kind: str, connector: str, place: int, start: int | None = None) -> Phrase:
    """The words of a subtree, from the connector on, without punctuation at the edges."""
    doc = head.doc
    first = head.left_edge.i if start is None else min(start, head.i)
    last = min(head.right_edge.i + 1, first + LONGEST)
    while last > first and doc[last - 1].text in CLOSING:
        last -= 1
    while first < last and doc[first].text in CLOSING:
        first += 1
    return Phrase(first, last, head, {kind: connector}, place)
