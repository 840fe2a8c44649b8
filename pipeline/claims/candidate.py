"""Which triggers and organisations meet: parsed text and names in, candidates with their features out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.claims.action import Trigger, find_triggers
from pipeline.claims.entity import Name, Referent, find_referents
from pipeline.claims.features import ArticleView, Candidate, SentenceView, candidate_features
from pipeline.claims.tree import Tree
from pipeline.languages import Language
from pipeline.lexicon import Lexicon

NAMED = frozenset({"ORG", "PER"})


def find_candidates(
    doc: Tree, names: Sequence[Name], language: Language, lexicon: Lexicon
) -> Iterator[tuple[Candidate, list[str], int]]:
    """Every trigger with every organisation of its sentence: candidate, features, number of the sentence."""
    triggers_of: dict[int, list[Trigger]] = {}
    named = {token.i for name in names for token in name.span}
    for trigger in find_triggers(doc, lexicon, language.code):
        if trigger.token.i in named or trigger.token.ent_type_ in NAMED:
            continue  # "British Retail *Consortium*", "*Grant* Thornton"
        triggers_of.setdefault(trigger.token.sent.start, []).append(trigger)
    article = ArticleView.of(names)
    referents_of = find_referents(doc, names, language)
    for number, (sentence, referents) in enumerate(zip(doc.sents, referents_of, strict=True)):
        triggers = triggers_of.get(sentence.start, [])
        view = SentenceView(number, referents, triggers)
        for trigger in triggers:
            for candidate in _pairs(trigger, referents):
                yield candidate, candidate_features(candidate, view, article), number


def _pairs(trigger: Trigger, referents: Sequence[Referent]) -> Iterator[Candidate]:
    for referent in referents:
        for member in referent.members:
            yield Candidate(trigger, referent, member)
