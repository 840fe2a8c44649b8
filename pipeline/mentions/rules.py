"""Organisations that the words around them give away, whatever the model thinks.

Three rules: a legal form after a name ("Dressmaster GmbH"), a noun of business before it ("der Autozulieferer
Brose", "chipmaker Nexperia"), and the tail of a compound ("die Rovio-Aktie"). Then one name has one label in an
article, unless it is part of a person's full name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.mentions.spans import ORG_TAILS, Span, trimmed

LEGAL_FORMS = frozenset(
    """AG SE GmbH mbH gGmbH KG KGaA OHG UG eG Inc Inc. Corp Corp. Corporation Ltd Ltd. Limited LLC LLP plc PLC
    S.A. SA S.p.A. SpA N.V. NV B.V. BV AB ASA Oyj A/S Pty S.à. SAS Sàrl Srl GesmbH Ges.m.b.H.""".split()
)
# Words of two languages that look like a form: "AG" also stands before names ("AG Dritte Welt"), "SE" for south-east.
JOINED = frozenset("& + und and of für der des de la van von y e".split())

BEFORE_DE = re.compile(
    r"(?:^|.*[a-zäöüß-])(?:konzern|hersteller|bauer|anbieter|händler|unternehmen|firma|start-?up|bank|versicherer|kette|riese|gigant"
    r"|betreiber|dienstleister|gesellschaft|verlag|tochter|spezialist|produzent|ausrüster|zulieferer|entwickler|gruppe|holding"
    r"|brauerei|reederei|airline|fluglinie|fluggesellschaft|werft|kanzlei|agentur|stiftung|verband|verein|klub|club"
    r"|portal|plattform|dienst|netzwerk|sender|zeitung|magazin|investor|fonds|finanzierer|makler|discounter|supermarkt"
    r"|konkurrent|rivale|mutter|muttergesellschaft|mutterkonzern|hochschule|universität|institut|finanzinvestor|börsenbetreiber)(?:s|es|n|en)?$",
    re.IGNORECASE,
)
BEFORE_EN = frozenset(
    """company firm group giant retailer bank airline startup start-up insurer carmaker automaker chipmaker maker
    manufacturer supplier operator brand chain subsidiary unit lender broker brewer developer publisher contractor
    drugmaker conglomerate utility exchange fund investor consultancy charity parent rival competitor""".split()
)
# Nouns that both a firm and a person can be called by are left to the model: "Händler Peter Hansen".


def given_away(doc: Doc) -> list[Span]:
    """Spans of organisations that a rule finds; they may overlap the model's."""
    found = [*_with_legal_form(doc), *_after_noun(doc), *_before_tail(doc)]
    return sorted(found, key=lambda span: (span.start, -span.end))


def _with_legal_form(doc: Doc) -> Iterator[Span]:
    """ "die Bruns Logistik GmbH & Co. KG": the capitalised words before the form and the form itself."""
    for token in doc:
        if (
            token.text not in LEGAL_FORMS
            or token.i == 0
            or token.i + 1 < len(doc)
            and token.nbor().text == "-"
        ):
            continue
        first = token.i
        while first > 0 and _belongs(doc[first - 1], doc[first]) and token.i - first < 7:
            first -= 1
        first = _without_role(doc, first, token.i)
        if first == token.i or doc[first].text in LEGAL_FORMS:
            continue
        last = token.i
        while last + 1 < len(doc) and (
            doc[last + 1].text in LEGAL_FORMS or doc[last + 1].text in {"&", "Co", "Co."}
        ):
            last += 1
        start, end = trimmed(doc.text, doc[first].idx, doc[last].idx + len(doc[last].text))
        if start < end:
            yield Span(start, end, "ORG", proof=1)


def _belongs(left: Token, right: Token) -> bool:
    if "\n" in left.text or "\n" in left.whitespace_:
        return False
    if left.text in JOINED:
        # "Müller und Söhne GmbH" is one name; in "Siemens und die Bosch GmbH" the article breaks it.
        return left.i > 0 and _is_name_word(left.nbor(-1)) and left.text in {"&", "+"}
    if left.text == "-":
        return not left.whitespace_ and left.i > 0 and not left.nbor(-1).whitespace_
    return _is_name_word(left)


def _is_name_word(token: Token) -> bool:
    text = token.text
    if not text or not (text[0].isupper() or text[0].isdigit() or any(c.isupper() for c in text)):
        return False
    return token.pos_ not in {"DET", "PRON", "ADP", "VERB", "AUX", "CCONJ", "SCONJ", "ADV", "PUNCT"}


def _without_role(doc: Doc, first: int, last: int) -> int:
    """ "Logistikunternehmen Bruns GmbH": the noun of business before the name is none of it."""
    while first < last - 1 and (
        _is_role(doc[first]) or doc[first].pos_ == "ADJ" and doc[first].text[:1].islower()
    ):
        first += 1
    return first


def _is_role(token: Token) -> bool:
    if token.lang_ == "de":
        return token.pos_ == "NOUN" and BEFORE_DE.match(token.text) is not None
    return token.lower_ in BEFORE_EN


def _after_noun(doc: Doc) -> Iterator[Span]:
    """ "der Autozulieferer Brose", "chipmaker Nexperia": proper nouns right after a noun of business."""
    for token in doc[:-1]:
        follower = token.nbor()
        if not _is_role(token) or token.whitespace_ != " " or not _proper(follower):
            continue
        if doc.lang_ == "en" and (token.text[0].isupper() or follower.nbor(-1).i != token.i):
            continue
        last = follower.i
        while (
            last + 1 < len(doc)
            and doc[last].whitespace_ == " "
            and _proper(doc[last + 1])
            and last - follower.i < 4
        ):
            last += 1
        start, end = trimmed(doc.text, follower.idx, doc[last].idx + len(doc[last].text))
        if start < end:
            yield Span(start, end, "ORG", proof=1)


def _proper(token: Token) -> bool:
    return (
        token.pos_ == "PROPN" and token.text[:1].isupper() or token.pos_ == "X" and token.text[:1].isupper()
    )


def _before_tail(doc: Doc) -> Iterator[Span]:
    """ "die Rovio-Aktie": one word whose tail only an organisation has."""
    for token in doc:
        head, _, tail = token.text.rpartition("-")
        if (
            head
            and tail.lower() in ORG_TAILS
            and tail[:1].isupper()
            and head[:1].isupper()
            and not head.isdigit()
        ):
            yield Span(token.idx, token.idx + len(head), "ORG", proof=0)


def relabelled(text: str, spans: Sequence[Span]) -> list[Span]:
    """One label for one name: a name proved an organisation once is one wherever it stands alone.

    A single word that ends a person's full name in the article ("Carola Kröger") stays a person.
    """
    persons = {
        text[s.start : s.end].split()[-1] for s in spans if s.label == "PER" and " " in text[s.start : s.end]
    }
    votes: dict[str, Counter[str]] = {}
    for span in spans:
        votes.setdefault(text[span.start : span.end], Counter())[span.label] += 1 + 3 * span.proof
    changed = []
    for span in spans:
        name = text[span.start : span.end]
        if span.label in ("PER", "LOC", "MISC") and name not in persons:
            counts = votes[name]
            if counts["ORG"] > counts[span.label]:
                span = replace(span, label="ORG")
        changed.append(span)
    return changed
