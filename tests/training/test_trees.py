"""From CoNLL-U to our trees: multiword tokens, hyphens, labels; one hand-made sentence for each rule."""

import pytest
import spacy

from training.conllu import ROOT, Sentence, Word, read
from training.corpus import documents, freed, named, split_hyphens, weighted
from training.harmonise import harmonise
from training.replace import replaced

LAYERS = frozenset(("upos", "lemma", "feats", "head", "deprel"))


def sentence(source, *rows):
    """Rows of (form, upos, head counted from 1, label)."""
    words = [Word(form, form, upos, "", "", head - 1, label, True) for form, upos, head, label in rows]
    return Sentence(source, "", False, LAYERS, words)


def tree(made):
    return [(word.form, word.head + 1, word.deprel) for word in made.words]


def test_contraction_is_one_word_and_clitic_stays_apart(tmp_path):
    path = tmp_path / "a.conllu"
    rows = [
        "# text = Er war im Werk",
        "1\tEr\ter\tPRON\t_\t_\t5\tnsubj\t_\t_",
        "2\twar\tsein\tAUX\t_\t_\t5\tcop\t_\t_",
        "3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_",
        "3\tin\tin\tADP\tAPPR\t_\t5\tcase\t_\t_",
        "4\tdem\tder\tDET\t_\t_\t5\tdet\t_\t_",
        "5\tWerk\tWerk\tNOUN\t_\t_\t0\troot\t_\t_",
        "",
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
        "1\tdo\tdo\tAUX\t_\t_\t0\troot\t_\t_",
        "2\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\t_",
        "",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    german, english = read(path)
    assert tree(german) == [("Er", 4, "nsubj"), ("war", 4, "cop"), ("im", 4, "case"), ("Werk", 0, "root")]
    assert german.words[2].xpos == "APPRART"
    assert [(word.form, word.space) for word in english.words] == [("do", False), ("n't", False)]


def test_missing_layer_is_unknown_and_not_empty(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text("# layers = upos\n1\tEr\t_\tPRON\t_\t_\t_\t_\t_\t_\n\n", encoding="utf-8")
    [[word]] = [made.words for made in read(path)]
    assert (word.upos, word.lemma, word.feats, word.head, word.deprel) == ("PRON", "", None, None, "")


def test_compound_is_cut_at_its_hyphens():
    made = sentence(
        "own",
        ("Der", "DET", 2, "det"),
        ("Deutsche-Bank-Chef", "NOUN", 3, "nsubj"),
        ("geht", "VERB", 0, "root"),
    )
    split_hyphens(made)
    assert tree(made) == [
        ("Der", 6, "det"),
        ("Deutsche", 6, "compound"),
        ("-", 2, "punct"),
        ("Bank", 6, "compound"),
        ("-", 4, "punct"),
        ("Chef", 7, "nsubj"),
        ("geht", 0, "root"),
    ]


def test_double_name_is_headed_by_its_first_part_and_a_stump_keeps_its_place():
    made = sentence("own", ("Mercedes-Benz", "PROPN", 2, "nsubj"), ("baut", "VERB", 0, "root"))
    split_hyphens(made)
    assert tree(made) == [
        ("Mercedes", 4, "nsubj"),
        ("-", 1, "punct"),
        ("Benz", 1, "flat"),
        ("baut", 0, "root"),
    ]
    made = sentence("own", ("Bau-", "NOUN", 0, "root"), ("und", "CCONJ", 1, "cc"))
    split_hyphens(made)
    assert tree(made) == [("Bau", 0, "root"), ("-", 1, "punct"), ("und", 1, "cc")]


GSD, HDT = "UD_German-GSD", "UD_German-HDT"
RULES = [
    (
        "relative clause",
        sentence(
            GSD,
            ("Firma", "NOUN", 0, "root"),
            (",", "PUNCT", 5, "punct"),
            ("die", "PRON", 5, "nsubj"),
            ("Chips", "NOUN", 5, "obj"),
            ("baut", "VERB", 1, "acl"),
        ),
        {5: "acl:relcl"},
    ),
    (
        "infinitive is no relative clause",
        sentence(GSD, ("Plan", "NOUN", 0, "root"), ("zu", "PART", 3, "mark"), ("kaufen", "VERB", 1, "acl")),
        {3: "acl"},
    ),
    (
        "agent",
        sentence(
            HDT,
            ("wurde", "AUX", 4, "aux:pass"),
            ("von", "ADP", 3, "case"),
            ("Siemens", "PROPN", 4, "obl"),
            ("gekauft", "VERB", 0, "root"),
        ),
        {3: "obl:agent"},
    ),
    (
        "possessor before its noun",
        sentence(GSD, ("Huaweis", "PROPN", 2, "nmod"), ("Gründer", "NOUN", 0, "root")),
        {1: "nmod:poss"},
    ),
    (
        "genitive after its noun",
        sentence("UD_German-PUD", ("Beraterin", "NOUN", 0, "root"), ("Obamas", "PROPN", 1, "nmod:poss")),
        {2: "nmod"},
    ),
    ("dative", sentence(GSD, ("mir", "PRON", 2, "iobj"), ("gefiel", "VERB", 0, "root")), {1: "obl:arg"}),
    (
        "first determiner",
        sentence(GSD, ("Die", "DET", 2, "dep"), ("Aufgabe", "NOUN", 0, "root")),
        {1: "det"},
    ),
]


@pytest.mark.parametrize(("made", "labels"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_labels(made, labels):
    harmonise(made, "de")
    assert {number: made.words[number - 1].deprel for number in labels} == labels


def test_names_under_a_noun_are_one_apposition():
    made = sentence(
        HDT,
        ("Sprecher", "NOUN", 0, "root"),
        ("Franz", "PROPN", 1, "flat:name"),
        ("Klein", "PROPN", 1, "flat:name"),
    )
    harmonise(made, "de")
    assert tree(made) == [("Sprecher", 0, "root"), ("Franz", 1, "appos"), ("Klein", 2, "flat")]


def test_documents_keep_trees_and_text():
    made = [
        sentence("own/a", ("Es", "PRON", 2, "nsubj"), ("geht", "VERB", 0, "root"), (".", "PUNCT", 2, "punct"))
        for _ in range(30)
    ]
    docs = list(documents(made, spacy.blank("de").vocab))
    assert sum(len(list(doc.sents)) for doc in docs) == 30
    assert {token.head.text for doc in docs for token in doc if token.dep_ == "nsubj"} == {"geht"}
    assert any("\n\n" in doc.text for doc in docs)
    again = documents(made, spacy.blank("de").vocab)
    assert [doc.text for doc in docs] == [doc.text for doc in again]


def test_news_counts_double():
    rows = [("Ja", "INTJ", 0, "root")]
    made = [sentence("own/a", *rows), sentence(GSD, *rows), sentence("SmartData", *rows)]
    assert [s.source for s in weighted(made)] == ["own/a", GSD, "SmartData", "own/a", "SmartData"]


def test_heads_are_roots_or_inside():
    made = sentence(
        "own", ("A-B", "PROPN", 3, "nsubj"), ("C-D-E", "NOUN", 1, "appos"), ("geht", "VERB", 0, "root")
    )
    split_hyphens(made)
    assert all(word.head == ROOT or 0 <= word.head < len(made.words) for word in made.words)
    assert [word.form for word in made.words if word.head == ROOT] == ["geht"]


def test_name_inside_a_compound_becomes_a_name():
    text = "Die Commerzbank-Aktie nach der Bundestagswahl"
    record = {"text": text, "spans": [], "derived": [[4, 21, "ORGpart"], [31, 45, "ORGpart"]]}
    assert freed(record)["spans"] == [[4, 15, "ORG"]]


def test_span_off_token_borders_is_unknown():
    record = {"text": "Die VWler und Audi", "spans": [[4, 6, "ORG"], [14, 18, "ORG"]]}
    [doc] = named([record], spacy.blank("de"))
    assert [token.ent_iob_ for token in doc] == ["O", "", "O", "B"]


def test_replaced_names_stay_spans():
    record = {"text": "VW lobt Audi, VW zahlt.", "spans": [[0, 2, "ORG"], [8, 12, "ORG"], [14, 16, "ORG"]]}
    [made] = replaced([record], ["Mistral AG", "Kolb"], seed=1)
    words = [made["text"][start:end] for start, end, _ in made["spans"]]
    assert set(words) <= {"Mistral AG", "Kolb"}
    assert words[0] == words[2]
    assert made["text"] == f"{words[0]} lobt {words[1]}, {words[2]} zahlt."
