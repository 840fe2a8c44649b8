"""The named organisations, persons and places of one article.

In go a parsed `Doc` with the model's entities and the gazetteer's hits in the same text; out come Mentions in
text order that never overlap. Promises: `doc.text[m.start:m.end] == m.text`; a mention's `name` is the company's
canonical name where it is linked, else the longest form by which this article introduces it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from spacy.tokens import Doc

from pipeline.records import FoundBy, Hit, Label, Link, Mention

# What the models, and models that others bring, call the four kinds of names.
LABELS: dict[str, Label] = {
    **dict.fromkeys(("ORG", "NORP"), "ORG"),
    **dict.fromkeys(("PER", "PERSON"), "PER"),
    **dict.fromkeys(("LOC", "GPE", "FAC"), "LOC"),
    **dict.fromkeys(("MISC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"), "MISC"),
}

SURE = 0.9  # a hit's link score from which the name needs no evidence beside it

ARTICLES = re.compile(
    r"(?:the|a|an|der|die|das|dem|den|des|ein|eine|einer|eines|einem|einen|beim?|vom|zum|zur|im|am)\s+",
    re.IGNORECASE,
)
EDGES = " \t\n\r\u00a0,;:.!?\"'„“”‚‘’»«›‹()[]{}–—-*|/"
GENITIVE = re.compile(r"['’`´]s?$")
LEGAL_FORM = re.compile(
    r"[\s,]+(?:AG|SE|GmbH|mbH|KG|KGaA|OHG|UG|eG|e\.\s?V\.|Inc\.?|Corp\.?|Corporation|Ltd\.?|Limited|LLC|LLP|plc|PLC"
    r"|S\.?A\.?|S\.?p\.?A\.?|N\.?V\.?|B\.?V\.?|AB|ASA|Oyj|Co\.?|& Co\.?(?: KG(?:aA)?)?|GmbH & Co\. KG(?:aA)?)\.?$"
)
# "Siemens-Chef", "Huawei-Handys", "VW-Tochter": the last part is a word of its own, the name stands before it.
# "Mercedes-Benz" and "Rolls-Royce" end in no such word. Lower-case tails ("Tesla-like") are none either.
TAIL = re.compile(
    r"-(?:[\w]*(?:chef|chefin|chefs|aktien?|anteile?n?|tochter|töchter|konzerne?s?|sprecher|sprecherin|vorstände?|vorstands|manager|managerin"
    r"|mitarbeiter|mitarbeitern|beschäftigten?|werke?n?|werks|fabrik|fabriken|zentrale|gründer|eigner|eigentümer|aktionäre?n?|kunden|händler"
    r"|produkte?n?|handys?|geräte?n?|smartphones?|software|app|apps|plattform|dienste?|marken?|modelle?n?|autos?|fahrzeuge?n?|filialen?"
    r"|übernahme|fusion|deal|angebot|gebot|einstieg|beteiligung|verkauf|pleite|insolvenz|skandals?|affäre|prozess|urteil|klage|streik|krise"
    r"|führung|spitze|management|aufsichtsrats?|betriebsrats?|finanzchef|personalie|gläubiger|papiere?n?|titel|kurs|umsatz|gewinn"
    r"|technik|technologie|technologien|chips?|kameras?|netz|netze|server|cloud|maschinen?|flugzeuge?n?|jets?|züge?n?|flotte|pilot(?:en)?"
    r"|gruppe|konkurrent|rivale|partner|zulieferer|entwickler|ingenieure?|forscher|experte|analyst|studie|angaben|bericht|kreise|firmen?"
    r"|unternehmens?|tochterfirma|geschäfte?s?|sparte|standorte?n?|verbots?|sanktionen|bann|boykott|nutzer|daten|konto|accounts?"
    r"|investments?|investoren?|fonds|spieler|trainer|fans?|boss|legende))$",
    re.IGNORECASE,
)
NAME_WORD = re.compile(r"[^\W_][\w&.+'’/-]*")
INTRODUCED = re.compile(
    r"\s*\(\s*(?:kurz:?\s+|short:?\s+|„|“|\"|‘|')*([^\W_][\w&.+-]{0,14}(?: [\w&.+-]{1,12})?)[\"“”’']?\s*\)"
)


class Linker(Protocol):
    """From a name to its company; `evidence` says that the surroundings speak for an organisation."""

    def __call__(self, name: str, *, language: str, evidence: bool = False) -> Link | None: ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text on its way to a Mention."""

    start: int
    end: int
    label: Label
    found_by: FoundBy
    link: Link | None = None


