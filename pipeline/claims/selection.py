"""Which candidates become claims: proposals with their probabilities in, the ones that hold out.

The members of a list or a group share their fate; what the whole article says decides whether a fact is one
(`support.py`); it is claimed where it is said best and wherever else it is likely. One anaphor has one
antecedent, and the topic of a sentence steps back where somebody visible takes part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from statistics import fmean

from pipeline.claims.forest import load_forest
from pipeline.claims.proposal import Fact, Proposal
from pipeline.claims.support import LIKELY, fact_features


def select(proposals: Iterable[Proposal], *, threshold: float) -> list[Proposal]:
    """The proposals that become claims, in the order given; confidence is that of their fact."""
    levelled = level(list(proposals))
    chances = _chances(levelled)
    best: dict[Fact, float] = {}
    for proposal in levelled:
        best[proposal.fact] = max(proposal.confidence, best.get(proposal.fact, 0.0))
    sure = [
        p
        for p in levelled
        if chances.get(p.fact, 0.0) >= threshold and p.confidence >= min(LIKELY, best[p.fact])
    ]
    sure = _surest(sure, _anaphor)
    visible = {p.candidate.trigger.token.i for p in sure if p.candidate.referent.kind != "topic"}
    sure = [
        p for p in sure if p.candidate.referent.kind != "topic" or p.candidate.trigger.token.i not in visible
    ]
    return [replace(p, confidence=chances[p.fact]) for p in _surest(sure, _statement)]


def _chances(proposals: Sequence[Proposal]) -> dict[Fact, float]:
    """The probability of each fact of the article; of those with no likely proposal, none."""
    is_fact = load_forest("fact")
    features = fact_features(proposals)
    return {fact: round(is_fact.probability(values), 4) for fact, values in features.items()}


def level(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Each member of a list or group with the mean of all: "Fidelity and Qualcomm Ventures"."""
    lists: dict[Hashable, list[Proposal]] = {}
    keys = [proposal.list_key for proposal in proposals]
    for key, proposal in zip(keys, proposals, strict=True):
        lists.setdefault(key, []).append(proposal)
    levelled = {key: _mean(members) for key, members in lists.items()}
    return [
        Proposal(proposal.candidate, proposal.sentence, *levelled[key])
        for key, proposal in zip(keys, proposals, strict=True)
    ]


def _mean(members: Sequence[Proposal]) -> tuple[Callable[[], float], float]:
    """The agency and the confidence of some proposals, on the average."""
    if len(members) == 1:
        return members[0].agency, members[0].confidence
    agency = cache(lambda: fmean(member.agency() for member in members))
    return agency, fmean(member.confidence for member in members)


def _surest(proposals: Sequence[Proposal], key: Callable[[Proposal], Hashable]) -> list[Proposal]:
    """Of the proposals with one key the one of the highest confidence; the first of equals."""
    best: dict[Hashable, Proposal] = {}
    for proposal in proposals:
        known = best.get(key(proposal))
        if known is None or proposal.confidence > known.confidence:
            best[key(proposal)] = proposal
    kept = {id(proposal) for proposal in best.values()}
    return [proposal for proposal in proposals if id(proposal) in kept]


def _anaphor(proposal: Proposal) -> Hashable:
    """What has one antecedent: a pronoun or description at its trigger, but not a member of a group."""
    referent, trigger = proposal.candidate.referent, proposal.candidate.trigger
    who = proposal.candidate.member.name if referent.kind in ("name", "group") else ""
    return (trigger.token.i, trigger.action, referent.token.i, referent.kind, who)


def _statement(proposal: Proposal) -> Hashable:
    return (*proposal.fact, proposal.sentence)
