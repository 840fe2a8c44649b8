"""What a whole article says for a claim: all proposals about an organisation and an action in, features out.

A sentence alone misleads: "search" looks like a probe wherever it stands, and stands in every second sentence
of an article about search engines. Weighed together are the best proposal, what other sentences add, and the
rivals: other organisations at the same words, in its role ("Rosneft bought the unit after *Yukos* was
forced to sell") or beside it; other actions of the same organisation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import log
from statistics import fmean
from typing import TypeVar

from pipeline.claims.proposal import AGENT, Fact, Proposal

Key = TypeVar("Key", bound=Hashable)
DOUBT = 1e-4  # no learned probability is surer than this
LIKELY, POSSIBLE = 0.5, 0.3
HARDLY = 0.05  # a fact whose best proposal is less likely is none
MOST = 12


def fact_features(proposals: Sequence[Proposal]) -> dict[Fact, dict[str, float]]:
    """The features of each fact (organisation and action) of one article, in the order of its proposals.

    Facts that are hardly likely have none.
    """
    facts = _grouped(proposals, lambda p: p.fact)
    at_words = _grouped(proposals, lambda p: (p.candidate.trigger.token.i, p.candidate.trigger.action))
    at_name = _grouped(proposals, lambda p: (p.candidate.trigger.token.i, p.candidate.member.name))
    strongest = {fact: max(p.confidence for p in group) for fact, group in facts.items()}
    named = _grouped(proposals, lambda p: p.candidate.member.name)
    features = {}
    for fact, group in facts.items():
        if strongest[fact] < HARDLY:
            continue
        name, action = fact
        best = max(group, key=lambda p: p.confidence)
        trigger, referent = best.candidate.trigger, best.candidate.referent
        actions = [c for other, c in strongest.items() if other[0] == name and other != fact]
        names = [c for other, c in strongest.items() if other[1] == action and other != fact]
        sentences = len(trigger.token.doc.sents)
        elsewhere = [p.confidence for p in group if p.sentence != best.sentence]
        rival_names = [p.confidence for p in at_words[trigger.token.i, action] if p.fact != fact]
        rival_actions = [p.confidence for p in at_name[trigger.token.i, name] if p.fact != fact]
        by_name = [p.confidence for p in group if p.candidate.referent.kind == "name"]
        words = {p.candidate.trigger.span.text.lower() for p in group if p.confidence > POSSIBLE}
        features[fact] = {
            "bias": 1.0,
            "best": logit(best.confidence),
            "best by name": logit(max(by_name, default=0.0)),
            "elsewhere": logit(max(elsewhere, default=0.0)),
            "mean": fmean(logit(p.confidence) for p in group),
            "proposals": min(len(group), MOST),
            "likely proposals": sum(p.confidence > LIKELY for p in group),
            "different words": len(words),
            "rival name at the words": logit(max(rival_names, default=0.0)),
            **_role_features(best, at_words[trigger.token.i, action]),
            "rival action at the words": logit(max(rival_actions, default=0.0)),
            "rival name in the article": logit(max(names, default=0.0)),
            "rival action in the article": logit(max(actions, default=0.0)),
            "likely names": sum(c > LIKELY for c in (strongest[fact], *names)),
            "likely actions": sum(c > LIKELY for c in (strongest[fact], *actions)),
            "share of the name": len(named[name]) / len(proposals),
            "names": len(named),
            "sentence": best.sentence,
            "sentences": sentences,
            "place": best.sentence / sentences,
            f"referent={referent.kind}": 1.0,
            f"pattern={trigger.pattern.kind}": 1.0,
            "weak": float(trigger.pattern.weak),
            "arguments": len(trigger.pattern.arguments),
            "linked": float(best.candidate.member.link is not None),
            f"language={trigger.token.lang_}": 1.0,
            f"action={action}": 1.0,
        }
    return features


def _role_features(best: Proposal, at_words: Sequence[Proposal]) -> dict[str, float]:
    """Who else takes the role, and who the other, at the same words."""
    agency = best.agency()
    rivals = [
        p for p in at_words if p.fact != best.fact and p.confidence >= HARDLY and p.list_key != best.list_key
    ]
    same = [p.confidence for p in rivals if (p.agency() >= AGENT) == (agency >= AGENT)]
    other = [p.confidence for p in rivals if (p.agency() >= AGENT) != (agency >= AGENT)]
    return {
        "agent": float(agency >= AGENT),
        "sure of the role": abs(agency - AGENT),
        "rival in the role": logit(max(same, default=0.0)),
        "other role": logit(max(other, default=0.0)),
    }


def logit(probability: float) -> float:
    """The logarithm of the odds, within bounds."""
    return log(max(probability, DOUBT) / max(1.0 - probability, DOUBT))


def _grouped(proposals: Sequence[Proposal], key: Callable[[Proposal], Key]) -> dict[Key, list[Proposal]]:
    groups: dict[Key, list[Proposal]] = {}
    for proposal in proposals:
        groups.setdefault(key(proposal), []).append(proposal)
    return groups
