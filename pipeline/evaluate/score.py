"""The figures: how much of the gold was found, how much of what was found is right.

In: gold claims and extracted ones. Out: triples (article, entity, action) paired with both sides, and
figures counted over them. Promise: pure counting; the definitions are those of `corpus/README.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from pipeline.evaluate.compare import name_key, same_date, same_reason
from pipeline.evaluate.gold import GoldClaim

SLOTS = ("role", "status", "date", "reason")


@dataclass(frozen=True, slots=True)
class Predicted:
    """What evaluation needs of one extracted claim."""

    article: str
    language: str
    entity: str
    role: str
    action: str
    action_text: str
    status: str
    date: str | None
    reason: str | None
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Triple:
    """One (article, entity, action), with the gold claims and the extracted ones that say it."""

    article: str
    language: str
    entity: str  # folded
    action: str
    gold: tuple[GoldClaim, ...]
    predicted: tuple[Predicted, ...]

    @property
    def found(self) -> bool:
        return bool(self.gold and self.predicted)

    def best(self) -> tuple[GoldClaim, Predicted, dict[str, bool]]:
        """The two claims that agree most, and which of their SLOTS agree; only where `found`."""
        pairs = [(gold, found, agreement(gold, found)) for gold in self.gold for found in self.predicted]
        return max(pairs, key=lambda pair: sum(pair[2].values()))

    @property
    def full(self) -> bool:
        """Found, with role, status, date and reason right."""
        return self.found and all(self.best()[2].values())


def agreement(gold: GoldClaim, found: Predicted) -> dict[str, bool]:
    """Which SLOTS of two claims agree."""
    return {
        "role": gold.role == found.role,
        "status": gold.status == found.status,
        "date": same_date(gold.date, found.date),
        "reason": same_reason(gold.reason, found.reason),
    }


def pair(gold: Iterable[GoldClaim], predicted: Iterable[Predicted]) -> list[Triple]:
    """All triples of either side, sorted. Names count as one where gold lists them as variants."""
    golds: dict[tuple[str, str, str], list[GoldClaim]] = defaultdict(list)
    canonical: dict[tuple[str, str], str] = {}
    languages: dict[str, str] = {}
    for claim in gold:
        key = name_key(claim.entity)
        golds[claim.article, key, claim.action].append(claim)
        languages[claim.article] = claim.language
        for name in claim.names:
            canonical.setdefault((claim.article, name_key(name)), key)
    founds: dict[tuple[str, str, str], list[Predicted]] = defaultdict(list)
    for found in predicted:
        key = name_key(found.entity)
        founds[found.article, canonical.get((found.article, key), key), found.action].append(found)
        languages.setdefault(found.article, found.language)
    return [
        Triple(
            article=key[0],
            language=languages[key[0]],
            entity=key[1],
            action=key[2],
            gold=tuple(golds.get(key, ())),
            predicted=tuple(founds.get(key, ())),
        )
        for key in sorted(set(golds) | set(founds))
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over triples, and the ratios they give; a ratio of nothing is None."""

    gold: int
    predicted: int
    found: int
    full: int
    role: int
    status: int
    date: int
    reason: int
    dated: int  # found triples whose gold has a date
    dated_right: int
    reasoned: int
    reasoned_right: int
    entities: int
    entities_found: int

    @property
    def precision(self) -> float | None:
        return _ratio(self.found, self.predicted)

    @property
    def recall(self) -> float | None:
        return _ratio(self.found, self.gold)

    @property
    def claim_f1(self) -> float | None:
        return _ratio(2 * self.found, self.gold + self.predicted)

    @property
    def full_claim_f1(self) -> float | None:
        return _ratio(2 * self.full, self.gold + self.predicted)

    @property
    def role_accuracy(self) -> float | None:
        return _ratio(self.role, self.found)

    @property
    def status_accuracy(self) -> float | None:
        return _ratio(self.status, self.found)

    @property
    def date_accuracy(self) -> float | None:
        return _ratio(self.date, self.found)

    @property
    def reason_accuracy(self) -> float | None:
        return _ratio(self.reason, self.found)

    @property
    def date_recall(self) -> float | None:
        return _ratio(self.dated_right, self.dated)

    @property
    def reason_recall(self) -> float | None:
        return _ratio(self.reasoned_right, self.reasoned)

    @property
    def entity_recall(self) -> float | None:
        return _ratio(self.entities_found, self.entities)

    def ratios(self) -> dict[str, float | None]:
        """All ratios by name, in the order in which they are reported."""
        return {name: getattr(self, name) for name in RATIOS}

    def as_dict(self) -> dict[str, float | int | None]:
        """Counts and ratios, ready for JSON."""
        return {**asdict(self), **self.ratios()}


RATIOS = (
    *("claim_f1", "precision", "recall", "full_claim_f1"),
    *("role_accuracy", "status_accuracy", "date_accuracy", "date_recall", "reason_accuracy", "reason_recall"),
    "entity_recall",
)


def count(triples: Sequence[Triple]) -> Figures:
    """The figures of a set of triples, be it of a language, of an action or of all."""
    found = [triple for triple in triples if triple.found]
    slots = [triple.best()[2] for triple in found]
    dated = [triple for triple in found if any(claim.date for claim in triple.gold)]
    reasoned = [triple for triple in found if any(claim.reason for claim in triple.gold)]
    entities = {(triple.article, triple.entity) for triple in triples if triple.gold}
    return Figures(
        gold=sum(bool(triple.gold) for triple in triples),
        predicted=sum(bool(triple.predicted) for triple in triples),
        found=len(found),
        full=sum(all(slot.values()) for slot in slots),
        **{name: sum(slot[name] for slot in slots) for name in SLOTS},
        dated=len(dated),
        dated_right=sum(_any_date(triple) for triple in dated),
        reasoned=len(reasoned),
        reasoned_right=sum(_any_reason(triple) for triple in reasoned),
        entities=len(entities),
        entities_found=len(
            entities & {(triple.article, triple.entity) for triple in triples if triple.predicted}
        ),
    )


@dataclass(frozen=True, slots=True)
class Band:
    """Extracted triples of one band of confidence, `low <= confidence < high`."""

    low: float
    high: float
    predicted: int
    confidence: float | None  # their mean
    right: float | None  # share whose triple is in gold
    full: float | None  # share whose slots are right as well


def reliability(triples: Iterable[Triple], *, bands: int = 10) -> list[Band]:
    """Whether a confidence of 0.9 means right nine times in ten; a triple counts with its surest claim."""
    members: list[list[tuple[float, Triple]]] = [[] for _ in range(bands)]
    for triple in triples:
        if triple.predicted:
            confidence = max(claim.confidence for claim in triple.predicted)
            members[min(int(confidence * bands), bands - 1)].append((confidence, triple))
    return [
        Band(
            low=number / bands,
            high=(number + 1) / bands,
            predicted=len(band),
            confidence=_ratio(sum(confidence for confidence, _ in band), len(band)),
            right=_ratio(sum(triple.found for _, triple in band), len(band)),
            full=_ratio(sum(triple.full for _, triple in band), len(band)),
        )
        for number, band in enumerate(members)
    ]


def _any_date(triple: Triple) -> bool:
    dates = [claim.date for claim in triple.gold if claim.date]
    return any(same_date(date, found.date) for date in dates for found in triple.predicted)


def _any_reason(triple: Triple) -> bool:
    reasons = [claim.reason for claim in triple.gold if claim.reason]
    return any(same_reason(reason, found.reason) for reason in reasons for found in triple.predicted)


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None
