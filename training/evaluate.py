"""A trained pipeline and the dev files in; the table of scores out.

Texts are parsed raw: tokens, sentences, tags and trees are all predicted. Trees are scored as spaCy does
(`LAS`, without punctuation) and as the CoNLL 2018 script does (`LAS conll`: all words, universal labels
only, F1 over aligned words); sub-labels of the gold trees go through the same table as those of training,
except for `LAS as published`. Names are scored as exact character spans, micro-averaged over PER, ORG and
LOC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.nlp import bound_sentences
from training.build import held_out
from training.conllu import read
from training.corpus import documents, freed, records, treebank

NAMES = ("PER", "ORG", "LOC")
Row = dict[str, float]


def score_syntax(nlp: Language, path: Path, language: str, source: str = "") -> Row:
    gold = [s for s in treebank(path, language) if source in s.source]
    raw = [s for s in treebank(path, language, labels=False) if source in s.source]
    docs = list(documents(gold, nlp.vocab, blank_lines=False))
    published = list(documents(raw, nlp.vocab, blank_lines=False))
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name == "ner"]):
        predicted = list(nlp.pipe([doc.text for doc in docs]))
    examples = [Example(p, g) for p, g in zip(predicted, docs, strict=True)]
    scores = Scorer(nlp).score(examples)
    again = Scorer(nlp).score([Example(p, g) for p, g in zip(predicted, published, strict=True)])
    return {
        "tokens": scores["token_f"],
        "UPOS": scores["pos_acc"] or 0.0,
        "XPOS": scores.get("tag_acc") or 0.0,
        "FEATS": scores["morph_acc"] or 0.0,
        "lemma": scores["lemma_acc"] or 0.0,
        "UAS": scores["dep_uas"],
        "LAS": scores["dep_las"],
        "LAS as published": again["dep_las"],
        "LAS conll": conll_las(predicted, docs),
        "sentences": scores["sents_f"],
    }


def conll_las(predicted: Iterable[Doc], gold: Iterable[Doc]) -> float:
    """F1 of (word, head, universal label) over character spans of words."""
    right = ours = theirs = 0
    for p, g in zip(predicted, gold, strict=True):
        a, b = _arcs(p), _arcs(g)
        right, ours, theirs = right + len(a & b), ours + len(a), theirs + len(b)
    return 2 * right / (ours + theirs)


def _arcs(doc: Doc) -> set[tuple[int, int, int, str]]:
    return {
        (
            t.idx,
            t.idx + len(t),
            -1 if t.head is t or t.head.i == t.i else t.head.idx,
            t.dep_.partition(":")[0].lower(),
        )
        for t in doc
        if not t.is_space
    }


def score_names(nlp: Language, gold: Path | list[dict[str, Any]], source: str = "") -> Row:
    kept = [r for r in (records(gold) if isinstance(gold, Path) else gold) if source in r.get("source", "")]
    right: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    with nlp.select_pipes(enable="ner"):
        parsed = list(nlp.pipe([record["text"] for record in kept]))
    for record, doc in zip(kept, parsed, strict=True):
        named = {(s, e, label) for s, e, label in record["spans"] if label in NAMES}
        found = {(x.start_char, x.end_char, x.label_) for x in doc.ents if x.label_ in NAMES}
        for counter, spans in ((right, named & found), (ours, found), (theirs, named)):
            counter.update(label for _, _, label in spans)
    row = {label: _f1(right[label], ours[label], theirs[label]) for label in NAMES}
    totals = (sum(right.values()), sum(ours.values()), sum(theirs.values()))
    precision, recall = totals[0] / max(totals[1], 1), totals[0] / max(totals[2], 1)
    return {"micro": _f1(*totals), "precision": precision, "recall": recall, **row}


def _f1(right: int, ours: int, theirs: int) -> float:
    return 2 * right / max(ours + theirs, 1)


def size(path: Path) -> float:
    """Megabytes on disk."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6


def report(path: Path, data: Path, language: str) -> str:
    """The scores of the pipeline in `path` as Markdown tables, by source."""
    nlp = spacy.load(path)
    Language.component("wortlaut_sentences", func=bound_sentences)
    nlp.add_pipe("wortlaut_sentences", first=True)  # as `pipeline.nlp` does
    syntax = data / language / "syntax" / "dev.conllu.gz"
    names = data / language / "ner" / "dev.jsonl.gz"
    trees = {source: score_syntax(nlp, syntax, language, source) for source in ("", *sources_of(syntax))}
    spans = {source: score_names(nlp, names, source) for source in ("", *_origins(names))}
    spans["own (held out)"] = score_names(nlp, held_out(data, language))
    if language == "de":
        spans["GermEval2014, names in compounds"] = score_names(
            nlp, [freed(record) for record in records(names)], "GermEval2014"
        )
    newswire = data / language / "eval" / "newswire_dev.jsonl.gz"
    if newswire.exists():
        spans["newswire"] = score_names(nlp, newswire)
    return "\n\n".join(
        (f"{language}: {size(path):.1f} MB", _table(trees), _table(spans)),
    )


def sources_of(path: Path) -> list[str]:
    return sorted({sentence.source for sentence in read(path)})


def _origins(path: Path) -> list[str]:
    return sorted({record["source"] for record in records(path)})


def _table(rows: dict[str, Row]) -> str:
    columns = next(iter(rows.values())).keys()
    lines = ["| | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 1) + "|"]
    lines += [
        f"| {name or 'all'} | " + " | ".join(f"{v:.3f}" for v in row.values()) + " |"
        for name, row in rows.items()
    ]
    return "\n".join(lines)
