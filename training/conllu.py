"""CoNLL-U treebanks in; sentences of words with 0-based heads out.

A layer that the file does not annotate is the empty string in every word, which spaCy reads as "unknown",
not as "none". A multiword token whose parts do not spell it ("im" = "in" + "dem") becomes one word, because
spaCy never invents characters; one whose parts do ("don't" = "do" + "n't") stays split.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = -1  # the head of a root


@dataclass(slots=True)
class Word:
    """One syntactic word; `head` is an index into the sentence, `ROOT`, or None where heads are unknown."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str | None  # None: unknown; "": no features
    head: int | None
    deprel: str
    space: bool


@dataclass(slots=True)
class Sentence:
    source: str
    document: str
    flawed: bool
    layers: frozenset[str]
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with the blanks between them."""
        return "".join(word.form + " " * word.space for word in self.words).strip()

    def children(self, index: int) -> list[int]:
        return [i for i, word in enumerate(self.words) if word.head == index]


def read(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file, gzipped or not."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    document = ""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
                document = comments.get("newdoc id", document)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield _sentence(comments, rows, document)
                comments, rows = {}, []
    if rows:
        yield _sentence(comments, rows, document)


def _sentence(comments: dict[str, str], rows: list[list[str]], document: str) -> Sentence:
    layers = frozenset(comments.get("layers", "upos,xpos,feats,lemma,head,deprel").split(","))
    tokens = [row for row in rows if row[0].isdigit()]
    words = [_word(row, layers) for row in tokens]
    groups: list[tuple[int, int, str]] = []  # first and last index of a multiword token, its surface form
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) - 1 for part in row[0].split("-"))
            groups.append((first, last, row[1]))
            for word in words[first:last]:
                word.space = False
            words[last].space = "SpaceAfter=No" not in row[9]
    sentence = Sentence(comments.get("source", ""), document, "flawed" in comments, layers, words)
    for first, last, surface in reversed(groups):
        if "".join(word.form for word in words[first : last + 1]).casefold() != surface.casefold():
            _merge(sentence, first, last, surface)
    return sentence


def _word(row: list[str], layers: frozenset[str]) -> Word:
    def layer(name: str, column: int) -> str:
        return row[column] if name in layers and row[column] != "_" else ""

    return Word(
        form=row[1],
        lemma=row[2] if "lemma" in layers and (row[2] != "_" or row[1] == "_") else "",
        upos=layer("upos", 3),
        xpos=layer("xpos", 4),
        feats=layer("feats", 5) if "feats" in layers else None,
        head=int(row[6]) - 1 if "head" in layers else None,
        deprel=layer("deprel", 7),
        space="SpaceAfter=No" not in row[9],
    )


def _merge(sentence: Sentence, first: int, last: int, surface: str) -> None:
    """Make words first..last one word: the first of them that hangs outside ("im" keeps "in": ADP, case)."""
    words = sentence.words
    inside = range(first, last + 1)
    main = next((i for i in inside if words[i].head not in inside), first)
    xpos = words[main].xpos
    merged = replace(
        words[main],
        form=surface,
        xpos="APPRART" if xpos == "APPR" else xpos,
        space=words[last].space,
    )
    shrink = last - first

    def moved(head: int | None) -> int | None:
        if head is None or head < first:
            return head
        return first if head <= last else head - shrink

    sentence.words = [*words[:first], merged, *words[last + 1 :]]
    for word in sentence.words:
        word.head = moved(word.head)
