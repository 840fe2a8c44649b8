"""A candidate with what the learned decisions say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.claims.features import Candidate
from pipeline.records import Role

Fact = tuple[str, str]  # name of the organisation, code of the action


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that may become a claim.

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

    @property
    def fact(self) -> Fact:
        """What it says, wherever in the article it stands."""
        return (self.candidate.member.name, self.candidate.trigger.action)
