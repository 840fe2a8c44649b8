"""Which candidates become claims: proposals with their probabilities in, the ones that hold out.

One anaphor has one antecedent; the topic of a sentence steps back where somebody visible takes part; of
several triggers of one action in a sentence the surest speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.claims.features import Candidate
from pipeline.records import Role


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with what the learned decisions say of it.

    Attributes:
        sentence: number of its sentence in the text.
        confidence: the probability that it is a claim.
    """

    candidate: Candidate
    sentence: int
    role: Role
    confidence: float


def select(proposals: Iterable[Proposal], *, threshold: float) -> list[Proposal]:
    """The proposals that become claims, in the order given."""
    sure = [proposal for proposal in proposals if proposal.confidence >= threshold]
    sure = _surest(sure, _anaphor)
    visible = {p.candidate.trigger.token.i for p in sure if p.candidate.referent.kind != "topic"}
    sure = [
        p for p in sure if p.candidate.referent.kind != "topic" or p.candidate.trigger.token.i not in visible
    ]
    return _surest(sure, _statement)


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
    return (proposal.candidate.member.name, proposal.candidate.trigger.action, proposal.sentence)