def find_mentions(doc: Doc, hits: Sequence[Hit], link: Linker, *, article_id: str) -> tuple[Mention, ...]:
    """The mentions of one article, in text order.

    `hits` come from `Gazetteer.find(doc.text)`, `link` is `Gazetteer.link`. `article_id` only enters the ids.
    """
    text, language = doc.text, doc.lang_
    spans = [span for ent in doc.ents for span in _repaired(text, ent.start_char, ent.end_char, ent.label_)]
    spans = _merged(text, spans, hits)
    linked = [_linked(text, span, link, language) for span in spans]
    linked = _sure(linked)
    names = _names(text, linked)
    return tuple(
        Mention(
            mention_id=_mention_id(article_id, span, text),
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            label=span.label,
            found_by=span.found_by,
            name=name,
            link=span.link,
        )
        for span, name in zip(linked, names, strict=True)
    )


def _mention_id(article_id: str, span: Span, text: str) -> str:
    facts = f"{article_id}|{span.start}|{span.end}|{span.label}|{text[span.start : span.end]}"
    return hashlib.blake2b(facts.encode("utf-8"), digest_size=10).hexdigest()


def _repaired(text: str, start: int, end: int, label: str) -> Iterator[Span]:
    """A model's entity without article, quotes, genitive and the tail of a compound; nothing if nothing is left."""
    kind = LABELS.get(label)
    if kind is None:
        return
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES and not _dotted(text, start, end):
        end -= 1
    lead = ARTICLES.match(text, start, end)
    if lead and text[start].islower():
        start = lead.end()
    genitive = GENITIVE.search(text, start, end)
    if genitive:
        end = genitive.start()
    if kind in ("ORG", "MISC"):
        tail = TAIL.search(text, start, end)
        # "Siemens-Chef": the model takes the whole compound; the name is what stands before the tail.
        if tail and tail.start() > start:
            end, kind = tail.start(), "ORG"
    if start < end and any(c.isalnum() for c in text[start:end]):
        yield Span(start, end, kind, "model")


def _dotted(text: str, start: int, end: int) -> bool:
    """Whether a final dot belongs to the name: "Apple Inc.", "J.P.", "Amazon.com Inc."."""
    return text[end - 1] == "." and bool(
        re.search(r"(?:\b[^\W\d_]|\b(?:Inc|Corp|Co|Ltd|Bros|Cos|Int|St|V))\.$", text[start:end])
    )


def _merged(text: str, spans: Sequence[Span], hits: Sequence[Hit]) -> list[Span]:
    """Model and gazetteer as one list without overlaps: the longest wins, and a person stays a person."""
    taken = list(spans)
    for hit in hits:
        over = [span for span in taken if span.start < hit.end and hit.start < span.end]
        if any(_keeps(text, span, hit) for span in over):
            continue
        sure = hit.link.score >= SURE
        if not over and not sure:
            continue
        orgs = any(span.label in ("ORG", "MISC") for span in over)
        found: FoundBy = "both" if over else "gazetteer"
        for span in over:
            taken.remove(span)
        taken.append(Span(hit.start, hit.end, "ORG", found, hit.link if sure or orgs else None))
    return sorted(taken, key=lambda span: span.start)


def _keeps(text: str, span: Span, hit: Hit) -> bool:
    """Whether a model's span stands against a hit that overlaps it."""
    inside = span.start <= hit.start and hit.end <= span.end
    longer = inside and span.end - span.start > hit.end - hit.start
    sure = hit.link.score >= SURE
    if span.label == "PER":
        # "Carola Kröger" is not the firm Kröger; "Merz" alone is not Merz Pharma.
        return longer or not sure or " " not in hit.text
    if span.label == "LOC":
        # "Flughafen München" is longer than the place München; "Essen" is a place unless more is known.
        return longer or not sure
    if longer:
        # "Deutsche Bank Research" is more than Deutsche Bank, "Apple Watch" a product of its own. Not so a name
        # that only trails on: "VW-Dieselskandal", "Apple Inc.", "Huaweis".
        rest = text[hit.end : span.end]
        trailing = rest.startswith("-") or LEGAL_FORM.fullmatch(rest) or rest in ("s", "'s", "’s")
        return not (hit.start == span.start and trailing)
    return not sure and span.label != "ORG" and not longer and span.label != "MISC"


def _linked(text: str, span: Span, link: Linker, language: str) -> Span:
    if span.label not in ("ORG", "MISC") or (span.link is not None and span.link.score >= SURE):
        return span
    made = link(text[span.start : span.end], language=language, evidence=span.label == "ORG")
    if made is None:
        return replace(span, link=None)
    return replace(span, link=made, label="ORG")


