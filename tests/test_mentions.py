"""Mentions from hand-made Docs: model, rules and gazetteer together, and who is who within an article."""

import itertools
import re

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.mentions import find_mentions
from pipeline.mentions.names import clean_name
from pipeline.records import Hit, Link, Mention

COMPANIES = {
    "Siemens": "Siemens",
    "Huawei": "Huawei",
    "Massachusetts Institute of Technology": "Massachusetts Institute of Technology",
    "MIT": "Massachusetts Institute of Technology",
    "Hangzhou Hikvision Digital": "Hikvision",
    "Hikvision": "Hikvision",
    "Deutsche Bank": "Deutsche Bank",
    "Kröger": "Hellmuth Kröger",
    "Apple": "Apple",
    "Essen AG": "Essen",
    "Zeiss": "Carl Zeiss",
    "VW": "Volkswagen",
}
ARTICLES = {"Der", "Die", "Das", "der", "die", "das"}
WORDS = {"Apple"}  # ordinary words, linked with evidence only


def linked(name: str, *, language: str, evidence: bool = False) -> Link | None:
    bare = re.sub(r" (?:AG|Inc\.?|GmbH)$", "", name)
    if bare not in COMPANIES or (bare in WORDS and language == "en" and not evidence):
        return None
    return Link(COMPANIES[bare].lower(), COMPANIES[bare], 1.0, bare)


def hits_in(text: str) -> list[Hit]:
    """What a gazetteer of COMPANIES finds, the longest first."""
    pattern = (
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, COMPANIES), key=len, reverse=True)) + r")(?=s?(?!\w))"
    )
    return [
        Hit(
            m.start(),
            m.end(),
            m[0],
            Link(COMPANIES[m[0]].lower(), COMPANIES[m[0]], 0.5 if m[0] in WORDS else 1.0, m[0]),
        )
        for m in re.finditer(pattern, text)
    ]


def doc_of(text: str, ents: dict[str, str], *, language: str = "de") -> Doc:
    """A Doc with the entities at each place where their words stand, and PROPN for words in them."""
    doc = spacy.blank(language)(text)
    spans = []
    for words, label in ents.items():
        for match in re.finditer(re.escape(words), text):
            span = doc.char_span(match.start(), match.end(), label=label, alignment_mode="expand")
            if span is not None and not any(
                span.start < other.end and other.start < span.end for other in spans
            ):
                spans.append(span)
    doc.ents = spans
    for token in doc:
        token.pos_ = "PROPN" if token.ent_type_ else "DET" if token.text in ARTICLES else "NOUN"
    return doc


def mentions(text: str, ents: dict[str, str], *, language: str = "de") -> tuple[Mention, ...]:
    found = find_mentions(doc_of(text, ents, language=language), hits_in(text), linked, article_id="a")
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    return found


def told(text: str, ents: dict[str, str], *, language: str = "de") -> list[tuple[str, str, str]]:
    return [(m.text, m.label, m.name) for m in mentions(text, ents, language=language)]


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        # the name inside a compound and a genitive
        ("Der Siemens-Chef geht.", {"Siemens-Chef": "ORG"}, [("Siemens", "ORG", "Siemens")]),
        ("Die Rovio-Aktie fällt.", {"Rovio-Aktie": "MISC"}, [("Rovio", "ORG", "Rovio")]),
        ("Huaweis Technologie", {"Huaweis": "ORG"}, [("Huawei", "ORG", "Huawei")]),
        ("Der VW-Dieselskandal", {"VW-Dieselskandal": "MISC"}, [("VW", "ORG", "Volkswagen")]),
        # quotes, brackets and articles are no part of a name
        ("„Orbis“ wächst.", {"„Orbis“": "ORG"}, [("Orbis", "ORG", "Orbis")]),
        (
            "(Dow Jones)-- Orbis wächst.",
            {"Dow Jones)-- Orbis": "ORG"},
            [("Dow Jones", "ORG", "Dow Jones"), ("Orbis", "ORG", "Orbis")],
        ),
        # the longest wins
        (
            "Deutsche Bank Research warnt.",
            {"Deutsche Bank Research": "ORG"},
            [("Deutsche Bank Research", "ORG", "Deutsche Bank Research")],
        ),
        (
            "Hangzhou Hikvision Digital verdient.",
            {"Hikvision": "ORG"},
            [("Hangzhou Hikvision Digital", "ORG", "Hikvision")],
        ),
        # a person is not the firm of that name, and the firm no person
        ("Carola Kröger kam.", {"Carola Kröger": "PER"}, [("Carola Kröger", "PER", "Carola Kröger")]),
        ("Kröger entlässt alle.", {"Kröger": "PER"}, [("Kröger", "ORG", "Hellmuth Kröger")]),
        ("Carola Kröger kam. Kröger ging.", {"Carola Kröger": "PER", " Kröger ging": "PER"}, None),
        # a place stays a place
        ("In Essen regnet es.", {"Essen": "LOC"}, [("Essen", "LOC", "Essen")]),
        # a town's adjective tells where, not who
        ("Der Jenaer Zeiss geht es gut.", {"Jenaer Zeiss": "ORG"}, [("Zeiss", "ORG", "Carl Zeiss")]),
        # only the gazetteer
        ("Dann kam Siemens.", {}, [("Siemens", "ORG", "Siemens")]),
        ("Nobody is named here.", {}, []),
    ],
)
def test_spans(text: str, ents: dict[str, str], expected: list[tuple[str, str, str]] | None):
    if expected is not None:
        assert told(text, ents) == expected
    else:
        assert all(label == "PER" for _, label, _ in told(text, ents))


