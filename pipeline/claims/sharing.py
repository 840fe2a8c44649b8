"""What one claim of an article may take from another: claims in, claims with more of their slots filled out.

A text gives the reason once and means it for all: for each firm of a list, and for the sanction as well as
for the accusation that it rests on ("Die US-Regierung wirft ihnen vor, …" is why they are on the list).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.records import Claim, Reason

# Actions whose ground is what the organisation is accused of.
GROUNDED = frozenset({"sanction"})


def share(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims in their order; those without a reason have that of their list, else of their accusation."""
    for claim in claims:
        reason = claim.reason or _of_list(claim, claims) or _of_accusation(claim, claims)
        yield claim if reason is claim.reason else replace(claim, reason=reason)


def _of_list(claim: Claim, claims: Iterable[Claim]) -> Reason | None:
    """The reason of a claim that the same words make about another organisation."""
    return _surest(
        other
        for other in claims
        if other.event_id == claim.event_id and other.action == claim.action and other.role == claim.role
    )


def _of_accusation(claim: Claim, claims: Iterable[Claim]) -> Reason | None:
    if claim.action not in GROUNDED:
        return None
    return _surest(
        other
        for other in claims
        if other.action == "accuse" and other.entity == claim.entity and other.role == claim.role
    )


def _surest(claims: Iterable[Claim]) -> Reason | None:
    found = [claim for claim in claims if claim.reason is not None]
    return max(found, key=lambda claim: (claim.confidence, -claim.evidence.start)).reason if found else None
