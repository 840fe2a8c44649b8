"""A candidate with what the learned decisions say of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from pipeline.claims.features import Candidate
from pipeline.records import Role

AGENT = 0.5  # probability from which an organisation is the one that acts
Fact = tuple[str, str]  # name of the organisation, code of the action


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that may become a claim.

    Attributes:
        sentence: number of its sentence in the text.
        agency: gives the probability that the organisation acts, if it is a claim; asked only of those that
            may become one.
        confidence: the probability that it is a claim.
    """

    candidate: Candidate
    sentence: int
    agency: Callable[[], float]
    confidence: float

    @property
    def role(self) -> Role:
        """The likelier role."""
        return "agent" if self.agency() >= AGENT else "target"

    @property
    def fact(self) -> Fact:
        """What it says, wherever in the article it stands."""
        return (self.candidate.member.name, self.candidate.trigger.action)

    @property
    def list_key(self) -> Hashable:
        """What the members of one list or group at one trigger have in common, and nothing else has."""
        referent, trigger = self.candidate.referent, self.candidate.trigger
        if referent.kind == "group":
            head = referent.token.i
        elif referent.kind == "name":
            head = next((t.i for t in referent.token.path if t.dep_ != "conj"), referent.token.i)
        else:
            return id(self.candidate)
        return (trigger.token.i, trigger.action, referent.kind, head)