def _sure(spans: Sequence[Span]) -> list[Span]:
    """Spans that the gazetteer alone found and nothing confirmed are no mentions."""
    return [span for span in spans if span.link is not None or span.found_by != "gazetteer"]


# ---- names within one article


def _names(text: str, spans: Sequence[Span]) -> list[str]:
    """The fullest good name for each span; a short form takes the name of the long one that introduces it."""
    shown = [clean_name(text[span.start : span.end]) for span in spans]
    introduced = _introductions(text, spans, shown)
    full: list[str] = []
    for number, span in enumerate(spans):
        if span.link is not None:
            full.append(span.link.company_name)
            continue
        if span.label != "ORG":
            full.append(
                shown[number] if span.label != "PER" else _fullest_person(shown[number], spans, shown)
            )
            continue
        host = introduced.get(shown[number]) or _host(number, spans, shown)
        if host is None:
            full.append(shown[number])
        else:
            other = spans[host]
            full.append(other.link.company_name if other.link is not None else shown[host])
    return full


def clean_name(words: str) -> str:
    """A name as a reader would write it in a table: no article, legal form, genitive ending; plain spaces."""
    name = " ".join(words.split()).strip(EDGES.replace(".", ""))
    lead = ARTICLES.match(name)
    if lead and lead.end() < len(name) and name[0].islower():
        name = name[lead.end() :]
    name = GENITIVE.sub("", name)
    bare = LEGAL_FORM.sub("", name)
    while bare != name:
        name, bare = bare, LEGAL_FORM.sub("", bare)
    return name.strip(" ,;-") or words


def _introductions(text: str, spans: Sequence[Span], shown: Sequence[str]) -> dict[str, int]:
    """Short forms in brackets after a name: "Verbraucherzentrale Bundesverband (VZBV)" introduces VZBV."""
    found: dict[str, int] = {}
    for number, span in enumerate(spans):
        if span.label != "ORG":
            continue
        bracket = INTRODUCED.match(text, span.end)
        if bracket and _abbreviates(bracket[1], shown[number]):
            found.setdefault(bracket[1], number)
    return found


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters of `short` occur in this order in `name`, the first at its beginning of a word."""
    letters = [c for c in short.casefold() if c.isalnum()]
    rest = name.casefold()
    if (
        len(letters) < 2
        or len(short) >= len(name)
        or not any(word.startswith(letters[0]) for word in rest.split())
    ):
        return False
    position = -1
    for letter in letters:
        position = rest.find(letter, position + 1)
        if position < 0:
            return False
    return True


def _host(number: int, spans: Sequence[Span], shown: Sequence[str]) -> int | None:
    """The span whose longer name this one shortens: "Hellmuth Kröger" for "Kröger", "VIG" by its first letters."""
    mine = shown[number]
    words = _words(mine)
    if not words:
        return None
    best: int | None = None
    for other, span in enumerate(spans):
        if span.label != "ORG" or other == number or len(shown[other]) <= len(mine):
            continue
        theirs = _words(shown[other])
        shortens = len(theirs) > len(words) and (theirs[: len(words)] == words or _tail_of(words, theirs))
        initials = (
            mine.isupper()
            and len(mine) >= 3
            and mine == "".join(w[0] for w in shown[other].split() if w[0].isupper())
        )
        if (shortens or initials) and (best is None or len(shown[other]) > len(shown[best])):
            best = other
    return best


def _tail_of(words: list[str], theirs: list[str]) -> bool:
    """ "Kröger" ends "Hellmuth Kröger"; a single generic last word ("Bank", "Group") identifies nothing."""
    return theirs[-len(words) :] == words and not (len(words) == 1 and words[0] in GENERIC)


GENERIC = frozenset(
    """bank group gruppe holding technology technologies systems software media international university universität
    institut institute verband versicherung airlines energy energie pharma club fund capital partners werke stiftung
    ventures electronics motors research service services studios union zeitung post news times""".split()
)


def _words(name: str) -> list[str]:
    return [word.casefold().removesuffix("'s").strip(".") for word in NAME_WORD.findall(name)]


def _fullest_person(mine: str, spans: Sequence[Span], shown: Sequence[str]) -> str:
    """ "Ross" after "Wilbur Ross" is Wilbur Ross; two persons of one surname leave it as it is."""
    full = {
        other
        for span, other in zip(spans, shown, strict=True)
        if span.label == "PER" and other != mine and other.endswith(" " + mine)
    }
    return full.pop() if len(full) == 1 else mine
