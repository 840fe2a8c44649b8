"""What the grammar sees of a trigger and an organisation, as the features of the learned decisions.

A candidate is a trigger with a referent of its sentence. Its features are short strings: the way from the one
to the other through the dependency tree, the voice, the trigger, how the organisation is referred to, what
else stands in the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.claims.action import Trigger
from pipeline.claims.entity import Name, Referent
from pipeline.claims.syntax import (
    case_marker,
    children,
    clause_head,
    matrix_verb,
    meeting,
    path_labels,
    subject,
)
from pipeline.claims.tree import Token
from pipeline.records import Mention

SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger and an organisation that may take part in its action."""

    trigger: Trigger
    referent: Referent
    member: Mention


@dataclass(frozen=True, slots=True)
class SentenceView:
    """What a candidate's sentence holds besides it."""

    number: int
    referents: Sequence[Referent]
    triggers: Sequence[Trigger]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """What a candidate's article holds: how often each organisation is named, and the names in the title."""

    frequency: Counter[str]
    leading: frozenset[str]

    @classmethod
    def of(cls, names: Sequence[Name]) -> ArticleView:
        """The view of an article with these names."""
        return cls(
            Counter(name.mention.name for name in names),
            frozenset(name.mention.name for name in names if name.sentence <= 1),
        )


def slot(trigger: Token, place: Token) -> str:
    """Where a token stands as seen from the trigger: "nsubj", "obl:an", "obj<nsubj", "head<acl:relcl".

    A subject that the trigger shares with the verb above it counts as its own ("Siemens plans to *buy*").
    """
    top = meeting(trigger, place)
    down = path_labels(place, top)
    if top.i == trigger.i:
        return "/".join(down[:3]) or "self"
    matrix = matrix_verb(trigger)
    if top.i == matrix.i and down and down[0] in SUBJECTS:
        return "/".join(down[:3])
    up = path_labels(trigger, top)
    return "/".join(up[-3:]) + "<" + ("/".join(down[:2]) or "head")


def voice(trigger: Token) -> str:
    """Active or passive, as the auxiliary or the form says; "noun" for nouns."""
    if trigger.pos_ in ("NOUN", "PROPN"):
        return "noun"
    if any(children(trigger, "aux:pass", "nsubj:pass")):
        return "passive"
    if trigger.pos_ == "ADJ" or "Part" in trigger.morph.get("VerbForm", []):
        return "active" if any(children(trigger, "aux", "nsubj")) else "participle"
    return "active"


def candidate_features(candidate: Candidate, sentence: SentenceView, article: ArticleView) -> list[str]:
    """The features that decide whether a candidate is a claim, and in which role."""
    trigger, referent = candidate.trigger, candidate.referent
    action, source = trigger.action, f"{trigger.action}:{trigger.pattern.source}"
    place = "topic" if referent.kind == "topic" else slot(trigger.token, referent.token)
    first = place.split("/")[0]
    strength = f"{trigger.pattern.kind}+{len(trigger.pattern.arguments)}+{trigger.pattern.weak}"
    how = f"{voice(trigger.token)}{'R' if trigger.pattern.reversed else ''}"
    features = [
        f"language={trigger.token.lang_}",
        f"language+kind={trigger.token.lang_}+{referent.kind}",
        f"action={action}",
        f"trigger={source}",
        f"slot={place}",
        f"slot1={first}",
        f"voice={how}",
        f"voice+slot={how}+{first}",
        f"action+slot={action}+{place}",
        f"action+voice+slot={action}+{how}+{first}",
        f"trigger+slot={source}+{first}",
        f"kind={referent.kind}",
        f"kind+action={referent.kind}+{action}",
        f"kind+slot={referent.kind}+{first}",
        f"pattern={strength}",
        f"pattern+kind={strength}+{referent.kind}",
        f"pattern+slot={strength}+{first}",
    ]
    if referent.rank:
        features.append(f"rank={referent.kind}+{referent.rank}")
    features.extend(_distance_features(trigger, referent))
    features.extend(_company_features(candidate, article))
    features.extend(_setting_features(candidate))
    features.extend(_rival_features(candidate, sentence))
    features.extend(_argument_features(trigger, action))
    if sentence.number == 0:
        features.append("title")
    return features


