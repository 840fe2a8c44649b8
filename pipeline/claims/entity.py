"""What stands for an organisation in a text: names, pronouns, descriptions, groups, the topic of a sentence.

Parsed text and mentions in, referents out. A referent is a place with the organisations it stands for:
"Huawei" itself, "der Konzern", "its", "both firms", or nothing visible at all where a sentence goes on about
the company of the one before ("Der Umsatz stieg um fünf Prozent."). Salience decides between antecedents, in
the spirit of Lappin and Leass (1994): recency, grammatical role, frequency, and the noun that describes the
company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.claims.syntax import case_marker, children, clause_head
from pipeline.claims.tree import Span, Token, Tree
from pipeline.languages import Language
from pipeline.records import Mention

Kind = Literal["name", "relative", "pronoun", "possessive", "description", "group", "topic"]
HEADING = re.compile(r"(\d{1,2})[.)]\s*\*(?:\s\w+){0,2}")
LOOK_BACK = 4  # sentences; a pronoun or description further from its name is rarely about it
LARGEST_GROUP = 30
ANTECEDENTS = 2  # candidates for one anaphor; the learned decision takes the surer
STANDS_OUT = 3  # mentions that make an organisation the subject of its article
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# No company, although the gazetteer knows it: who acts on companies, not what claims are about.
PUBLIC_KINDS = frozenset({"government", "regulator", "union", "party", "igo"})


@dataclass(frozen=True, slots=True)
class Referent:
    """A place in the text and the organisations it stands for.

    Attributes:
        token: its head in the dependency tree.
        span: its words.
        members: a mention for each organisation, one except in a group.
        kind: how it refers.
        distance: sentences back to the antecedent; 0 for a name.
        rank: 0 for the likeliest antecedent, 1 for the next.
    """

    token: Token
    span: Span
    members: tuple[Mention, ...]
    kind: Kind
    distance: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of an organisation, placed in the parsed text."""

    mention: Mention
    span: Span
    sentence: int

    @property
    def head(self) -> Token:
        """The head of the name in the dependency tree."""
        return self.span.root


def find_names(
    doc: Tree, mentions: Iterable[Mention], language: Language, *, words: Container[str] = ()
) -> list[Name]:
    """The organisations that may be the entity of a claim, in text order.

    `words` are common nouns that the model may take for a name ("Blacklist"): no entity unless linked. Nor is
    a noun that only says that there is a company ("der Welser Riese").
    """
    sentence_of = _sentence_numbers(doc)
    names = []
    for mention in mentions:
        if (
            mention.label != "ORG"
            or is_public_body(mention.name, language)
            or is_public_body(mention.text, language)
        ):
            continue
        lower = mention.text.lower()
        if mention.link is None and (lower in words or lower in language.entities.generic):
            continue
        if mention.link is not None and mention.link.kind in PUBLIC_KINDS:
            continue
        span = doc.char_span(mention.start, mention.end)
        if len(span):
            names.append(Name(mention, span, sentence_of[span.start]))
    return names


def is_public_body(name: str, language: Language) -> bool:
    """Whether a name is that of an authority, court, party, union or country."""
    return language.entities.public_bodies.fullmatch(name) is not None


def find_referents(doc: Tree, names: Sequence[Name], language: Language) -> list[list[Referent]]:
    """For each sentence its referents in text order; a `topic` stands last."""
    resolver = _Resolver(doc, names, language)
    return [resolver.sentence(number, span) for number, span in enumerate(doc.sents)]


def _sentence_numbers(doc: Tree) -> list[int]:
    return [number for number, sentence in enumerate(doc.sents) for _ in sentence]


