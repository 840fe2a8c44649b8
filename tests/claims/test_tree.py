"""The tree says what spaCy's Doc says."""

import pytest
from spacy.tokens import Doc

from pipeline.claims.tree import Tree
from tests.claims.docs import parsed, spacy_doc

# "a hearing is scheduled on the issue today": "on the issue" hangs on "hearing", across the verb.
CROSSING = """
A         a         DET    det        2
hearing   hearing   NOUN   nsubj:pass 4 Number=Sing
is        be        AUX    aux:pass   4 Mood=Ind|Tense=Pres
scheduled schedule  VERB   root       0 Tense=Past|VerbForm=Part
on        on        ADP    case       7
the       the       DET    det        7 PronType=Art,Dem
issue     issue     NOUN   nmod       2 Number=Sing
today     today     NOUN   obl        4

It        it        PRON   nsubj      2
starts    start     VERB   root       0
"""


@pytest.fixture
def doc() -> Doc:
    return spacy_doc("en", CROSSING)


def test_tokens_hang_together_as_in_spacy(doc: Doc) -> None:
    for token, other in zip(Tree(doc), doc, strict=True):
        assert token.head.i == other.head.i
        assert [child.i for child in token.children] == [child.i for child in other.children]
        assert (token.left_edge.i, token.right_edge.i) == (other.left_edge.i, other.right_edge.i)
        assert token.sent.text == other.sent.text
        assert "|".join(f"{name}={','.join(values)}" for name, values in token.morph.items()) == str(
            other.morph
        )


def test_spans_are_those_of_spacy(doc: Doc) -> None:
    tree = Tree(doc)
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            span, other = tree[start:end], doc[start:end]
            assert (span.text, span.start_char, span.end_char) == (
                other.text,
                other.start_char,
                other.end_char,
            )
            assert span.root.i == other.root.i
            assert [token.i for token in span] == [token.i for token in other]


def test_characters_are_found_as_in_spacy(doc: Doc) -> None:
    tree = Tree(doc)
    for start in range(len(doc.text)):
        for end in range(start + 1, len(doc.text) + 1):
            span = tree.char_span(start, end)
            other = doc.char_span(start, end, alignment_mode="expand")
            assert other is not None
            assert (span.start, span.end) == (other.start, other.end)


def test_a_path_ends_at_the_root() -> None:
    tree = parsed("en", CROSSING)
    assert [token.text for token in tree[4].path] == ["on", "issue", "hearing", "scheduled"]
    assert tree[3].path == (tree[3],)
