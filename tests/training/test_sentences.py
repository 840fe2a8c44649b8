"""Sentence borders of the shipped pipelines on hand-made cases: abbreviations, quotes, headlines."""

import pytest

from pipeline import nlp

GERMAN = [
    ["Siemens streicht 2000 Stellen.", "Die Gewerkschaft protestiert."],
    ["Der Umsatz stieg um 3,5 Prozent auf 1,2 Mrd. Euro.", "Das teilte der Konzern mit."],
    ["Die Dr. Oetker KG übernimmt die Brauerei zum 1. Januar 2020.", "Der Preis blieb geheim."],
    ["„Wir haben keine Wahl“, sagte Vorstandschef Kaeser.", "Analysten zeigten sich überrascht."],
    ["Das berichtet u.a. das »Handelsblatt«.", "Huawei wollte sich nicht äussern."],
    ["Der Vertrag lief 2019 aus.", "Danach wurde er nicht verlängert."],
    ["Warum kauft VW den Zulieferer?", "Der Konzern schweigt."],
    ["Die Deutsche-Bank-Aktie verlor 4,2 %.", "Auch die Commerzbank gab nach."],
    ["Die Grossbank UBS baut in der Schweiz Stellen ab.", "Betroffen sind vor allem Zürich und Basel."],
]
ENGLISH = [
    ["Huawei sued the U.S. government on Thursday.", "The company said the ban was illegal."],
    ["Apple Inc. bought the startup for $3.5 million.", "Terms were not disclosed."],
    ["“We have no choice,” said Mr. Ren.", "Analysts were surprised."],
    ["The deal was signed in 2019.", "It expired a year later."],
    ["Why did Intel buy the company?", "The chipmaker won't say."],
    ["Sales rose 4.5% to $1.2 billion.", "That beat expectations."],
    ["The unit is based in Washington, D.C. and employs 200 people.", "It will be closed in March."],
]
CASES = [("de", case) for case in GERMAN] + [("en", case) for case in ENGLISH]
HEADLINES = [
    ("de", "Siemens vor dem Umbau", "München (dpa) - Der Konzern plant einen Umbau."),
    ("de", "Neue Vorwürfe gegen Hikvision", "Der Hersteller weist die Vorwürfe zurück."),
    ("en", "Huawei hits back at Washington", "The company said on Monday it would sue."),
    ("en", "New blow for ZTE", "The Commerce Department banned sales to the company."),
]


@pytest.mark.parametrize(("language", "sentences"), CASES)
def test_sentences(language, sentences):
    doc = nlp.load(language)(" ".join(sentences))
    assert [sentence.text for sentence in doc.sents] == sentences


@pytest.mark.parametrize(("language", "headline", "body"), HEADLINES)
def test_headline_is_a_sentence(language, headline, body):
    doc = nlp.load(language)(f"{headline}\n\n{body}")
    assert next(doc.sents).text.strip() == headline