def test_found_by():
    found = mentions("Siemens, Huawei und Orbis.", {"Siemens": "ORG", "Orbis": "ORG"})
    assert [m.found_by for m in found] == ["both", "gazetteer", "model"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Dressmaster GmbH zahlt.", "Dressmaster"),
        ("Die Bruns Logistik GmbH & Co. KG zahlt.", "Bruns Logistik"),
        ("Ralph Petersen & Wolff klagen.", None),
        ("Das Landgericht Erfurt urteilt.", "Landgericht Erfurt"),
        ("Der SV Elbstern 04 spart.", "SV Elbstern 04"),
    ],
)
def test_words_around_give_an_organisation_away(text: str, name: str | None):
    doc = doc_of(text, {})
    for token in doc:
        if token.text in {"Dressmaster", "Bruns", "Petersen", "Wolff", "Ralph", "Logistik"}:
            token.pos_ = "PROPN"
    found = find_mentions(doc, [], linked, article_id="a")
    assert [m.label for m in found] == ["ORG"]
    assert name is None or found[0].name == name


def test_a_noun_of_business_makes_the_name_after_it_an_organisation():
    doc = doc_of("Der Zulieferer Brose streicht Stellen.", {"Brose": "PER"})
    (mention,) = find_mentions(doc, [], linked, article_id="a")
    assert (mention.text, mention.label) == ("Brose", "ORG")


def test_a_bare_role_is_no_name():
    doc = doc_of("Der Bremer Betreiber zahlt.", {"Bremer Betreiber": "ORG"})
    doc[1].pos_, doc[2].pos_ = "ADJ", "NOUN"
    assert find_mentions(doc, [], linked, article_id="a") == ()


def cut_doc(text: str, pos: dict[str, str], *, language: str = "de") -> Doc:
    """A Doc with compounds cut at their hyphens, as our models do; words are NOUN but for `pos`."""
    found = list(re.finditer(r"[\w.]*\w|[^\w\s]", text))
    spaces = [m.end() < len(text) and text[m.end()].isspace() for m in found]
    doc = Doc(spacy.blank(language).vocab, words=[m[0] for m in found], spaces=spaces)
    assert doc.text == text
    for token in doc:
        token.pos_ = pos.get(token.text, "NOUN")
    return doc


@pytest.mark.parametrize(
    ("text", "proper", "names"),
    [
        ("Die Rovio-Aktie fällt", "Rovio", ["Rovio"]),
        ("Der Ex-Orbis-Chef geht", "Orbis", ["Orbis"]),
        ("Der US-Konzern zahlt", "US", []),
        ("Zwei Ex-Mitarbeiter klagen", "Ex", []),
        ("Die Fabrik-Mitarbeiter klagen", "", []),
        ("Das Start-Up Orbis wächst", "Orbis", ["Orbis"]),
        ("im Athletik-Sektor Orbis Apparel Inc", "Orbis Apparel", ["Orbis Apparel"]),
    ],
)
def test_a_compound_is_one_word_though_it_is_cut(text: str, proper: str, names: list[str]):
    doc = cut_doc(text, dict.fromkeys(proper.split(), "PROPN"))
    assert [m.name for m in find_mentions(doc, [], linked, article_id="a")] == names


@pytest.mark.parametrize(
    ("text", "pos", "names"),
    [
        ("the firm Giant Company Software grew", {"Giant": "ADJ"}, ["Giant Company Software"]),
        ("a company called Orbis grew", {"called": "VERB", "Orbis": "PROPN"}, ["Orbis"]),
        ("a company , named Orbis , grew", {"named": "VERB", "Orbis": "PROPN"}, ["Orbis"]),
        ("a company grew", {"grew": "VERB"}, []),
    ],
)
def test_an_english_noun_of_business_names_what_follows(text: str, pos: dict[str, str], names: list[str]):
    doc = cut_doc(text, pos, language="en")
    assert [m.name for m in find_mentions(doc, [], linked, article_id="a")] == names


@pytest.mark.parametrize(
    ("name", "dep", "names"),
    [
        ("Orbis", "nsubj", ["France", "Orbis"]),
        ("Docklands", "nmod", ["France"]),
        ("Parliament", "nsubj", ["France"]),
    ],
)
def test_a_country_has_companies(name: str, dep: str, names: list[str]):
    doc = Doc(
        spacy.blank("en").vocab, words=["France", "'s", name, "pays"], spaces=[False, True, True, False]
    )
    doc.ents = [doc.char_span(0, 6, label="LOC")]
    doc[2].pos_, doc[2].dep_ = "PROPN", dep
    assert [m.name for m in find_mentions(doc, [], linked, article_id="a")] == names


