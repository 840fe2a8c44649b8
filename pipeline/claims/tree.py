"""A parsed text as plain objects: spaCy's Doc in, the same tokens, spans and sentences out, quick to walk.

spaCy makes a new object at every look at a token, its head or its children, and the grammar looks millions of
times. Here each token is made once, so that identity works as well. Names mean what they mean in spaCy.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import overload

from spacy.tokens import Doc

# What is read of each token: three numbers, then what spaCy keeps as the hash of a string.
COLUMNS: list[int | str]
COLUMNS = ["IDX", "LIKE_NUM", "IS_QUOTE", "ORTH", "LOWER", "LEMMA", "POS", "DEP", "ENT_TYPE", "MORPH"]
LONGEST_PATH = 12  # climbing further says nothing, and a broken parse must not cost time


@dataclass(eq=False, repr=False)
class Token:
    """A token with its place in the tree; the root of a sentence is its own head."""

    doc: Tree
    i: int
    idx: int
    like_num: bool
    is_quote: bool
    text: str
    lower_: str
    lemma_: str
    pos_: str
    dep_: str
    ent_type_: str
    morph: Mapping[str, Sequence[str]]
    head: Token = field(init=False)
    sent: Span = field(init=False)
    children: list[Token] = field(init=False, default_factory=list)

    @cached_property
    def path(self) -> tuple[Token, ...]:
        """The token, its head, the head's head, …, up to the root of the sentence."""
        token, path = self, [self]
        while token.head is not token and len(path) < LONGEST_PATH:
            token = token.head
            path.append(token)
        return tuple(path)

    @property
    def left_edge(self) -> Token:
        """The first token of those below it."""
        return self.doc.tokens[self.doc.parsed[self.i].left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last token of those below it."""
        return self.doc.tokens[self.doc.parsed[self.i].right_edge.i]

    @property
    def whitespace_(self) -> str:
        """The space after the token, if there is one."""
        end = self.idx + len(self.text)
        return " " if self.doc.text[end : end + 1] == " " else ""

    @property
    def lang_(self) -> str:
        """The code of the language."""
        return self.doc.lang_

    def __repr__(self) -> str:
        return self.text


class Span:
    """Some tokens in a row."""

    def __init__(self, doc: Tree, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, place: int) -> Token:
        return self.doc.tokens[self.start + place]

    @property
    def start_char(self) -> int:
        """The offset of the first character."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """The offset after the last character."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence of the first token."""
        return self[0].sent

    @cached_property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, the first of equals."""
        return next((token for token in self if token.head is token), None) or min(self, key=_depth)


class Tree:
    """A parsed text: its tokens and its sentences."""

    def __init__(self, doc: Doc) -> None:
        self.parsed = doc
        self.text = doc.text
        self.lang_ = doc.lang_
        string: Callable[[int], str] = cache(doc.vocab.strings.as_string)
        self.tokens = []
        for i, (idx, like_num, is_quote, *names, morph) in enumerate(doc.to_array(COLUMNS).tolist()):
            text, lower, lemma, pos, dep, entity = map(string, names)
            features = _features(string(morph))
            token = Token(self, i, idx, like_num, is_quote, text, lower, lemma, pos, dep, entity, features)
            self.tokens.append(token)
        distances = doc.to_array("HEAD").astype("int64")  # counted from the token
        for token, distance in zip(self.tokens, distances.tolist(), strict=True):
            token.head = self.tokens[token.i + distance]
            if distance:
                token.head.children.append(token)
        self.sents = [Span(self, sentence.start, sentence.end) for sentence in doc.sents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self._offsets = [token.idx for token in self.tokens]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, int):
            return self.tokens[place]
        start, end, _ = place.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def char_span(self, start: int, end: int) -> Span:
        """The tokens that some characters of the text stand in."""
        first, last = (bisect_right(self._offsets, place) - 1 for place in (start, end - 1))
        if start == self.tokens[first].idx + len(self.tokens[first].text):
            first += 1  # the space after a token is none of it
        return Span(self, first, last + 1)


def _depth(token: Token) -> int:
    depth = 0
    while token.head is not token:
        token, depth = token.head, depth + 1
    return depth


@cache
def _features(morph: str) -> dict[str, list[str]]:
    """ "Case=Nom|PronType=Int,Rel" as a table."""
    pairs = (feature.split("=") for feature in morph.split("|") if "=" in feature)
    return {name: values.split(",") for name, values in pairs}
