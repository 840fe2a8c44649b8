"""Organisations that the words around them give away, whatever the model thinks.

Rules: a legal form after a name ("Dressmaster GmbH"), a noun of business before it ("der Autozulieferer
Brose", "chipmaker Nexperia", "a company called Orbis"), the country it is of ("France's Total"), and the tail
of a compound ("die Rovio-Aktie"). Then one name has one label in an article, unless it is part of a person's
full name. A compound is one word here, though the tokenizer cuts it at its hyphens.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.mentions.names import clean_name
from pipeline.mentions.spans import LABELS, ORG_LAST, ORG_TAILS, Span, trimmed

LEGAL_FORMS = frozenset(
    """AG SE GmbH mbH gGmbH KG KGaA OHG UG eG Inc Inc. Corp Corp. Corporation Ltd Ltd. Limited LLC LLP plc PLC
    S.A. SA S.p.A. SpA N.V. NV B.V. BV AB ASA Oyj A/S Pty S.à. SAS Sàrl Srl GesmbH Ges.m.b.H.""".split()
)
JOINED = frozenset("& + und and of für der des de la van von y e".split())

BEFORE_DE = re.compile(
    r"(?:^|.*[a-zäöüß-])(?:konzern|hersteller|bauer|anbieter|händler|unternehmen|firma|start-?up|bank|versicherer|kette|riese|gigant"
    r"|betreiber|dienstleister|gesellschaft|verlag|tochter|spezialist|produzent|ausrüster|zulieferer|entwickler|gruppe|holding"
    r"|brauerei|reederei|airline|fluglinie|fluggesellschaft|werft|kanzlei|agentur|stiftung|verband|verein|klub|club"
    r"|portal|broker|diskonter|plattform|dienst|service|kooperation|marke|label|aktie|netzwerk|sender|zeitung|magazin|investor|fonds|finanzierer|makler|discounter|supermarkt"
    r"|konkurrent|rivale|mutter|muttergesellschaft|mutterkonzern|hochschule|universität|institut|finanzinvestor|börsenbetreiber)(?:s|es|n|en)?$",
    re.IGNORECASE,
)
BEFORE_EN = frozenset(
    """company firm group giant retailer bank airline startup start-up insurer carmaker automaker chipmaker
    maker manufacturer supplier operator brand chain subsidiary unit lender broker brewer developer publisher
    contractor drugmaker conglomerate utility exchange fund investor consultancy charity parent rival
    competitor""".split()
)
# "a company called Orbis", "eine Firma namens Orbis"
CALLED = frozenset("called named dubbed namens".split())
# Who is named after "France's" or "Turkey's", though no organisation.
OFFICES = frozenset(
    """president prime minister chancellor king queen prince princess pope foreign finance interior defence
    defense supreme high constitutional central national parliament senate congress house lord sir mr mrs ms
    dr general""".split()
)
# First parts of compounds that look like names and are none: "US-Konzern", "DAX-Chef", "Ex-Manager".
NO_NAMES = frozenset(
    """us usa eu un uno ddr brd nrw dax mdax sdax tecdax it ki ai tv pr suv lkw pkw cnc ceo cfo euro ost west
    nord süd online offline internet handy smartphone auto bio öko tech high hightech fintech start top mittel
    groß klein welt energie finanz medien mode möbel traditions familien nato wm em bundesliga champions cash
    crash sb bw ex vize""".split()
)
HEADED = re.compile(
    r"\b(?:"
    r"(?:Land|Amts|Oberlandes|Verwaltungs|Arbeits|Sozial|Landes|Handels|Bezirks|Finanz)gericht|Staatsanwaltschaft|Verbraucherzentrale"
    r"|Stadtwerke|Flughafen|Sparkasse|Volksbank|Raiffeisenbank|Universität|Hochschule|Universitätsklinikum|Klinikum|Uniklinik"
    r"|Bundesverband|Handelskammer|Handwerkskammer|Ärztekammer|Arbeiterkammer|Polizeipräsidium|Messe|Verkehrsbetriebe"
    r"|(?:1\. )?(?:FC|SV|TSV|VfL|VfB|TSG|FSV|SpVgg|SSV|TuS)"
    r") (?:[A-ZÄÖÜ][\wäöüß-]+(?: (?:I{1,3}|\d\d)\b)?)"
    r"|\b(?:Bundes(?:amt|institut|anstalt|agentur|verband|ministerium)|Institut|Gesellschaft|Akademie|Zentrum|Verband|Verein|Stiftung)"
    r"(?: der| des)? für [A-ZÄÖÜ][\wäöüß-]+(?:(?:,| und) [A-ZÄÖÜ][\wäöüß-]+)*"
)
PLACES = frozenset(name for name, label in LABELS.items() if label == "LOC")
TAILED = re.compile(
    r"(?<![\w@/.-])(?:(?:Ex|Vize|US|EU)-)?"
    r"(?P<head>[A-ZÄÖÜ][\w&.]*(?:-[A-ZÄÖÜ][\w&.]*)*)-(?P<tail>[A-ZÄÖÜ]\w+)\b(?!-)"
)
# What a name is where it acts or is acted with: "France's Total said", but "in London's Docklands".
ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent", "conj"})
PAIRED = re.compile(r"\b[A-ZÄÖÜ][\w’'-]+(?: [A-ZÄÖÜ][\w’'-]+)? (?:&|\+) (?:Co\b\.?(?: KG)?|[A-ZÄÖÜ][\w’'-]+)")
# Nouns that both a firm and a person can be called by are left to the model: "Händler Peter Hansen".


def given_away(doc: Doc) -> list[Span]:
    """Spans of organisations that a rule finds; they may overlap the model's."""
    found = [
        *_with_legal_form(doc),
        *_with_head(doc),
        *_paired(doc),
        *_after_noun(doc),
        *_after_country(doc),
        *_before_tail(doc),
    ]
    return sorted(found, key=lambda span: (span.start, -span.end))


