"""Treebanks and name lists in; spaCy corpora (`.spacy`) out, with what a source does not annotate left
unknown.

Sentences are joined to documents of up to ten, some with a blank line between them, so that the parser
learns where sentences end in running text and after headlines. The order and the joints depend on a seed
alone.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from training.conllu import ROOT, Sentence, Word, read
from training.harmonise import harmonise
from training.tokenizer import tokenise

SEED = 7
LONGEST = 10  # sentences in a document
# What a source is good for besides its trees; the rest of its layers contradicts the other sources.
UNUSED_LAYERS = {
    "UD_German-PUD": {"xpos"},
    "UD_German-GSD(parseme-1.1,UD-v2.1)": {"xpos", "feats", "lemma"},
}
REPEATED = {"GermEval2014": 2, "SmartData": 2, "own": 2}  # our own domain counts double
FINAL = re.compile(r"[.!?:;…]")
INNER_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\d)|(?<=[^\W\d_])-$")


def source_of(sentence: Sentence) -> str:
    """The name of a source as the tables of this module know it ("own/deA-001" is "own")."""
    return sentence.source.partition("/")[0]


def treebank(path: Path, language: str, *, labels: bool = True) -> Iterator[Sentence]:
    """The sentences of a file in our conventions: labels (if asked), hyphens, only the good layers."""
    for sentence in read(path):
        bad = UNUSED_LAYERS.get(source_of(sentence), set())
        for word in sentence.words:
            word.xpos = "" if "xpos" in bad else word.xpos
            word.feats = None if "feats" in bad else word.feats
            word.lemma = "" if "lemma" in bad else word.lemma
        if labels:
            harmonise(sentence, language)
        if language == "de":
            split_hyphens(sentence)
        yield sentence


def split_hyphens(sentence: Sentence) -> None:
    """Cut compounds at hyphens as GSD and PUD do (HDT and our own trees keep them whole)."""
    for index in reversed(range(len(sentence.words))):
        word = sentence.words[index]
        if word.form.count("-") and INNER_HYPHEN.search(word.form) and "." not in word.form:
            _split(sentence, index)


def _split(sentence: Sentence, index: int) -> None:
    word = sentence.words[index]
    forms = [form for form in re.split(r"(-)", word.form) if form]
    if len(forms) < 2 or "--" in word.form:
        return
    content = [i for i, form in enumerate(forms) if form != "-"]
    # A name is headed by its first part ("Mercedes - Benz"), a compound by its last ("Siemens - Chef").
    name = word.upos == "PROPN"
    main = content[0] if name else content[-1]
    lemmas = word.lemma.split("-")
    pieces = []
    for i, form in enumerate(forms):
        if form == "-":
            before = i - 1 if i else i + 1
            piece = Word(form, "-", "PUNCT", "$(" if word.xpos else "", "", index + before, "punct", False)
        elif i == main:
            lemma = word.lemma if len(lemmas) == 1 else lemmas[0 if name else -1]
            piece = Word(form, lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, False)
        else:
            piece = Word(form, "", *_part(form, word), index + main, "flat" if name else "compound", False)
        pieces.append(piece)
    pieces[-1].space = word.space
    grown = len(forms) - 1
    for other in sentence.words:
        if other.head is not None and other.head >= index:
            other.head = index + main if other.head == index else other.head + grown
    if pieces[main].head not in (None, ROOT) and word.head is not None and word.head > index:
        pieces[main].head = word.head
    sentence.words[index : index + 1] = pieces


def _part(form: str, word: Word) -> tuple[str, str, str | None]:
    if word.upos == "PROPN" or form.isupper():  # "US" in "US-Konzern"
        return "PROPN", "NE" if word.xpos else "", None
    if form.isdigit():
        return "NUM", "CARD" if word.xpos else "", None
    return ("ADJ", "", None) if word.upos == "ADJ" else ("", "", None)


def documents(
    sentences: Iterable[Sentence], vocab: Vocab, *, seed: int = SEED, blank_lines: bool = True
) -> Iterator[Doc]:
    """Join sentences of one document (or source) to Docs, with blank lines or single blanks between."""
    chance = random.Random(seed)
    group: list[Sentence] = []
    limit = chance.randint(1, LONGEST)
    for sentence in sentences:
        follows = group and _origin(sentence) == _origin(group[0])
        if group and (len(group) >= limit or not follows):
            yield join(group, vocab, chance, blank_lines=blank_lines)
            group, limit = [], chance.randint(1, LONGEST)
        group.append(sentence)
    if group:
        yield join(group, vocab, chance, blank_lines=blank_lines)


def _origin(sentence: Sentence) -> tuple[str, str]:
    return source_of(sentence), sentence.document


def join(sentences: list[Sentence], vocab: Vocab, chance: random.Random, *, blank_lines: bool) -> Doc:
    words: list[Word] = []
    starts: set[int] = set()
    heads: list[int | None] = []
    for number, sentence in enumerate(sentences):
        if number:
            ends = bool(FINAL.search(words[-1].form + words[-2].form if len(words) > 1 else words[-1].form))
            if blank_lines and chance.random() < (0.12 if ends else 0.6):
                words[-1].space = False
                words.append(Word("\n\n", "\n\n", "SPACE", "_SP", "", None, "dep", False))
                heads.append(len(words) - 2)  # space belongs to what stands before it
            else:
                words[-1].space = True
        shift = len(words)
        starts.add(shift)
        for i, word in enumerate(sentence.words):
            words.append(word)
            heads.append(None if word.head is None else shift + (i if word.head == ROOT else word.head))
    known = all(word.head is not None for sentence in sentences for word in sentence.words)
    doc = Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        lemmas=[word.lemma for word in words],
        heads=[i if head is None else head for i, head in enumerate(heads)] if known else None,
        deps=[_deprel(word) for word in words] if known else None,
        sent_starts=None if known else [i in starts for i in range(len(words))],
    )
    for token, word in zip(doc, words, strict=True):
        if word.feats is not None:
            token.set_morph(word.feats)
    return doc


def _deprel(word: Word) -> str:
    return "ROOT" if word.deprel == "root" else word.deprel or "dep"


def weighted(sentences: Iterable[Sentence]) -> list[Sentence]:
    """All sentences, then again those of the sources that count more, so that no document repeats itself."""
    kept = list(sentences)
    most = max(REPEATED.values())
    return [s for turn in range(most) for s in kept if turn < REPEATED.get(source_of(s), 1)]


def named(records: Iterable[dict[str, Any]], nlp: Language) -> Iterator[Doc]:
    """Docs with entities; where a span does not fall on token borders, its tokens are unknown."""
    for record in records:
        doc = nlp.make_doc(record["text"])
        spans: list[Span] = []
        unknown: list[Span] = []
        for start, end, label in record["spans"]:
            exact = doc.char_span(start, end, label=label)
            if exact is not None:
                spans.append(exact)
                continue
            wide = doc.char_span(start, end, label=label, alignment_mode="expand")
            if wide is not None:
                unknown.append(wide)
        taken = {i for span in spans for i in range(span.start, span.end)}
        unknown = [s for s in unknown if not taken.intersection(range(s.start, s.end))]
        doc.set_ents(spans, missing=_disjoint(unknown), default="outside")
        yield doc


def freed(record: dict[str, Any]) -> dict[str, Any]:
    """The record with names inside hyphen compounds as names of their own.

    GermEval marks all of "Commerzbank-Aktie" as ORGpart, which is no name; the other lists and we mark
    "Commerzbank". ("Bundestagswahl" has no seam and stays as it is.)
    """
    spans = list(record["spans"])
    for start, end, label in record.get("derived", ()):
        name, seam, _ = record["text"][start:end].rpartition("-")
        if label.endswith("part") and seam and "/" not in name:
            spans.append([start, start + len(name), label.removesuffix("part")])
    return record | {"spans": sorted(spans)}


def _disjoint(spans: list[Span]) -> list[Span]:
    return spacy.util.filter_spans(spans)


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write(docs: Iterable[Doc], path: Path) -> int:
    """Store Docs; returns their number of tokens."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = list(docs)
    DocBin(docs=kept, store_user_data=False).to_disk(path)
    return sum(map(len, kept))


def blank(language: str) -> Language:
    """An empty pipeline with the tokenizer that the trained one will have."""
    return tokenise(spacy.blank(language))
