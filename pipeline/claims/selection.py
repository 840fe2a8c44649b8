"""Which candidates become claims: proposals with their probabilities in, the ones that hold out.

The members of a list or a group share their fate; a statement made in several sentences is surer than in one;
one anaphor has one antecedent; the topic of a sentence steps back where somebody visible takes part; of
several triggers of one action in a sentence the surest speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from statistics import fmean

from pipeline.claims.features import Candidate
from pipeline.records import Role

REPETITION = 0.5  # weight of another sentence; best of 0, 0.3, 0.5, 0.7 and 1 on real articles


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with what the learned decisions say of it.

    Attributes:
        sentence: number of its sentence in the text.
        agency: gives the probability that the organisation acts, if it is a claim; asked only of those that
            become one.
        confidence: the probability that it is a claim.
    """

    candidate: Candidate
    sentence: int
    agency: Callable[[], float]
    confidence: float

    @property
    def role(self) -> Role:
        """The likelier role."""
        return "agent" if self.agency() >= 0.5 else "target"


def select(proposals: Iterable[Proposal], *, threshold: float) -> list[Proposal]:
    """The proposals that become claims, in the order given."""
    levelled = _repeated(_levelled(list(proposals)))
    sure = [proposal for proposal in levelled if proposal.confidence >= threshold]
    sure = _surest(sure, _anaphor)
    visible = {p.candidate.trigger.token.i for p in sure if p.candidate.referent.kind != "topic"}
    sure = [
        p for p in sure if p.candidate.referent.kind != "topic" or p.candidate.trigger.token.i not in visible
    ]
    return _surest(sure, _statement)


def _levelled(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Each member of a list or group with the mean of all: "Fidelity and Qualcomm Ventures"."""
    lists: dict[Hashable, list[Proposal]] = {}
    keys = [_list(proposal) for proposal in proposals]
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


def _list(proposal: Proposal) -> Hashable:
    referent, trigger = proposal.candidate.referent, proposal.candidate.trigger
    if referent.kind == "group":
        head = referent.token.i
    elif referent.kind == "name":
        head = next((t.i for t in referent.token.path if t.dep_ != "conj"), referent.token.i)
    else:
        return id(proposal)
    return (trigger.token.i, trigger.action, referent.kind, head)


def _repeated(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Each proposal raised by what other sentences say of the same organisation and action.

    Noisy-or with the other sentences at half weight, as they are no independent witnesses.
    """
    doubts: dict[tuple[str, str], dict[int, float]] = {}
    for proposal in proposals:
        sentences = doubts.setdefault(_fact(proposal), {})
        doubt = 1.0 - proposal.confidence
        sentences[proposal.sentence] = min(doubt, sentences.get(proposal.sentence, 1.0))
    raised = []
    for proposal in proposals:
        others = [d for sentence, d in doubts[_fact(proposal)].items() if sentence != proposal.sentence]
        doubt = (1.0 - proposal.confidence) * prod(others) ** REPETITION
        raised.append(replace(proposal, confidence=1.0 - doubt))
    return raised


def _fact(proposal: Proposal) -> tuple[str, str]:
    return (proposal.candidate.member.name, proposal.candidate.trigger.action)


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
    return (*_fact(proposal), proposal.sentence)
