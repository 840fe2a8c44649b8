"""An annotated article in; for each candidate that extraction finds there, whether it is a claim, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pipeline.claims.action import Trigger
from pipeline.claims.features import Candidate
from pipeline.evaluate import name_key
from pipeline.records import Mention
from training.articles import places

REPEATED = 0.4  # weight of a candidate whose claim is stated most clearly in another sentence
UNLIKELY = 0.3  # weight of a candidate that nobody judged, because it looked like no claim
STATUSES = {"a": "asserted", "p": "planned", "s": "speculative", "c": "cancelled", "n": "negated"}
ROLES = {"a": "agent", "t": "target"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate is a claim: its role, None for no claim; and how much that counts."""

    role: str | None
    weight: float


class Verdicts(Protocol):
    """What an annotation says of the candidates of its article.

    Attributes:
        whole: whether it covers an article, so that what is not claimed there is no fact.
        facts: keys of names with the actions that they take part in, by the article.
    """

    whole: bool
    facts: set[tuple[str, str]]

    def mentions(self, found: Sequence[Mention]) -> Sequence[Mention]:
        """The names of the article, given those that were found."""

    def of(self, candidate: Candidate) -> Verdict | None:
        """The verdict on a candidate; None if there is none."""

    def status_of(self, trigger: Trigger) -> str | None:
        """The status of what a trigger states; None if it states nothing, or several things."""


def verdicts_of(article: dict[str, Any]) -> Verdicts:
    """The verdicts of an annotation, whatever its kind (`training/articles.py`)."""
    return Judged(article) if "judged" in article else Annotated(article)


class Annotated:
    """Gold claims: a candidate with the organisation and the action of one is a claim."""

    def __init__(self, article: dict[str, Any]) -> None:
        self.article = article
        self.whole = "names" not in article
        self.gold: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for claim in article["claims"]:
            for name in {name_key(n) for n in (claim["entity"], *claim.get("variants", ()))}:
                self.gold.setdefault((name, claim["action"]), []).append(claim)
        self.facts = set(self.gold)

    def mentions(self, found: Sequence[Mention]) -> Sequence[Mention]:
        """Of a marked sentence its marks; of an article what was found, and what its claims name besides."""
        if "names" in self.article:
            return [
                Mention(f"{start}", start, start + len(name), name, "ORG", "both", name)
                for name in self.article["names"]
                for start in [self.article["text"].index(name)]
            ]
        return self._completed(found)

    def _completed(self, found: Sequence[Mention]) -> Sequence[Mention]:
        """A name missed teaches nothing."""
        mentions = list(found)
        for claim in self.article["claims"]:
            for name in sorted({claim["entity"], *claim.get("variants", ())}, key=lambda n: (-len(n), n)):
                for start, end in places(name, self.article["text"]):
                    if not any(start < m.end and m.start < end for m in mentions):
                        mentions.append(Mention(f"{start}", start, end, name, "ORG", "both", claim["entity"]))
        return sorted(mentions, key=lambda m: m.start)

    def of(self, candidate: Candidate) -> Verdict:
        """A claim counts less where another sentence is its evidence."""
        keys = (name_key(candidate.member.name), name_key(candidate.member.text))
        claims = [c for key in keys for c in self.gold.get((key, candidate.trigger.action), ())]
        sentence = candidate.trigger.token.sent.text
        here = [c for c in claims if _overlaps(sentence, c["evidence"])]
        if not claims:
            return Verdict(None, 1.0)
        return Verdict((here or claims)[0]["role"], 1.0 if here else REPEATED)

    def status_of(self, trigger: Trigger) -> str | None:
        """The status of the claims of the trigger's sentence."""
        statuses = {
            claim["status"]
            for claim in self.article["claims"]
            if claim["action"] == trigger.action and _overlaps(trigger.token.sent.text, claim["evidence"])
        }
        return statuses.pop() if len(statuses) == 1 else None


class Judged:
    """Judgements: somebody has read the candidates of a text and said which are claims."""

    def __init__(self, article: dict[str, Any]) -> None:
        self.whole = article["whole"]
        self.labels: dict[tuple[str, str, int], str] = {}
        self.statuses: dict[tuple[str, int], set[str]] = {}
        for judged in article["judged"]:
            for name in judged["names"]:
                for offset in judged["at"]:
                    self.labels[name_key(name), judged["action"], offset] = judged["label"]
                    if judged["label"] != "no":
                        status = STATUSES[judged["label"][1]]
                        self.statuses.setdefault((judged["action"], offset), set()).add(status)
        self.facts = {(name, action) for (name, action, _), label in self.labels.items() if label != "no"}

    def mentions(self, found: Sequence[Mention]) -> Sequence[Mention]:
        """Those that were found, right or wrong: so it is in earnest too."""
        return found

    def of(self, candidate: Candidate) -> Verdict | None:
        """In a sentence of a list, only what was judged; in an article, the rest is hardly a claim."""
        member, trigger = candidate.member, candidate.trigger
        keys = ((name_key(n), trigger.action, trigger.token.idx) for n in (member.name, member.text))
        label = next((self.labels[key] for key in keys if key in self.labels), None)
        if label is None:
            return Verdict(None, UNLIKELY) if self.whole else None
        return Verdict(None if label == "no" else ROLES[label[0]], 1.0)

    def status_of(self, trigger: Trigger) -> str | None:
        """The status that all judgements of the trigger agree on."""
        statuses = self.statuses.get((trigger.action, trigger.token.idx), set())
        return next(iter(statuses)) if len(statuses) == 1 else None


def _overlaps(sentence: str, evidence: str) -> bool:
    sentence, evidence = sentence.strip(), evidence.strip()
    return sentence in evidence or evidence in sentence
