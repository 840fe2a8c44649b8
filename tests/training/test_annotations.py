"""Annotations of all kinds in; the texts, and verdicts on their candidates, out."""

import gzip
import json
from types import SimpleNamespace as Fake

import pytest
import spacy

from training.articles import read_articles, text_of
from training.replace import invented
from training.silver import with_names
from training.verdicts import REPEATED, UNLIKELY, Verdict, verdicts_of


def packed(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8")))
    return path


def test_a_text_of_a_list_is_one_entry(tmp_path):
    path = packed(tmp_path / "train.jsonl.gz", '{"text": "one"}\n{"text": "two\\nlines"}\n')
    assert text_of(path, 1, 1) == "two\nlines"


def test_a_raw_text_is_joined_of_lines(tmp_path):
    path = packed(tmp_path / "raw.txt.gz", "one\n two \nthree\n")
    assert text_of(path, 1, 2) == "two\nthree"


def test_sentences_of_a_treebank_become_running_text(tmp_path):
    token = "{}\t{}\t_\t_\t_\t_\t0\troot\t_\t{}\n"
    sentences = [
        token.format(1, word, "SpaceAfter=No") + token.format(2, ".", "_") for word in ("Ja", "Nein")
    ]
    path = packed(tmp_path / "train.conllu.gz", "\n".join(sentences) + "\n")
    assert text_of(path, 0, 2) == "Ja. Nein."


def test_a_judged_record_brings_its_text_along(tmp_path):
    packed(tmp_path / "data" / "de" / "raw.txt.gz", "Opel klagt.\n")
    record = {"source": "de/raw.txt.gz", "first": 0, "lines": 1, "whole": True, "judged": [], "events": []}
    (tmp_path / "judged.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    [article] = read_articles([tmp_path / "judged.jsonl"], set(), tmp_path / "data")
    assert (article["id"], article["language"], article["text"]) == ("de/raw.txt.gz#0", "de", "Opel klagt.")


def candidate(name, action, *, sentence="Opel klagt.", offset=5):
    token = Fake(idx=offset, sent=Fake(text=sentence))
    return Fake(member=Fake(name=name, text=name), trigger=Fake(action=action, token=token))


def test_gold_claims_count_less_in_other_sentences():
    claim = {
        "entity": "Opel",
        "action": "sue",
        "role": "agent",
        "status": "planned",
        "evidence": "Opel klagt.",
    }
    verdicts = verdicts_of({"text": "Opel klagt.", "claims": [claim]})
    assert verdicts.of(candidate("Opel", "sue")) == Verdict("agent", 1.0)
    assert verdicts.of(candidate("Opel", "sue", sentence="Die Klage.")) == Verdict("agent", REPEATED)
    assert verdicts.of(candidate("Opel", "deny")) == Verdict(None, 1.0)
    assert verdicts.status_of(candidate("Opel", "sue").trigger) == "planned"


@pytest.mark.parametrize(("whole", "unjudged"), [(True, Verdict(None, UNLIKELY)), (False, None)])
def test_judgements_say_nothing_of_other_candidates(whole, unjudged):
    judged = [
        {"names": ["Opel", "Adam Opel"], "action": "sue", "at": [5], "label": "ts"},
        {"names": ["VW"], "action": "sue", "at": [5], "label": "no"},
    ]
    verdicts = verdicts_of({"whole": whole, "judged": judged})
    assert verdicts.of(candidate("Adam Opel", "sue")) == Verdict("target", 1.0)
    assert verdicts.of(candidate("VW", "sue")) == Verdict(None, 1.0)
    assert verdicts.of(candidate("Opel", "sue", offset=99)) == unjudged
    assert verdicts.status_of(candidate("Opel", "sue").trigger) == "speculative"
    assert verdicts.facts == {("opel", "sue"), ("adamopel", "sue")}


def test_names_of_claims_are_organisations_whatever_the_model_takes_them_for():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PER", "pattern": "Tyson"},
            {"label": "ORG", "pattern": "Acme Bank plc"},
            {"label": "LOC", "pattern": "Ohio"},
        ]
    )
    text = "Tyson Foods of Ohio sued Acme Bank plc. Tyson won."
    claims = [{"entity": "Tyson Foods", "variants": []}, {"entity": "Acme Bank"}]
    [record] = with_names([{"text": text, "claims": claims}], nlp)
    assert [(text[start:end], label) for start, end, label in record["spans"]] == [
        ("Tyson Foods", "ORG"),
        ("Ohio", "LOC"),
        ("Acme Bank plc", "ORG"),
        ("Tyson", "ORG"),
    ]


def test_invented_firms_are_the_same_for_the_same_seed():
    record = {"text": "Anna Kolb in Basel", "spans": [[0, 9, "PER"], [13, 18, "LOC"]]}
    first, again, other = (invented([record], "de", 20, seed) for seed in (1, 1, 2))
    assert first == again != other
    assert any("Kolb" in name or "Basel" in name for name in first)
