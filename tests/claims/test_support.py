"""What an article says for a fact: proposals in, features and the selection out."""

from math import exp
from types import SimpleNamespace as Fake

import pytest

from pipeline.claims import selection
from pipeline.claims.proposal import Proposal
from pipeline.claims.support import HARDLY, fact_features, logit

ARTICLE = Fake(sents=[None] * 4)


def proposal(name, action, confidence, *, sentence=0, place=0, kind="name", agency=1.0):
    token = Fake(i=10 * sentence + place, doc=ARTICLE, lang_="en")
    pattern = Fake(kind="verb", weak=False, arguments=())
    trigger = Fake(token=token, action=action, span=Fake(text=f"word{token.i}"), pattern=pattern)
    referent = Fake(kind=kind, token=Fake(i=token.i + ord(name), path=(), dep_="nsubj"))
    candidate = Fake(trigger=trigger, referent=referent, member=Fake(name=name, link=None))
    return Proposal(candidate, sentence, lambda: agency, confidence)


def test_each_fact_has_features_once():
    features = fact_features([proposal("A", "sue", 0.9), proposal("A", "sue", 0.2, sentence=2)])
    assert list(features) == [("A", "sue")]
    found = features["A", "sue"]
    assert found["best"] == logit(0.9)
    assert found["elsewhere"] == logit(0.2)
    assert found["proposals"] == 2
    assert found["place"] == 0.0


def test_rivals_at_the_same_words_are_seen_from_both_sides():
    features = fact_features(
        [proposal("A", "acquire", 0.6), proposal("B", "acquire", 0.8), proposal("A", "invest", 0.7)]
    )
    assert features["A", "acquire"]["rival name at the words"] == logit(0.8)
    assert features["A", "acquire"]["rival action at the words"] == logit(0.7)
    assert features["B", "acquire"]["rival action at the words"] == logit(0.0)


def test_who_takes_the_role_is_told_from_who_takes_the_other():
    features = fact_features(
        [
            proposal("A", "acquire", 0.6, agency=0.9),
            proposal("B", "acquire", 0.8, agency=0.2, place=0),
            proposal("C", "acquire", 0.7, agency=0.8, place=0),
        ]
    )
    found = features["A", "acquire"]
    assert (found["agent"], found["rival in the role"], found["other role"]) == (1.0, logit(0.7), logit(0.8))


def test_a_fact_that_is_hardly_likely_has_no_features():
    features = fact_features([proposal("A", "sue", HARDLY / 2), proposal("B", "sue", 0.5)])
    assert list(features) == [("B", "sue")]


def test_a_sure_probability_has_a_finite_logit():
    assert logit(1.0) == pytest.approx(-logit(0.0))


@pytest.fixture
def by_best(monkeypatch):
    """A decision about facts that follows the best proposal alone."""
    forest = Fake(probability=lambda features: 1 / (1 + exp(-features["best"])))
    monkeypatch.setattr(selection, "load_forest", lambda name: forest)


def test_a_fact_is_claimed_where_it_is_said_best_and_wherever_else_it_is_likely(by_best):
    said = [
        proposal("A", "sue", 0.7, sentence=0),
        proposal("A", "sue", 0.6, sentence=1),
        proposal("A", "sue", 0.2, sentence=2),
    ]
    kept = selection.select(said, threshold=0.5)
    assert [p.sentence for p in kept] == [0, 1]
    assert {p.confidence for p in kept} == {0.7}


def test_a_fact_below_the_threshold_is_none(by_best):
    assert selection.select([proposal("A", "sue", 0.4)], threshold=0.5) == []


def test_the_topic_steps_back_where_somebody_visible_takes_part(by_best):
    seen = proposal("A", "sue", 0.6)
    topic = proposal("B", "sue", 0.9, kind="topic")
    assert [p.candidate.member.name for p in selection.select([topic, seen], threshold=0.5)] == ["A"]
    assert [p.candidate.member.name for p in selection.select([topic], threshold=0.5)] == ["B"]
