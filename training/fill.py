"""Docs with gaps and a first model in; docs without them out (self-training, but only where gold says
nothing).

Half of the German tokens have gold universal tags but no features, and half of the name lists leave some
kind of name unmarked. Read as "none", either would teach silence. So a first model, trained where the
annotation is whole, fills the gaps, and gold decides wherever there is gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

BATCH = 64
# Tags of the older release of GSD (pos/train) that today's release often writes differently; where the first
# model votes for the new tag, the token stays unknown.
REVISED = frozenset(
    {
        ("PRON", "DET"),  # "seine Firma", "diese Firma"
        ("DET", "PRON"),
        ("ADJ", "DET"),
        ("ADV", "DET"),
        ("ADV", "ADJ"),  # "arbeitet gut"
        ("AUX", "VERB"),
        ("VERB", "AUX"),
        ("VERB", "ADJ"),
        ("NUM", "ADJ"),
        ("PRON", "ADV"),
        ("ADV", "ADP"),
        ("ADV", "SCONJ"),
    }
)


def fill_features(docs: Iterable[Doc], nlp: Language, *, revised: bool = False) -> Iterator[Doc]:
    """Give tokens with a gold tag and no features the likeliest features of a word of that tag.

    `revised`: the tags are those of an older release; doubtful ones become unknown.
    """
    morphologizer: Any = nlp.get_pipe("morphologizer")
    labels = list(morphologizer.labels)
    tags = np.array([morphologizer.cfg["labels_pos"].get(label, 0) for label in labels])
    for batch in _batches(docs):
        copies = [_tokens(doc, nlp.vocab) for doc in batch]
        for copy in copies:
            nlp.get_pipe("tok2vec")(copy)
        for doc, scores in zip(batch, morphologizer.model.predict(copies), strict=True):
            for token, row in zip(doc, scores, strict=True):
                if token.has_morph() or not token.pos or token.is_space:
                    continue
                best = labels[int(row.argmax())]
                if (token.pos_, _tag(best)) in REVISED and revised:
                    token.pos = 0
                    continue
                fitting = np.where(tags == token.pos, row, -np.inf)
                label = labels[int(fitting.argmax())] if (tags == token.pos).any() else ""
                token.set_morph("|".join(f for f in label.split("|") if f and not f.startswith("POS=")))
        yield from batch


def fill_names(docs: Iterable[tuple[Doc, frozenset[str]]], nlp: Language) -> Iterator[Doc]:
    """Add predicted names of the kinds that a source does not mark; each doc comes with the kinds it does."""
    for doc, marked in docs:
        if marked >= {"PER", "ORG", "LOC", "MISC"}:
            yield doc
            continue
        guess = nlp(_tokens(doc, nlp.vocab))
        unknown = [Span(doc, i, i + 1) for i, token in enumerate(doc) if token.ent_iob_ == ""]
        taken = {i for span in (*doc.ents, *unknown) for i in range(span.start, span.end)}
        added = [
            Span(doc, span.start, span.end, label=span.label_)
            for span in guess.ents
            if span.label_ not in marked and not taken.intersection(range(span.start, span.end))
        ]
        doc.set_ents(filter_spans([*doc.ents, *added]), missing=unknown, default="outside")
        yield doc


def _tag(label: str) -> str:
    return next((f[4:] for f in label.split("|") if f.startswith("POS=")), "")


def _tokens(doc: Doc, vocab: Vocab) -> Doc:
    # A Doc of the model's own vocabulary: that is where its vectors are.
    return Doc(vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    for doc in docs:
        batch.append(doc)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
