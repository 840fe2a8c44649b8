"""Why a claim was missed, invented or got half right: the list of work for whoever mends extraction.

In: an `Evaluation`. Out: Markdown, one section per cause, the most frequent cause of each kind first; every
entry shows the sentence with the gold claim and the extracted one below each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.evaluate.compare import name_key, token_f1
from pipeline.evaluate.gold import GoldClaim
from pipeline.evaluate.score import SLOTS, Predicted, Triple

if TYPE_CHECKING:
    from pipeline.evaluate import Evaluation

# cause -> what to look at; the order breaks ties in the report
REMEDIES: Mapping[str, str] = {
    "article not read": "its reject row says why",
    "sentence lost by cleaning": "ingest: the gold sentence is not in the article text",
    "entity not mentioned": "models, gazetteer: no mention of the article bears one of the gold names",
    "wrong entity": "claims: the action was found in this sentence, for somebody else",
    "wrong action": "lexicon: the entity was found in this sentence, with another action",
    "nothing claimed": "lexicon: no trigger; or the candidate stayed below `[claims] threshold` (try 0)",
    "entity without gold": "gold says nothing about this name: no organisation, or merely named",
    "no claim in the sentence": "lexicon: the words do not mean this action here",
    "gold elsewhere": "gold has the action, but in another sentence and for another entity",
    "role": "claims: agent and target",
    "status": "claims: planned, speculative, cancelled, negated",
    "date missing": "gold gives a date, the claim none",
    "date invented": "the claim gives a date, gold none",
    "date wrong": "both give one",
    "reason missing": "gold gives a reason, the claim none",
    "reason invented": "the claim gives a reason, gold none",
    "reason wrong": "both give one",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: its kind (missed, spurious, half right), its cause, and both sides."""

    kind: str
    cause: str
    triple: Triple
    gold: GoldClaim | None
    predicted: Predicted | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the causes are told by: texts and folded mention names of each article, and all triples."""

    texts: Mapping[str, str]
    mentions: Mapping[str, frozenset[str]]
    triples: Mapping[str, tuple[Triple, ...]]  # by article


def faults(evaluation: Evaluation) -> list[Fault]:
    """All faults of an evaluation, in the order of its triples."""
    by_article: dict[str, list[Triple]] = defaultdict(list)
    for triple in evaluation.triples:
        by_article[triple.article].append(triple)
    around = Surroundings(
        texts=evaluation.texts,
        mentions=evaluation.mentions,
        triples={article: tuple(triples) for article, triples in by_article.items()},
    )
    return [fault for triple in evaluation.triples for fault in _faults(triple, around)]


def _faults(triple: Triple, around: Surroundings) -> Iterator[Fault]:
    if triple.found:
        gold, predicted, _ = triple.best()
        for cause in slot_causes(gold, predicted):
            yield Fault("half right", cause, triple, gold, predicted)
    elif triple.gold:
        cause, other = _why_missed(triple, around)
        yield Fault("missed", cause, triple, triple.gold[0], other)
    else:
        cause, meant = _why_spurious(triple, around)
        yield Fault("spurious", cause, triple, meant, triple.predicted[0])


def slot_causes(gold: GoldClaim, predicted: Predicted) -> Iterator[str]:
    """What is wrong with a claim whose triple is right."""
    if gold.role != predicted.role:
        yield "role"
    if gold.status != predicted.status:
        yield "status"
    if gold.date != predicted.date:
        yield f"date {_difference(gold.date, predicted.date)}"
    words = (gold.reason or "", predicted.reason or "")
    if any(words) and token_f1(*words) < 0.5:
        yield f"reason {_difference(gold.reason, predicted.reason)}"


def _difference(gold: str | None, predicted: str | None) -> str:
    if not predicted:
        return "missing"
    return "wrong" if gold else "invented"


def _why_missed(triple: Triple, around: Surroundings) -> tuple[str, Predicted | None]:
    gold = triple.gold[0]
    text = around.texts.get(triple.article)
    if text is None:
        return "article not read", None
    if squeeze(gold.evidence) not in squeeze(text):
        return "sentence lost by cleaning", None
    near = [
        claim
        for other in around.triples[triple.article]
        for claim in other.predicted
        if _same_sentence(gold.evidence, claim.evidence)
    ]
    for claim in near:
        if claim.action == triple.action:
            return "wrong entity" if _mentioned(gold, triple, around) else "entity not mentioned", claim
    if not _mentioned(gold, triple, around):
        return "entity not mentioned", None
    for claim in near:
        if name_key(claim.entity) in {name_key(name) for name in gold.names}:
            return "wrong action", claim
    return "nothing claimed", None


def _mentioned(gold: GoldClaim, triple: Triple, around: Surroundings) -> bool:
    names = around.mentions.get(triple.article, frozenset())
    return any(name_key(name) in names for name in gold.names)


def _why_spurious(triple: Triple, around: Surroundings) -> tuple[str, GoldClaim | None]:
    predicted = triple.predicted[0]
    golds = [claim for other in around.triples[triple.article] for claim in other.gold]
    near = [claim for claim in golds if _same_sentence(claim.evidence, predicted.evidence)]
    for claim in near:
        if claim.action == triple.action:
            return "wrong entity", claim
    for claim in near:
        if name_key(claim.entity) == triple.entity:
            return "wrong action", claim
    if all(name_key(claim.entity) != triple.entity for claim in golds):
        return "entity without gold", None
    for claim in golds:
        if claim.action == triple.action:
            return "gold elsewhere", claim
    return "no claim in the sentence", None


def _same_sentence(left: str, right: str) -> bool:
    """Sentence borders differ between annotators and parsers, so containment is enough."""
    a, b = squeeze(left), squeeze(right)
    return a in b or b in a


def squeeze(text: str) -> str:
    """Text with every run of white space made one blank, so that line breaks do not matter."""
    return " ".join(text.split())


def write_faults(evaluation: Evaluation, path: Path) -> None:
    """Write `describe_faults` to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(describe_faults(evaluation), encoding="utf-8")


