"""The other named participants of an event: organisations, authorities, countries, people.

A claim's counterparty is whoever the grammar puts into the same event: the other organisations that take
part in it, and, because an authority or a person is never the entity of a claim but often the other side,
those that fill a slot of the trigger ("*Brüssel* verhängte …", "fined by the *FCA*", "named *Jim Farley*
chief executive").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.claims.action import Trigger
from pipeline.claims.entity import PUBLIC_KINDS, is_public_body
from pipeline.claims.features import slot
from pipeline.claims.tree import Tree
from pipeline.languages import Language
from pipeline.records import Mention

# Who, besides organisations, takes part in which actions.
PEOPLE_IN = frozenset({"appoint", "depart", "accuse", "sue", "acquire", "invest"})
PLACES_IN = frozenset(
    {"sanction", "lift_sanction", "supply", "approve", "block", "investigate", "accuse", "penalize"}
)
SLOTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl:arg", "nmod:poss")
PREPOSITIONS = frozenset(
    {"von", "durch", "an", "mit", "gegen", "by", "to", "with", "from", "against", "for", "of", ""}
)


def others(doc: Tree, trigger: Trigger, mentions: Iterable[Mention], language: Language) -> Iterator[str]:
    """Names of the authorities, places and people that stand in a slot of the trigger."""
    sentence = trigger.token.sent
    for mention in mentions:
        if not sentence.start_char <= mention.start < sentence.end_char:
            continue
        if not _may_take_part(mention, trigger.action, language):
            continue
        span = doc.char_span(mention.start, mention.end)
        if _is_participant(slot(trigger.token, span.root)):
            yield mention.name


def _may_take_part(mention: Mention, action: str, language: Language) -> bool:
    if mention.label == "PER":
        return action in PEOPLE_IN
    if mention.label == "LOC":
        return action in PLACES_IN
    if mention.link is not None and mention.link.kind in PUBLIC_KINDS:
        return True
    return is_public_body(mention.name, language) or is_public_body(mention.text, language)


def _is_participant(place: str) -> bool:
    if "<" in place:
        return False
    parts = place.split("/")
    label, _, preposition = parts[0].partition(":")
    if parts[0] not in SLOTS and not (label in ("obl", "nmod") and preposition in PREPOSITIONS):
        return False
    return len(parts) == 1