def _distance_features(trigger: Trigger, referent: Referent) -> Iterator[str]:
    if referent.kind == "topic":
        yield f"topic-distance={min(referent.distance, 4)}"
        return
    gap = referent.token.i - trigger.token.i
    side = "after" if gap > 0 else "before"
    size = next((limit for limit in (1, 2, 4, 8, 16) if abs(gap) <= limit), 99)
    yield f"gap={side}{size}"
    yield f"gap+action={side}+{trigger.action}"
    same = clause_head(trigger.token).i == clause_head(referent.token).i
    yield f"same-clause={same}"
    yield f"same-clause+kind={same}+{referent.kind}"
    if referent.distance:
        yield f"back={min(referent.distance, 3)}"


def _company_features(candidate: Candidate, article: ArticleView) -> Iterator[str]:
    member = candidate.member
    count = article.frequency[member.name]
    yield f"named={next(limit for limit in (1, 2, 4, 9, 10**9) if count <= limit)}"
    if member.name in article.leading:
        yield "leading"


def _setting_features(candidate: Candidate) -> Iterator[str]:
    """What the organisation is busy with besides: "berichtete *Bloomberg*", "*OMV*-Chef"."""
    token, trigger = candidate.referent.token, candidate.trigger
    if candidate.referent.kind == "topic":
        return
    governor = token.head
    if governor.i != trigger.token.i:
        yield f"governor={token.dep_}+{governor.pos_}"
        if token.dep_ in SUBJECTS or governor.pos_ == "NOUN":
            yield f"governor-lemma={token.dep_}+{governor.lemma_.lower()}"
    last = candidate.referent.span.end
    if last < len(token.doc) and token.doc[last].text == "-" and not token.doc[last - 1].whitespace_:
        yield "hyphen"
        yield f"hyphen+action={trigger.action}"


def _rival_features(candidate: Candidate, sentence: SentenceView) -> Iterator[str]:
    """What else in the sentence could be the participant, and what else the trigger could be."""
    trigger, referent = candidate.trigger, candidate.referent
    visible = [r for r in sentence.referents if r.kind != "topic"]
    named = sum(r.kind == "name" for r in visible)
    yield f"names={min(named, 4)}"
    yield f"kind+names={referent.kind}+{min(named, 3)}"
    if referent.kind == "topic":
        yield f"topic+visible={min(len(visible), 3)}"
        yield f"topic+trigger={trigger.action}:{trigger.pattern.kind}"
    else:
        nearer = sum(
            abs(r.token.i - trigger.token.i) < abs(referent.token.i - trigger.token.i) for r in visible
        )
        yield f"nearer={min(nearer, 3)}"
    for other in sentence.triggers:
        if other.token.i == trigger.token.i and other.action != trigger.action:
            yield f"also={trigger.action}+{other.action}"
    same = sum(other.action == trigger.action for other in sentence.triggers)
    yield f"same-action={min(same, 3)}"


def _argument_features(trigger: Trigger, action: str) -> Iterator[str]:
    """The trigger's own subject and object, which tell its senses apart."""
    verb = matrix_verb(trigger.token) if trigger.token.pos_ in ("VERB", "AUX", "ADJ") else trigger.token.head
    who = subject(verb)
    if who is not None:
        yield f"subject={action}+{who.pos_}+{who.ent_type_ or '-'}"
    what = next(children(trigger.token, "obj"), None)
    if what is not None:
        yield f"object={action}+{what.pos_}+{what.ent_type_ or '-'}"
        if what.pos_ == "NOUN":
            yield f"object-noun={action}+{what.lemma_.lower()}"
    for argument in trigger.token.children:
        if argument.pos_ in ("NOUN", "NUM", "SYM", "PROPN"):
            label = f"{argument.dep_}:{case_marker(argument)}"
            yield f"argument={action}+{label}+{argument.pos_}+{argument.ent_type_}"
    if trigger.token.pos_ == "NOUN":
        yield f"under={action}+{trigger.token.dep_}+{trigger.token.head.lemma_.lower()}"
