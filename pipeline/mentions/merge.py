"""Model, rules and gazetteer as one list of spans without overlaps.

The longest name wins. A person's full name stands against a company that is called by the surname ("Carola
Kröger" is not the firm Kröger); a single word that the model takes for a person is the company, unless the
article has a person of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.mentions.names import LEGAL_FORM
from pipeline.mentions.spans import Span
from pipeline.records import Hit

SURE = 0.9  # a hit's link score from which the name needs no evidence beside it

TOWN = re.compile(r"[A-ZÄÖÜ][\wäöüß-]+er\s")
TITLES = re.compile(
    r"(?:\b(?:Herrn?|Frau|Mr|Mrs|Ms|Dr|Prof|Sir|Lord|President|Präsident\w*|Kanzler\w*|Minister\w*)\.?\s+)$"
)


def merge(text: str, found: Sequence[Span], ruled: Sequence[Span], hits: Sequence[Hit]) -> list[Span]:
    """Spans in text order that never overlap."""
    spans = _with_rules(text, found, ruled)
    persons = {word for s in spans if s.label == "PER" for word in text[s.start : s.end].split()[1:]}
    for hit in hits:
        over = [span for span in spans if span.start < hit.end and hit.start < span.end]
        sure = hit.link.score >= SURE
        if not over:
            if sure:
                spans.append(Span(hit.start, hit.end, "ORG", "gazetteer", hit.link))
            continue
        if any(_stands(text, span, hit, persons) for span in over):
            continue
        named = sure or any(span.label != "LOC" for span in over)
        for span in over:
            spans.remove(span)
        proof = max(span.proof for span in over)
        spans.append(Span(hit.start, hit.end, "ORG", "both", hit.link if named else None, proof))
    return sorted(spans, key=lambda span: span.start)


def _with_rules(text: str, found: Sequence[Span], ruled: Sequence[Span]) -> list[Span]:
    spans = list(found)
    for rule in ruled:
        over = [span for span in spans if span.start < rule.end and rule.start < span.end]
        if any(_outlasts(text, span, rule) for span in over):
            continue
        for span in over:
            spans.remove(span)
        spans.append(rule)
    return sorted(spans, key=lambda span: span.start)


def _outlasts(text: str, span: Span, rule: Span) -> bool:
    """Whether a span of the model, or of an earlier rule, stands against a rule's."""
    if span.proof and span.end - span.start >= rule.end - rule.start:
        return True
    if span.label == "ORG" and span.start <= rule.start and span.end >= rule.end:
        return True
    if rule.proof == 0:
        # "Merkel-Sprecher": the tail alone does not make an organisation of a person or a place
        return span.label in ("PER", "LOC")
    # "Autohändler Peter Hansen" is a person; "Hansen GmbH" with its form is none
    full_person = span.label == "PER" and " " in text[span.start : span.end]
    return full_person and LEGAL_FORM.search(text[rule.start : rule.end]) is None


def _stands(text: str, span: Span, hit: Hit, persons: set[str]) -> bool:
    """Whether a span stands against a hit that overlaps it."""
    longer = span.start <= hit.start and hit.end <= span.end and span.end - span.start > hit.end - hit.start
    sure = hit.link.score >= SURE
    if longer and text[span.start : span.end] == hit.text + "s":
        longer = False  # "Hofers": the model leaves the genitive on
    if span.label == "PER":
        if longer or hit.text in persons or TITLES.search(text, max(0, hit.start - 20), hit.start):
            return True
        return not sure and hit.link.runner_up_id is not None
    if span.label == "LOC":
        # "Flughafen München" is longer than the place München; "Essen" is a place unless more is known.
        return longer or not sure
    if longer:
        # "Deutsche Bank Research" is more than Deutsche Bank, "Apple Watch" a product of its own. Not so a
        # name that only trails on: "VW-Dieselskandal", "Apple Inc.", "Huaweis".
        rest = text[hit.end : span.end]
        trailing = rest.startswith("-") or LEGAL_FORM.fullmatch(rest) or rest in ("s", "'s", "’s")
        # "Jenaer Zeiss", "Wiener Erste Group": the town tells where, not who
        town = TOWN.fullmatch(text, span.start, hit.start) and hit.end == span.end
        return not (hit.start == span.start and trailing) and not (town and sure)
    return False
