"""Hand-annotated parses, so that the grammar is tested without a model."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.claims.tree import Tree
from pipeline.records import Mention


@cache
def _vocab(language: str) -> Vocab:
    return spacy.blank(language).vocab


def parsed(language: str, table: str) -> Tree:
    """The tree of `spacy_doc`."""
    return Tree(spacy_doc(language, table))


def spacy_doc(language: str, table: str) -> Doc:
    """A Doc from one token a line: form, lemma, part of speech, label, head, features where they matter.

    Heads are counted from 1 within a sentence, 0 is its root; an empty line begins a sentence. Tokens are
    joined by single spaces.
    """
    words: list[str] = []
    lemmas, pos, deps, morphs = [], [], [], []
    heads: list[int] = []
    for sentence in table.strip().split("\n\n"):
        first = len(words)
        for number, line in enumerate(sentence.strip().splitlines()):
            form, lemma, tag, label, head, *morph = line.split()
            words.append(form)
            lemmas.append(lemma)
            pos.append(tag)
            deps.append("ROOT" if head == "0" else label)
            heads.append(first + (number if head == "0" else int(head) - 1))
            morphs.append(morph[0] if morph else "")
    return Doc(
        _vocab(language),
        words=words,
        lemmas=lemmas,
        pos=pos,
        deps=deps,
        heads=heads,
        morphs=morphs,
    )


def organisation(doc: Tree, words: str, name: str | None = None) -> Mention:
    """The first place where the words stand, as a mention of an organisation."""
    start = doc.text.index(words)
    return Mention(f"m{start}", start, start + len(words), words, "ORG", "model", name or words)
