"""What a claim takes from other sentences about its fact."""

from dataclasses import dataclass
from types import SimpleNamespace as Fake

from pipeline.claims import extract
from pipeline.claims.proposal import Proposal


@dataclass(frozen=True)
class Dated:
    date: str | None


def said(trigger, confidence, *, name="Opel", action="sue"):
    candidate = Fake(trigger=Fake(words=trigger, action=action), member=Fake(name=name))
    return Proposal(candidate, 0, lambda: 1.0, confidence)


def date_at(trigger):
    return {"Klage": None, "klagte": "2019", "Prozess": "2020"}[trigger.words]


def test_the_surest_other_sentence_with_a_date_gives_it():
    echoes = extract._echoes([said("Prozess", 0.4), said("klagte", 0.6), said("Klage", 0.9)])
    found = extract._echoed(Dated(None), echoes["Opel", "sue"], date_at)
    assert found == Dated("2019")


def test_a_claim_keeps_its_own_date():
    assert extract._echoed(Dated("2018"), [said("klagte", 0.6)], date_at) == Dated("2018")


def test_unlikely_sentences_and_other_facts_tell_nothing():
    proposals = [said("klagte", extract.ECHO / 2), said("Prozess", 0.9, action="deny")]
    echoes = extract._echoes(proposals)
    assert extract._echoed(Dated(None), echoes["Opel", "sue"], date_at) == Dated(None)
