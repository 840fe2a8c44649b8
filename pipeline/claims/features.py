"""What the grammar sees of a trigger and an organisation, as the features of the learned decisions.

A candidate is a trigger with a referent of its sentence. Its features are short strings: the way from the one
to the other through the dependency tree, the voice, the trigger, how the organisation is referred to, what
else stands in the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.claims.action import Trigger
from pipeline.claims.entity import Name, Referent
from pipeline.claims.syntax import (
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


class SentenceView:
    """What a candidate's sentence holds besides it."""

    def __init__(self, number: int, referents: Sequence[Referent], triggers: Sequence[Trigger]) -> None:
        self.number = number
        self.visible = [referent for referent in referents if referent.kind != "topic"]
        self.names = sum(referent.kind == "name" for referent in referents)
        self.of_trigger = {
            trigger: [*_rivals(trigger, triggers), *_neighbours(trigger), *_arguments(trigger)]
            for trigger in triggers
        }


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
    strength = f"{trigger.pattern.kind}+{len(trigger.pattern.arguments)}+{trigger.pattern.weak}"
    how = f"{voice(trigger.token)}{'R' if trigger.pattern.reversed else ''}"
    features = [*_grammar(trigger.token.lang_, referent.kind, action, source, strength, how, place)]
    if referent.rank:
        features.append(f"rank={referent.kind}+{referent.rank}")
    features.extend(_distance_features(trigger, referent))
    features.extend(_company_features(candidate, article))
    features.extend(_setting_features(candidate))
    features.extend(_rival_features(candidate, sentence))
    features.extend(sentence.of_trigger[trigger])
    if sentence.number == 0:
        features.append("title")
    return features


@lru_cache(maxsize=1 << 15)
def _grammar(
    language: str, kind: str, action: str, source: str, strength: str, how: str, place: str
) -> tuple[str, ...]:
    """How the trigger and the organisation hang together."""
    first = place.split("/")[0]
    return (
        f"language={language}",
        f"language+kind={language}+{kind}",
        f"trigger={source}",
        f"slot1={first}",
        f"voice={how}",
        f"voice+slot={how}+{first}",
        f"action+slot={action}+{place}",
        f"action+voice+slot={action}+{how}+{first}",
        f"trigger+slot={source}+{first}",
        f"kind={kind}",
        f"kind+action={kind}+{action}",
        f"kind+slot={kind}+{first}",
        f"pattern={strength}",
        f"pattern+kind={strength}+{kind}",
        f"pattern+slot={strength}+{first}",
    )


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
    member, action = candidate.member, candidate.trigger.action
    kind = "unknown" if member.link is None else member.link.kind
    yield f"company={kind}"
    yield f"company+action={kind}+{action}"  # a broadcaster mostly reports what others do
    yield f"found={member.found_by}"
    yield f"found+kind={member.found_by}+{candidate.referent.kind}"
    count = article.frequency[member.name]
    yield f"named={next(limit for limit in (1, 2, 4, 9, 10**9) if count <= limit)}"
    if member.name in article.leading:
        yield "leading"


def _setting_features(candidate: Candidate) -> Iterator[str]:
    """What the organisation is busy with besides: "berichtete *Bloomberg*", "*OMV*-Chef"."""
    token, trigger = candidate.referent.token, candidate.trigger
    if candidate.referent.kind == "topic":
        return
    if _is_through_person(token, trigger.token):
        yield "through-person"
        yield f"through-person+{trigger.action}"
    governor = token.head
    if governor.i != trigger.token.i:
        yield f"governor={token.dep_}+{governor.pos_}"
        if token.dep_ in SUBJECTS or governor.pos_ == "NOUN":
            yield f"governor-lemma={token.dep_}+{governor.lemma_.lower()}"
    last = candidate.referent.span.end
    if last < len(token.doc) and token.doc[last].text == "-" and not token.doc[last - 1].whitespace_:
        yield "hyphen"
        yield f"hyphen+action={trigger.action}"


def _is_through_person(token: Token, trigger: Token) -> bool:
    """Whether a person of the organisation takes part: "Former *WorldCom* chief Bernie Ebbers denied …"."""
    for above in token.path[1:]:
        if above is trigger or above.pos_ in ("VERB", "AUX"):
            return False
        if above.ent_type_ == "PER" or any(
            child.ent_type_ == "PER" and child.dep_ in ("appos", "flat", "flat:name", "compound")
            for child in above.children
        ):
            return True
    return False


def _rival_features(candidate: Candidate, sentence: SentenceView) -> Iterator[str]:
    """What else in the sentence could be the participant."""
    trigger, referent = candidate.trigger, candidate.referent
    yield f"names={min(sentence.names, 4)}"
    yield f"kind+names={referent.kind}+{min(sentence.names, 3)}"
    if referent.kind == "topic":
        yield f"topic+visible={min(len(sentence.visible), 3)}"
        yield f"topic+trigger={trigger.action}:{trigger.pattern.kind}"
    else:
        place, reach = trigger.token.i, abs(referent.token.i - trigger.token.i)
        nearer = [r for r in sentence.visible if abs(r.token.i - place) < reach]
        yield f"nearer={min(len(nearer), 3)}"


def _rivals(trigger: Trigger, triggers: Iterable[Trigger]) -> Iterator[str]:
    """What else the trigger could be, and whether others name its action too."""
    for other in triggers:
        if other.token.i == trigger.token.i and other.action != trigger.action:
            yield f"also={trigger.action}+{other.action}"
    same = sum(other.action == trigger.action for other in triggers)
    yield f"same-action={min(same, 3)}"


def _neighbours(trigger: Trigger) -> Iterator[str]:
    """The words beside the trigger, which tell its senses apart: "*desktop* search", "gun *sales*"."""
    tokens, span = trigger.token.doc.tokens, trigger.span
    if span.start > 0:
        yield f"previous={trigger.action}+{tokens[span.start - 1].lower_}"
    if span.end < len(tokens):
        yield f"next={trigger.action}+{tokens[span.end].lower_}"


def _arguments(trigger: Trigger) -> Iterator[str]:
    """The trigger's own subject and object, which tell its senses apart."""
    action = trigger.action
    verb = matrix_verb(trigger.token) if trigger.token.pos_ in ("VERB", "AUX", "ADJ") else trigger.token.head
    who = subject(verb)
    if who is not None:
        yield f"subject={action}+{who.pos_}+{who.ent_type_ or '-'}"
    what = next(children(trigger.token, "obj"), None)
    if what is not None:
        yield f"object={action}+{what.pos_}+{what.ent_type_ or '-'}"
        if what.pos_ == "NOUN":
            yield f"object-noun={action}+{what.lemma_.lower()}"
    if trigger.token.pos_ == "NOUN":
        yield f"under={action}+{trigger.token.dep_}+{trigger.token.head.lemma_.lower()}"
