"""The loader of the language models: what it promises about texts, and what it says when files are wrong."""

import json
import shutil

import pytest
import spacy

from pipeline import nlp
from pipeline.errors import ConfigError, DocumentError

TEXTS = {
    "de": "Siemens baut um\n\nMünchen (dpa) - Der Konzern stellt die Produktion ein.  Huaweis „Netz“ …\n",
    "en": "Huawei hits back\n\nLONDON -- The company won't sell its U.S. unit.  “No,” said Ren.\t\n",
}
LANGUAGES = sorted(TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_kept(language):
    [(doc, context)] = nlp.parse([(TEXTS[language], 7)], language, batch_size=4)
    assert doc.text == TEXTS[language]
    assert context == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_and_blank_texts_give_docs(language):
    texts = ["", " ", "\n\n", "x"]
    docs = [doc for doc, _ in nlp.parse([(text, None) for text in texts], language, batch_size=4)]
    assert [doc.text for doc in docs] == texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_parses_alike_alone_and_in_a_batch(language):
    texts = [(TEXTS[language] * n, n) for n in range(1, 6)]
    together = [doc.to_json() for doc, _ in nlp.parse(texts, language, batch_size=5)]
    alone = [doc.to_json() for pair in texts for doc, _ in nlp.parse([pair], language, batch_size=1)]
    assert together == alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_model_has_one_label_scheme(language):
    labels = set(nlp.load(language).get_pipe("parser").labels)
    shared = "nsubj nsubj:pass obj obl obl:agent nmod nmod:poss appos acl acl:relcl advcl ccomp xcomp csubj"
    shared += " compound compound:prt aux aux:pass mark case conj cc parataxis amod det flat nummod"
    assert set(shared.split()) <= labels
    assert {label for label in labels if label.startswith("flat:")} == set()
    assert set(nlp.load(language).get_pipe("ner").labels) == {"PER", "ORG", "LOC", "MISC"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_line_ends_a_sentence(language):
    [(doc, _)] = nlp.parse([(TEXTS[language], None)], language, batch_size=1)
    headline = TEXTS[language].split("\n", maxsplit=1)[0]
    assert next(doc.sents).text.strip() == headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_a_zone_are_forgotten(language):
    strings = nlp.load(language).vocab.strings
    with nlp.memory_zone():
        [(doc, _)] = nlp.parse([("Qzwxthal kauft Vrxlmon.", None)], language)
        assert doc.text == "Qzwxthal kauft Vrxlmon."
        assert "Qzwxthal" in strings
    assert "Qzwxthal" not in strings


def test_a_model_is_loaded_once():
    assert nlp.load("de") is nlp.load("de")


def test_models_are_complete():
    assert nlp.check_models() == []


def test_versions_name_every_language():
    versions = nlp.model_versions()
    assert sorted(versions) == LANGUAGES
    assert versions == nlp.model_versions()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A models folder with an empty German pipeline, in place of the real one."""
    spacy.blank("de").to_disk(tmp_path / "de")
    monkeypatch.setattr(nlp, "MODELS", tmp_path)
    return tmp_path


def test_missing_model_names_the_remedy(folder):
    with pytest.raises(ConfigError, match=r"en: the language model is missing; .*make models"):
        nlp.load("en")


def test_model_of_another_spacy_is_refused(folder):
    path = folder / "de" / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(meta | {"spacy_version": ">=2.3.0,<2.4.0"}), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"made for spaCy >=2\.3\.0,<2\.4\.0, but 3"):
        nlp.load("de")


@pytest.mark.parametrize("damage", ["", "[]", "{"])
def test_damaged_meta_is_reported(folder, damage):
    (folder / "de" / "meta.json").write_text(damage, encoding="utf-8")
    with pytest.raises(ConfigError, match="damaged"):
        nlp.load("de")


def test_missing_weights_are_reported(folder):
    shutil.rmtree(folder / "de" / "vocab")
    (folder / "de" / "tokenizer").unlink()
    with pytest.raises(ConfigError, match="can't be loaded"):
        nlp.load("de")


def test_check_models_reports_instead_of_raising(folder):
    shutil.rmtree(folder / "de")
    assert len(nlp.check_models()) == len(LANGUAGES)


def test_version_follows_content(folder):
    spacy.blank("en").to_disk(folder / "en")
    before = nlp.model_versions()
    (folder / "de" / "README.md").write_text("words about the model", encoding="utf-8")
    assert nlp.model_versions() == before
    with (folder / "de" / "tokenizer").open("ab") as file:
        file.write(b"x")
    after = nlp.model_versions()
    assert after["de"] != before["de"]
    assert after["en"] == before["en"]


def test_too_long_a_text_is_a_document_error(monkeypatch):
    monkeypatch.setattr(nlp, "MAX_CHARACTERS", 20)
    with pytest.raises(DocumentError) as caught:
        list(nlp.parse([("kurz", 1), ("x" * 21, 2)], "de", batch_size=2))
    assert (caught.value.stage, caught.value.error) == ("parse", "too_long")


def hand_made(words, heads, deps, pos, lemmas):
    return spacy.tokens.Doc(
        spacy.blank("de").vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=lemmas
    )


def test_particle_returns_to_its_verb():
    doc = hand_made(
        ["Bosch", "stellt", "Diesel", "ein"],
        [1, 1, 1, 1],
        ["nsubj", "ROOT", "obj", "compound:prt"],
        ["PROPN", "VERB", "NOUN", "ADP"],
        ["Bosch", "stellen", "Diesel", "ein"],
    )
    assert [token.lemma_ for token in nlp.restore_particles(doc)] == ["Bosch", "einstellen", "Diesel", "ein"]


def test_particle_is_not_doubled():
    doc = hand_made(
        ["Sie", "sieht", "Diesel", "mit", "an"],
        [1, 1, 1, 1, 1],
        ["nsubj", "ROOT", "obj", "compound:prt", "compound:prt"],
        ["PRON", "VERB", "NOUN", "ADP", "ADP"],
        ["sie", "ansehen", "Diesel", "mit", "an"],
    )
    assert nlp.restore_particles(doc)[1].lemma_ == "mitansehen"


def test_blank_line_starts_a_sentence_and_a_line_break_does_not():
    doc = spacy.blank("de")("Siemens baut um\n\nMünchen\nBerlin\n\n")
    starts = [token.text for token in nlp.bound_sentences(doc) if token.is_sent_start]
    assert starts == ["Siemens", "München"]


def test_a_sign_that_clings_starts_no_sentence():
    doc = nlp.bound_sentences(spacy.blank("de")("„Nein.“ „Doch“ (so)"))
    assert [token.text for token in doc if token.is_sent_start is False] == [".", "“", "“", ")"]