def _with_legal_form(doc: Doc) -> Iterator[Span]:
    """ "die Bruns Logistik GmbH & Co. KG": the capitalised words before the form and the form itself."""
    for token in doc:
        if (
            token.text not in LEGAL_FORMS
            or token.i == 0
            or (token.i + 1 < len(doc) and token.nbor().text == "-")
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
    while first < last - 1:
        end = _compound_end(doc[first])
        word = doc[end]
        # "im Athletik-Sektor RYU Apparel Inc."
        described = doc.lang_ == "de" and end > first and word.pos_ == "NOUN" and end + 1 < last
        described = described and _proper(doc[end + 1])
        if not (described or _is_role(word) or (word.pos_ == "ADJ" and doc[first].text[:1].islower())):
            break
        first = end + 1
    return first


def _compound_start(token: Token) -> int:
    """The first token of the hyphen compound that `token` ends: "Start" for "Ups" of "Start-Ups"."""
    doc, first = token.doc, token.i
    while first >= 2 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_:
        if doc[first - 2].whitespace_:
            break
        first -= 2
    return first


def _compound_end(token: Token) -> int:
    """The last token of the hyphen compound that `token` begins."""
    doc, last = token.doc, token.i
    while last + 2 < len(doc) and doc[last + 1].text == "-" and not doc[last].whitespace_:
        if doc[last + 1].whitespace_:
            break
        last += 2
    return last


def _is_role(token: Token) -> bool:
    word = token.doc[_compound_start(token) : token.i + 1].text  # not from doc.text, which is joined anew
    if token.lang_ == "de":
        # "des Onlinebrokers Flatexdegiro": a noun in the genitive is no part of a name that follows
        genitive = token.text.endswith("s") and "Gen" in token.morph.get("Case", [])
        return token.pos_ == "NOUN" and (genitive or BEFORE_DE.match(word) is not None)
    return token.lower_ in BEFORE_EN or word.lower() in BEFORE_EN


def _with_head(doc: Doc) -> Iterator[Span]:
    """ "Landgericht Erfurt", "SV Elbstern 04", "Institut für Weltwirtschaft": a head and its name."""
    if doc.lang_ != "de":
        return
    for match in HEADED.finditer(doc.text):
        yield Span(*trimmed(doc.text, match.start(), match.end()), "ORG", proof=1)


def _paired(doc: Doc) -> Iterator[Span]:
    """ "Petersen & Wolff": proper nouns joined by an ampersand are a firm, not two persons."""
    for match in PAIRED.finditer(doc.text):
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is not None and any(token.pos_ == "PROPN" for token in words):
            first = _without_role(doc, words.start, words.end - 1)
            yield Span(max(match.start(), doc[first].idx), match.end(), "ORG", proof=1)


def _after_noun(doc: Doc) -> Iterator[Span]:
    """ "der Autozulieferer Brose", "chipmaker Nexperia", "a company called Orbis": the name after it."""
    for token in doc[:-1]:
        if not _is_role(token) or token.text[0].isupper() != (doc.lang_ == "de"):
            continue
        first = token.i + 1
        if doc[first].text == "," and first + 2 < len(doc):
            first += 1
        if doc[first].lower_ in CALLED and first + 1 < len(doc):
            first += 1
        elif first > token.i + 1:
            continue
        if doc[first - 1].whitespace_ == " " and _begins_name(doc[first], token):
            yield from _run(doc, first)


def _begins_name(token: Token, role: Token) -> bool:
    if not token.text[:1].isupper():
        return False
    if _proper(token):
        return True
    if token.lang_ == "en":
        # In English a capital within a sentence makes a name: "the firm Giant Company Software".
        return token.pos_ in {"NOUN", "ADJ"}
    # "Tochtergesellschaft Prax Terminals": a name that the tagger takes for a noun
    return token.pos_ == "NOUN" and token.dep_ in {"appos", "flat"} and token.head == role


def _run(doc: Doc, first: int) -> Iterator[Span]:
    """The capitalised words of a name from `first` on."""
    last = first
    while last + 1 < len(doc) and doc[last].whitespace_ == " " and last - first < 4:
        follower = doc[last + 1]
        capital = doc.lang_ == "en" and follower.text[:1].isupper() and follower.pos_ in {"NOUN", "ADJ"}
        if not (_proper(follower) or capital):
            break
        last += 1
    start, end = trimmed(doc.text, doc[first].idx, doc[last].idx + len(doc[last].text))
    if start < end:
        yield Span(start, end, "ORG", proof=1)


def _after_country(doc: Doc) -> Iterator[Span]:
    """ "France's Total", "Turkey's Everasia": a proper noun that a country has."""
    if doc.lang_ != "en":
        return
    for ent in doc.ents:
        if ent.label_ not in PLACES or ent.end + 1 >= len(doc) or doc[ent.end].lower_ not in {"'s", "’s"}:
            continue
        name = doc[ent.end + 1]
        alone = ent.end + 2 >= len(doc) or not doc[ent.end + 2].text[:1].isupper()
        acting = name.dep_ in ACTING and _proper(name) and not name.ent_type_
        if alone and acting and name.lower_ not in OFFICES:
            yield Span(name.idx, name.idx + len(name.text), "ORG", proof=0)


def _proper(token: Token) -> bool:
    return token.pos_ in {"PROPN", "X"} and token.text[:1].isupper()


def _before_tail(doc: Doc) -> Iterator[Span]:
    """ "die Rovio-Aktie": a compound whose tail only an organisation has, and whose head is a name."""
    if doc.lang_ != "de":
        return
    places = {ent.text for ent in doc.ents if ent.label_ in PLACES}
    for match in TAILED.finditer(doc.text):
        head = doc.char_span(*match.span("head"), alignment_mode="expand")
        if match["tail"].lower() not in ORG_TAILS or match["head"].lower() in NO_NAMES:
            continue
        if head is None or match["head"] in places:
            continue
        whole = head[-1].text != match["head"].rpartition("-")[2]  # the tokenizer left the compound whole
        if whole or any(_proper(token) for token in head):
            yield Span(*match.span("head"), "ORG", proof=0)


def repeated(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """The spans and further places of their organisations: "Dressmaster" after "Dressmaster GmbH", "Synta"
    after "Synta Pharmaceuticals".

    Of one word only where the tagger sees a proper noun, since "Post" is not only the company.
    """
    text = doc.text
    names = {
        clean_name(text[s.start : s.end]): s
        for s in spans
        if s.label == "ORG" and (s.proof or s.found_by != "model")
    }
    shorter = {
        name.rpartition(" ")[0]: span
        for name, span in names.items()
        if name.count(" ") == 1 and span.link is None and ORG_LAST.search(name) and _named_by_first(doc, span)
    }
    names = {name: s for name, s in (shorter | names).items() if len(name) >= 4 and name[:1].isupper()}
    if not names:
        return list(spans)
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![\w@/.])(?:" + "|".join(map(re.escape, longest_first)) + r")(?=s?\b(?![@/]))")
    taken = [False] * (len(text) + 1)
    for span in spans:
        taken[span.start : span.end] = [True] * (span.end - span.start)
    added = []
    for match in pattern.finditer(text):
        if any(taken[match.start() : match.end()]):
            continue
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is not None and (len(words) > 1 or words[0].pos_ in {"PROPN", "X"}):
            known = names[match[0]]
            added.append(
                replace(known, start=match.start(), end=match.end(), found_by="model", link=None, proof=0)
            )
    return sorted([*spans, *added], key=lambda span: span.start)


def _named_by_first(doc: Doc, span: Span) -> bool:
    """Whether the first word of a name is a proper noun: "Synta" is, the "Deutsche" of a bank is not."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words is not None and words[0].pos_ in {"PROPN", "X"}


def without_roles(doc: Doc, span: Span) -> Span | None:
    """ "Ratingagentur Fitch" is Fitch, "Münchner Marke Lumatik" Lumatik; "Bremer Betreiber" is no name."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if span.label != "ORG" or words is None or doc.lang_ != "de":
        return span
    first = 0
    while first < len(words) and (
        _is_role(words[first])
        or (words[first].text.endswith("er") and first + 1 < len(words) and _is_role(words[first + 1]))
    ):
        first += 1
    if first == 0:
        return span
    if first == len(words):
        # "Deutsche Bank" has no such noun in front; a bare "Bremer Betreiber" names nobody
        return None if len(words) > 1 else span
    return replace(span, start=words[first].idx) if words[first].text[:1].isupper() else span


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