class _Resolver:
    """Walks through a text once and remembers what was named."""

    def __init__(self, doc: Tree, names: Sequence[Name], language: Language) -> None:
        self.words = language.entities
        self.names = names
        self.by_token = {token.i: name for name in names for token in name.span}
        self.in_sentence: dict[int, list[Name]] = {}
        for name in names:
            self.in_sentence.setdefault(name.sentence, []).append(name)
        self.frequency = Counter(name.mention.name for name in names)
        self.descriptors = self._find_descriptors()
        self.group = self._find_group(doc)

    def sentence(self, number: int, span: Span) -> list[Referent]:
        found: list[Referent] = []
        for token in span:
            name = self.by_token.get(token.i)
            if name is not None:
                if token.i == name.head.i:
                    found.append(Referent(name.head, name.span, (name.mention,), "name"))
            elif token.pos_ in ("PRON", "DET"):
                found.extend(self._pronoun(token, number))
            elif token.pos_ == "NOUN":
                found.extend(self._description(token, number))
        found.extend(self._antecedents(span.root, span, "topic", span.start, number))
        return found

    def _antecedents(
        self, token: Token, span: Span, kind: Kind, before: int, number: int, *, described_as: str = ""
    ) -> Iterator[Referent]:
        """The likeliest antecedents of an anaphor, each as a referent of its own."""
        for rank, name in enumerate(self._salient(before, number, described_as=described_as)):
            yield Referent(token, span, (name.mention,), kind, number - name.sentence, rank)

    def _pronoun(self, token: Token, number: int) -> Iterator[Referent]:
        span = token.doc[token.i : token.i + 1]
        if "Rel" in token.morph.get("PronType", []) or (
            token.dep_ != "det" and token.lower_ in ("which", "who")
        ):
            antecedent = self._relative(token)
            if antecedent is not None:
                yield Referent(token, span, (antecedent.mention,), "relative")
            return
        if token.dep_ == "det" and token.lower_ in self.words.definite:
            return
        if token.dep_ == "expl":
            return
        possessive = token.lower_ in self.words.possessives
        if not possessive and token.lower_ not in self.words.pronouns:
            return
        kind: Kind = "possessive" if possessive else "pronoun"
        plural = token.lower_ in ("they", "their", "ihnen") or "Plur" in token.morph.get("Number", [])
        if plural:
            listed = self._last_list(token.i, number, 0) or self.group
            if listed:
                yield Referent(token, span, listed, kind)
                return
        yield from self._antecedents(token, span, kind, token.i, number)

    def _relative(self, token: Token) -> Name | None:
        clause = clause_head(token)
        head = clause.head
        if clause.dep_ not in ("acl:relcl", "acl"):
            return None
        if head.i in self.by_token:
            return self.by_token[head.i]
        # "der Autobauer BMW, der …": the relative clause hangs on the noun that the name stands beside.
        return next(
            (self.by_token[c.i] for c in head.children if c.i in self.by_token and c.dep_ == "appos"), None
        )

    def _description(self, token: Token, number: int) -> Iterator[Referent]:
        lemma = token.lemma_.lower()
        if not _is_noun(token, self.words.group_nouns) or self._stands_by_name(token):
            return
        span = token.doc[token.left_edge.i : token.i + 1]
        if _is_plural(token):
            members = self._group_members(token, number)
            if members:
                yield Referent(token, span, members, "group")
            return
        if not _is_noun(token, self.words.company_nouns) or not self._is_definite(token):
            return
        yield from self._antecedents(token, span, "description", token.i, number, described_as=lemma)

    def _stands_by_name(self, token: Token) -> bool:
        """Whether the noun describes a name beside it: "der Autobauer BMW", "Intel, the chipmaker"."""
        if token.head.i in self.by_token and token.dep_ in ("appos", "compound", "flat", "flat:name", "nmod"):
            return True
        listed = (token, *children(token, "conj"))  # "den Ausrüster und Hersteller Huawei"
        return any(
            c.i in self.by_token and c.dep_ in ("appos", "flat", "flat:name") and not case_marker(c)
            for noun in listed
            for c in noun.children  # but not "the company, like Megvii,"
        )

    def _is_definite(self, token: Token) -> bool:
        if any(c.dep_ == "det" and c.lower_ in self.words.definite for c in token.children):
            return True
        return case_marker(token) in self.words.definite  # "beim Konzern"

    def _group_members(self, token: Token, number: int) -> tuple[Mention, ...]:
        size = 0
        if any(child.lemma_.lower() in self.words.others for child in token.children):
            return ()  # "five more companies" are not those named before
        for child in token.children:
            if child.dep_ in ("nummod", "det", "amod"):
                if child.lower_ in self.words.both:
                    size = 2
                elif child.lower_ in self.words.numbers:
                    size = self.words.numbers[child.lower_]
                elif child.text.isdigit():
                    size = int(child.text)
        if size == 0 and not self._is_definite(token):
            return ()
        listed = self._last_list(token.i, number, size)
        if listed and (size == 0 or len(listed) == size):
            return listed
        return self.group if size != 2 else listed

    def _last_list(self, before: int, number: int, size: int) -> tuple[Mention, ...]:
        """The latest sentence before a place that names several organisations."""
        for sentence in range(number, max(-1, number - LOOK_BACK), -1):
            here = [name for name in self.in_sentence.get(sentence, ()) if name.span.start < before]
            members = _distinct(name.mention for name in here)
            if len(members) >= 2 and (size == 0 or len(members) >= size):
                return members[-size:] if size else members[:LARGEST_GROUP]
        return ()

    def _salient(self, before: int, number: int, *, described_as: str = "") -> list[Name]:
        """The organisations most likely meant at a place, the likeliest first."""
        best: dict[str, tuple[float, Name]] = {}
        for sentence in range(number, max(-1, number - LOOK_BACK), -1):
            for name in self.in_sentence.get(sentence, ()):
                if name.span.start < before:
                    score = self._salience(name, number, described_as)
                    known = best.get(name.mention.name)
                    if known is None or score > known[0]:
                        best[name.mention.name] = (score, name)
        if best:
            ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].span.start))
            return [name for _, name in ranked[:ANTECEDENTS]]
        return self._main(number)

    def _main(self, number: int) -> list[Name]:
        """The organisation that the article is about, where one stands out."""
        if not self.names or self.names[0].sentence >= number:
            return []
        most, count = self.frequency.most_common(1)[0]
        name = next(n for n in reversed(self.names) if n.mention.name == most)
        return [name] if count >= STANDS_OUT and name.sentence < number else []

    def _salience(self, name: Name, number: int, described_as: str) -> float:
        score = -1.2 * (number - name.sentence)
        if _is_subject(name.head):
            score += 1.5
        score += min(self.frequency[name.mention.name], 5) * 0.3
        if described_as and described_as in self.descriptors.get(name.mention.name, ()):
            score += 3.0
        return score

    def _find_descriptors(self) -> dict[str, set[str]]:
        """For each organisation the nouns that describe it: {"BMW": {"autobauer"}}."""
        nouns: dict[str, set[str]] = {}
        for name in self.names:
            head = name.head
            near = [head.head] if head.dep_ in ("appos", "flat", "flat:name", "compound") else []
            near += [c for c in head.children if c.dep_ in ("appos", "compound")]
            if case_marker(head):
                near = [noun for noun in near if noun.i > head.i]  # not "the company, like Megvii,"
            for token in near:
                if token.pos_ == "NOUN":
                    nouns.setdefault(name.mention.name, set()).add(token.lemma_.lower())
        return nouns

    def _find_group(self, doc: Tree) -> tuple[Mention, ...]:
        """The firms that the text gathers: "Zu den Firmen gehören X und Y", a heading for each company."""
        members = self._headings(doc)
        for number, span in enumerate(doc.sents):
            here = self.in_sentence.get(number, [])
            if here and self._is_membership(span):
                members.extend(name.mention for name in here)
        found = _distinct(members)
        return found[:LARGEST_GROUP] if len(found) >= 2 else ()

    def _headings(self, doc: Tree) -> list[Mention]:
        """Names that have a numbered line of their own: "2. Megvii"; the first may have lost its line."""
        numbered = {
            name.span.start: int(match[1])
            for name in self.names
            if (match := HEADING.fullmatch(_line(doc.text, name.mention)))
        }
        if not numbered:
            return []
        members = [name.mention for name in self.names if name.span.start in numbered]
        first = min(numbered)
        before = Counter(name.mention.name for name in self.names if name.span.start < first)
        if numbered[first] == 2 and before:
            most = before.most_common(1)[0][0]
            members.insert(0, next(name.mention for name in self.names if name.mention.name == most))
        return members

    def _is_membership(self, span: Span) -> bool:
        """ "Zu den Firmen *gehören* …", "28 companies, which *included* …", "Weitere Firmen *sind* …"."""
        nouns = [
            t for t in span if t.pos_ == "NOUN" and _is_plural(t) and _is_noun(t, self.words.group_nouns)
        ]
        verbs = {t.lemma_.lower() for t in span} & self.words.membership
        if verbs & self.words.inclusion:
            return bool(nouns)
        return bool(verbs) and any(
            case_marker(noun) in ("unter", "zu", "among", "of") or noun.dep_ in (*SUBJECTS, "ROOT")
            for noun in nouns
        )


def _distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The first mention of each organisation."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.name, mention)
    return tuple(first.values())


def _is_subject(token: Token) -> bool:
    for ancestor in token.path:
        if ancestor.dep_ in SUBJECTS:
            return True
        if ancestor.dep_ not in ("conj", "appos", "flat", "flat:name", "compound"):
            return False
    return False


def _is_noun(token: Token, nouns: re.Pattern[str]) -> bool:
    """Whether a noun is one of a table; its form counts too, as compounds are lemmatized badly."""
    return bool(nouns.fullmatch(token.lemma_.lower()) or nouns.fullmatch(token.lower_))


def _is_plural(token: Token) -> bool:
    number = token.morph.get("Number", [])
    if number:
        return "Plur" in number
    return token.lang_ == "en" and token.lower_.endswith("s")


def _line(text: str, mention: Mention) -> str:
    """The line of the text that a mention stands in, with the mention's own words replaced by "*"."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    return f"{text[start : mention.start]}*{text[mention.end : end if end >= 0 else len(text)]}".strip()