def test_what_the_last_word_says_goes_before_the_label():
    assert told("Orbis Pharmaceuticals zahlt.", {"Orbis Pharmaceuticals": "PER"}) == [
        ("Orbis Pharmaceuticals", "ORG", "Orbis Pharmaceuticals")
    ]


def test_an_office_parts_firm_and_person():
    assert told("Orbis CEO Marcello Leone kam.", {"Orbis CEO Marcello Leone": "ORG"}) == [
        ("Orbis", "ORG", "Orbis"),
        ("Marcello Leone", "PER", "Marcello Leone"),
    ]


def test_a_new_name_is_found_again_by_its_first_word():
    doc = doc_of("Orbis Pharmaceuticals zahlt. Orbis wächst.", {"Orbis Pharmaceuticals": "ORG"})
    doc[4].pos_ = "PROPN"
    assert doc[4].text == "Orbis"
    doc.ents = [doc.char_span(0, 21, label="PER")]
    names = [m.name for m in find_mentions(doc, [], linked, article_id="a")]
    assert names == ["Orbis Pharmaceuticals"] * 2


# ---- who is who


def test_a_bracket_goes_before_the_gazetteer():
    text = "Das Marktinstitut Innere Theorie (MIT) klagt. Das MIT verliert."
    found = told(text, {"Marktinstitut Innere Theorie": "ORG"})
    assert {name for _, _, name in found} == {"Marktinstitut Innere Theorie"}


def test_what_a_name_is_of_does_not_shorten_it():
    text = "Die Sparbank von Orbisland zahlt. Orbisland dankt."
    names = [name for _, _, name in told(text, {"Sparbank von Orbisland": "ORG", "Orbisland": "ORG"})]
    assert names == ["Sparbank von Orbisland", "Orbisland"]


def test_a_bracket_introduces_the_short_form():
    text = "Der Beratungsring Mitte (BRM) klagt. Der BRM verliert."
    assert told(text, {"Beratungsring Mitte": "ORG", "BRM": "ORG"}) == [
        ("Beratungsring Mitte", "ORG", "Beratungsring Mitte"),
        ("BRM", "ORG", "Beratungsring Mitte"),
        ("BRM", "ORG", "Beratungsring Mitte"),
    ]


def test_the_full_form_lends_its_name_to_its_words():
    text = "Die Wilhelm Blasko Werke zahlen. Blasko Werke schweigen."
    names = [name for _, _, name in told(text, {"Wilhelm Blasko Werke": "ORG", "Blasko Werke": "ORG"})]
    assert names == ["Wilhelm Blasko Werke"] * 2


def test_a_generic_last_word_shortens_nothing():
    text = "Die Orbis Bank zahlt. Die Bank schweigt."
    assert told(text, {"Orbis Bank": "ORG", "Bank schweigt": "ORG"})[0][2] == "Orbis Bank"


def test_both_forms_of_a_known_company_share_its_name():
    text = "Das Massachusetts Institute of Technology (MIT) prüft. Das MIT schweigt."
    assert {name for _, _, name in told(text, {})} == {"Massachusetts Institute of Technology"}


def test_persons_are_called_by_their_full_name():
    text = "Wilbur Ross sprach. Ross ging."
    doc = doc_of(text, {"Wilbur Ross": "PER"})
    doc.ents = [*doc.ents, doc.char_span(20, 24, label="PER")]
    assert [m.name for m in find_mentions(doc, [], linked, article_id="a")] == ["Wilbur Ross"] * 2


def test_evidence_links_an_ordinary_word():
    (mention,) = mentions("They met Apple there.", {"Apple": "ORG"}, language="en")
    assert mention.link is not None
    assert mentions("Apple pie.", {}, language="en") == ()
    assert len(mentions("Sie trafen Apple.", {}, language="de")) == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Orbis Group", "Orbis Group"),
        ("Orbis AG", "Orbis"),
        ("Orbis GmbH & Co. KG", "Orbis"),
        ("Orbis’s", "Orbis"),
        ("Orbis\nHolding", "Orbis Holding"),
        ("Apple Inc.", "Apple"),
        ("Der Spiegel", "Der Spiegel"),
        ("AG", "AG"),
    ],
)
def test_clean_name(words: str, name: str):
    assert clean_name(words) == name


def test_ids_tell_place_and_article():
    text = "Siemens und Siemens."
    doc, hits = doc_of(text, {}), hits_in(text)
    here = [m.mention_id for m in find_mentions(doc, hits, linked, article_id="a")]
    there = [m.mention_id for m in find_mentions(doc, hits, linked, article_id="b")]
    assert len({*here, *there}) == 4
    assert here == [m.mention_id for m in find_mentions(doc, hits, linked, article_id="a")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "AG", "GmbH GmbH", "& Co. KG", "- - -", "(((", "🙂 AG"])
def test_strange_texts(text: str):
    find_mentions(doc_of(text, {}), [], linked, article_id="a")