def describe_faults(evaluation: Evaluation) -> str:
    """The Markdown report."""
    found = faults(evaluation)
    lines = ["# What to mend", "", *_summary(found)]
    for kind in ("missed", "spurious", "half right"):
        for cause, group in _grouped(fault for fault in found if fault.kind == kind):
            lines += ["", f"## {kind}: {cause} ({len(group)})", "", REMEDIES[cause]]
            for fault in group:
                lines += ["", *_entry(fault)]
    return "\n".join(lines) + "\n"


def _summary(found: list[Fault]) -> list[str]:
    languages = sorted({fault.triple.language for fault in found})
    lines = [
        f"| kind | cause | {' | '.join(languages)} | most frequent actions |",
        "| --- | --- |" + " ---: |" * len(languages) + " --- |",
    ]
    for kind in ("missed", "spurious", "half right"):
        for cause, group in _grouped(fault for fault in found if fault.kind == kind):
            counts = Counter(fault.triple.language for fault in group)
            actions = Counter(fault.triple.action for fault in group)
            top = ", ".join(f"{name} {number}" for name, number in actions.most_common(4))
            lines.append(
                f"| {kind} | {cause} | {' | '.join(str(counts[code]) for code in languages)} | {top} |"
            )
    return lines


def _grouped(found: Iterable[Fault]) -> list[tuple[str, list[Fault]]]:
    groups: dict[str, list[Fault]] = defaultdict(list)
    for fault in found:
        groups[fault.cause].append(fault)
    order = list(REMEDIES)
    for group in groups.values():
        group.sort(key=lambda fault: (fault.triple.language, fault.triple.action, fault.triple.article))
    return sorted(groups.items(), key=lambda item: (-len(item[1]), order.index(item[0])))


def _entry(fault: Fault) -> Iterator[str]:
    triple = fault.triple
    yield f"**{triple.article}** {triple.language} `{triple.action}`"
    sentences = [side.evidence for side in (fault.gold, fault.predicted) if side is not None]
    for sentence in dict.fromkeys(squeeze(sentence) for sentence in sentences):
        yield f"> {sentence}"
    if fault.gold is not None:
        trigger = f" ‹{fault.gold.trigger}›" if fault.gold.trigger else ""
        yield f"- gold: {_claim(fault.gold)}{trigger}"
    if fault.predicted is not None:
        claim = fault.predicted
        yield f"- found: {_claim(claim)} ‹{claim.action_text}› {claim.confidence:.2f}"


def _claim(claim: GoldClaim | Predicted) -> str:
    slots = ", ".join(str(getattr(claim, slot)) for slot in SLOTS)
    return f"{claim.entity} · {claim.action} · {slots}"
