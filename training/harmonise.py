"""Treebank labels in; the one label scheme of both languages out (the table stands in `training/README.md`).

Sub-labels may be added, merged or dropped; the universal label before the colon changes only where a
treebank contradicts the others. Every rule reads the tree alone, so gold files of any source go through the
same code.
"""

from __future__ import annotations

from training.conllu import ROOT, Sentence

LABELS = {
    "de": {
        "flat:name": "flat",  # GSD and English have only flat
        "obl:tmod": "obl",  # PUD alone
        "nmod:tmod": "nmod",
        "iobj": "obl:arg",  # UD 2.1; GSD says obl:arg for datives today
        "nsubj:outer": "nsubj",
        "advmod:emph": "advmod",
        "cc:preconj": "cc",
    },
    "en": {
        "obl:unmarked": "obl",  # "on Monday" and "Monday" are one thing to a reader
        "nmod:unmarked": "nmod",
        "nmod:desc": "nmod",  # "President" in "President Biden"
        "nsubj:outer": "nsubj",
        "csubj:outer": "csubj",
        "advcl:relcl": "advcl",
        "cc:preconj": "cc",
        "det:predet": "det",
    },
}
RELATIVES = frozenset(
    "der die das den dem des deren dessen denen welcher welche welches welchen welchem was wer wo".split()
)
NAMED = frozenset(("NOUN", "PROPN", "X"))


def harmonise(sentence: Sentence, language: str) -> Sentence:
    """Change the labels of a sentence in place; without heads nothing is known and nothing changes."""
    if "deprel" not in sentence.layers:
        return sentence
    if language == "de":
        _name_determiners(sentence)
        _appose_names(sentence)
        _name_relative_clauses(sentence)
        _name_agents(sentence)
    for word in sentence.words:
        word.deprel = LABELS[language].get(word.deprel, word.deprel)
    if language == "de":
        _name_possessors(sentence)
    return sentence


def _name_determiners(sentence: Sentence) -> None:
    # GSD: "Die Aufgabe ist …", "Langfristiges Ziel …" have dep on words that begin a sentence; elsewhere
    # they are det and amod.
    for word in sentence.words:
        if word.deprel == "dep":
            word.deprel = {"DET": "det", "ADJ": "amod"}.get(word.upos, "dep")


def _appose_names(sentence: Sentence) -> None:
    # HDT: "Sprecher Franz Klein" hangs both names on the noun by flat:name. GSD and PUD: the name is appos of
    # the noun and its parts are flat under the first of them.
    if sentence.source != "UD_German-HDT":
        return
    first: dict[int, int] = {}
    for index, word in enumerate(sentence.words):
        head = word.head
        if head in (None, ROOT) or word.deprel not in ("flat:name", "flat") or index < head:
            continue
        if sentence.words[head].upos != "NOUN" or word.upos not in ("PROPN", "X"):
            continue
        if head not in first:
            first[head] = index
            word.deprel = "appos"
        else:
            word.head, word.deprel = first[head], "flat"


def _name_relative_clauses(sentence: Sentence) -> None:
    # GSD and HDT: acl for "die Firma, die Chips baut"; PUD and English tell relative clauses apart.
    for index, word in enumerate(sentence.words):
        if word.deprel != "acl" or word.head is None or word.head > index:
            continue
        clause = [i for i in _subtree(sentence, index) if sentence.words[i].upos not in ("PUNCT", "CCONJ")]
        for i in clause[:3]:  # "die", "in der", "mit deren Hilfe"
            opener = sentence.words[i]
            if opener.upos in ("PRON", "DET") and opener.form.lower() in RELATIVES and opener.deprel != "det":
                word.deprel = "acl:relcl"
                break
            if opener.upos != "ADP":
                break


def _name_agents(sentence: Sentence) -> None:
    # HDT and old GSD: "wurde von Siemens gekauft" has plain obl. Not for "von 5 auf 6", "von Köln nach Bonn".
    if sentence.source not in ("UD_German-HDT", "UD_German-GSD(parseme-1.1,UD-v2.1)"):
        return
    words = sentence.words
    for index, word in enumerate(words):
        if word.deprel != "obl" or word.head in (None, ROOT) or word.upos not in NAMED:
            continue
        passive = any(words[i].deprel == "aux:pass" for i in sentence.children(word.head))
        cases = {words[i].form.lower() for i in sentence.children(index) if words[i].deprel == "case"}
        if passive and cases in ({"von"}, {"vom"}):
            word.deprel = "obl:agent"


def _name_possessors(sentence: Sentence) -> None:
    # "Huaweis Gründer", "Obamas Beraterin": a bare name before its noun owns it, as in "Huawei's founder".
    # After the noun ("die Beraterin Obamas", PUD: nmod:poss) GSD and HDT say nmod.
    for index, word in enumerate(sentence.words):
        if word.deprel not in ("nmod", "nmod:poss") or word.head in (None, ROOT):
            continue
        bare = not any(sentence.words[i].deprel == "case" for i in sentence.children(index))
        before = index < word.head
        word.deprel = "nmod:poss" if before and bare and word.upos in NAMED else "nmod"


def _subtree(sentence: Sentence, root: int) -> list[int]:
    inside = {root}
    grown = True
    while grown:
        more = {i for i, word in enumerate(sentence.words) if word.head in inside} - inside
        inside |= more
        grown = bool(more)
    return sorted(inside)
