"""Questions about a parsed sentence, in Universal Dependencies, the same for both languages.

Tokens in, tokens or short strings out; nothing here knows of actions or companies.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.claims.tree import LONGEST_PATH, Token

CLAUSES = frozenset({"ROOT", "advcl", "ccomp", "xcomp", "csubj", "acl", "acl:relcl", "parataxis"})
VERBS = frozenset({"VERB", "AUX"})
# Parts of a name or of a list: the whole has the place in the sentence that its head has.
TRANSPARENT = frozenset({"flat", "flat:name", "conj", "appos", "compound", "fixed"})


def is_clause(token: Token) -> bool:
    """Whether a token heads a clause: "…, weil der Umsatz *sank*", "the firm *named* in the report"."""
    return token.dep_ in CLAUSES or (token.dep_ == "conj" and token.pos_ in VERBS)


def clause_head(token: Token) -> Token:
    """The head of the innermost clause that a token stands in."""
    for ancestor in token.path:
        if is_clause(ancestor):
            return ancestor
    return token


def matrix_verb(token: Token) -> Token:
    """The verb whose subject is also this one's: "Siemens *plans* to buy", "Bosch *will* … und kaufen".

    Climbs open complements and coordinated verbs that have no subject of their own.
    """
    for _ in range(LONGEST_PATH):
        if token.dep_ not in ("xcomp", "conj") or token.head is token or subject(token) is not None:
            break
        token = token.head
    return token


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The direct dependents with one of the labels, in text order."""
    return (child for child in token.children if child.dep_ in labels)


def subject(token: Token) -> Token | None:
    """The verb's own subject, active or passive."""
    return next(children(token, "nsubj", "nsubj:pass", "csubj"), None)


def case_marker(token: Token) -> str:
    """The adposition of a noun phrase, in lower case ("von", "by"); empty where there is none."""
    return next((child.lower_ for child in children(token, "case")), "")


def verb_lemma(token: Token) -> str:
    """The lemma in lower case with its separated particle: "stellt … ein" gives "einstellen"."""
    lemma = token.lemma_.lower()
    for particle in children(token, "compound:prt"):
        prefix = particle.lower_
        if token.i < particle.i and not lemma.startswith(prefix) and token.lang_ == "de":
            return prefix + lemma
    return lemma


def clause_tokens(token: Token) -> list[Token]:
    """The tokens of the clause that a token stands in, with those of the clauses that it complements.

    "Die Firma *will* 300 Stellen *streichen*": an open complement and its governor are one clause here.
    """
    head = clause_head(token)
    while head.dep_ == "xcomp" and head.head is not head:
        head = clause_head(head.head)
    found = [head]
    for inner in found:
        found += (child for child in inner.children if child.dep_ == "xcomp" or not is_clause(child))
    return sorted(found, key=lambda inner: inner.i)


def path_labels(token: Token, top: Token) -> list[str]:
    """The labels on the way from `top` down to `token`, prepositions included: ["obl:an", "nmod:von"].

    Parts of names and lists are passed through, so that each firm of a list has the place of the list.
    """
    labels: list[str] = []
    for ancestor in token.path:
        if ancestor.i == top.i:
            break
        label = ancestor.dep_
        if label in TRANSPARENT and ancestor.pos_ not in VERBS:
            continue
        if label in ("obl", "nmod"):
            label = f"{label}:{case_marker(ancestor)}"
        labels.append(label)
    return labels[::-1]


def meeting(left: Token, right: Token) -> Token:
    """The lowest token that dominates both."""
    return next((token for token in right.path if token in left.path), right.sent.root)
