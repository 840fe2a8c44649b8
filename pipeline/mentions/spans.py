"""What the model found, mended: without articles, quotes, genitives and the tails of compounds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import FoundBy, Label, Link

# What the models, and models that others bring, call the four kinds of names.
LABELS: dict[str, Label] = {
    **dict.fromkeys(("ORG", "NORP"), "ORG"),
    **dict.fromkeys(("PER", "PERSON"), "PER"),
    **dict.fromkeys(("LOC", "GPE", "FAC"), "LOC"),
    **dict.fromkeys(("MISC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"), "MISC"),
}

ARTICLE = re.compile(
    r"(?:the|a|an|der|die|das|dem|den|des|ein|eine|einer|eines|einem|einen|beim?|vom|zum|zur|im|am)\s+",
    re.IGNORECASE,
)
EDGES = " \t\n\r\u00a0,;:.!?\"'„“”‚‘’»«›‹()[]{}–—-*|/"
GENITIVE = re.compile(r"['’`´]s?$")
# No name goes on after these: "(Dow Jones)-- Daimler", a line's end, "SDAX | hugin.com Bellevue Group".
BREAK = re.compile(r"[()\[\]|;\n]|--+| [–—-] |: ")
# Between a firm and a person that the model takes for one name: "RYU CEO Marcello Leone".
OFFICE = re.compile(
    r" (?:CEO|CFO|COO|Chairman|Chief Executive|spokesman|spokeswoman|spokesperson|Sprecher(?:in)?|Chef(?:in)?"
    r"|Vorstandschef(?:in)?|Finanzchef(?:in)?|Geschäftsführer(?:in)?|Gründer(?:in)?)(?: |$)"
)
# Last words that make a name of several words one of an organisation, whatever else the model sees in it.
ORG_LAST = re.compile(
    r"\w [^\W\d_]*(?:Pharmaceuticals?|Pharma|Therapeutics|Technolog(?:y|ies)|Holdings?|Airlines|Airways"
    r"|Industries|Insurance|Communications|Telecom|Electronics|Semiconductors?|Biosciences|Laboratories|Apparel|Foods"
    r"|Mining|Petroleum|Railways|Associates|Bancorp|University|Bank|Entertainment|Pictures|Universität|Versicherung(?:en)?"
    r"|Verlag|[Ss]tiftung|Werke|Beteiligungen)$"
)
FINAL_DOT = re.compile(r"(?:\b[^\W\d_]|\b(?:Inc|Corp|Co|Ltd|Bros|Cos|Int|St|V))\.$")

# Tails that only an organisation has: "Siemens-Chef", "Rovio-Aktie", "VW-Tochter".
ORG_TAILS = """chef chefin chefs cheffin aktie aktien aktionär aktionäre aktionären konzern konzerns konzerne
    tochter töchter tochterfirma tochterunternehmen vorstand vorstands vorstandschef aufsichtsrat
    aufsichtsrats manager managerin managern sprecher sprecherin mitarbeiter mitarbeitern beschäftigte
    beschäftigten betriebsrat zentrale werk werke werken werks fabrik fabriken gründer gründerin filiale
    filialen kunden eigentümer management führung gläubiger anteil anteile produkte produkten geräte handy
    handys smartphone smartphones zulieferer händler marke marken""".split()
# Tails that say less: a person, a place or a product may have them too.
OTHER_TAILS = """übernahme fusion deal angebot gebot einstieg beteiligung verkauf pleite insolvenz skandal
    skandals affäre prozess urteil klage streik krise spitze finanzchef personalie papier papiere titel kurs
    umsatz gewinn technik technologie technologien chip chips kamera kameras netz netze server cloud maschine
    maschinen flugzeug flugzeuge flugzeugen jet jets zug züge flotte pilot piloten gruppe konkurrent
    konkurrenten rivale partner entwickler ingenieur ingenieure forscher experte analyst studie angaben
    bericht kreise kreisen firma firmen unternehmen unternehmens geschäft geschäfte sparte standort standorte
    verbot sanktionen bann boykott nutzer daten konto accounts investment investor investoren fonds spieler
    trainer fans boss legende plattform dienst dienste modell modelle auto autos fahrzeug fahrzeuge software
    app apps gelände haus regierung anhänger anwalt anwälte berater finanzierung investition investitionen
    abgasskandal dieselskandal""".split()
TAIL = re.compile(
    rf"-(?:\w*-)?(?P<tail>(?:{'|'.join(sorted(ORG_TAILS + OTHER_TAILS, key=len, reverse=True))}))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text on its way to a Mention.

    Attributes:
        proof: how strongly the words speak for an organisation: 0 the model alone, 1 a rule.
    """

    start: int
    end: int
    label: Label
    found_by: FoundBy = "model"
    link: Link | None = None
    proof: int = 0


def mended(text: str, start: int, end: int, label: str) -> Iterator[Span]:
    """A model's entity cut to its name; nothing where nothing is left or the label is not one of ours."""
    kind = LABELS.get(label)
    if kind is None:
        return
    cuts = [(start, start), *((m.start(), m.end()) for m in BREAK.finditer(text, start, end)), (end, end)]
    for (_, begin), (stop, _) in itertools.pairwise(cuts):
        office = OFFICE.search(text, begin, stop)
        if office and kind in ("ORG", "PER"):
            yield from _mended(text, *trimmed(text, begin, office.start()), "ORG")
            yield from _mended(text, *trimmed(text, office.end(), stop), "PER")
        else:
            yield from _mended(text, *trimmed(text, begin, stop), kind)


def _mended(text: str, start: int, end: int, kind: Label) -> Iterator[Span]:
    proof = 0
    tail = TAIL.search(text, start, end)
    if tail and tail.start() > start and text[start].isupper():
        # "Siemens-Chef": the model takes the whole compound; the name is what stands before the tail.
        end = tail.start()
        if kind == "MISC" or tail["tail"].lower() in ORG_TAILS:
            kind, proof = "ORG", int(tail["tail"].lower() in ORG_TAILS)
    if kind in ("PER", "MISC") and ORG_LAST.search(text, start, end):
        # "Synta Pharmaceuticals" is no person
        kind, proof = "ORG", 1
    if start < end and any(c.isalnum() for c in text[start:end]):
        yield Span(start, end, kind, proof=proof)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without quotes, brackets, a leading lower-case article and a genitive ending."""
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES and not _keeps_dot(text, start, end):
        end -= 1
    lead = ARTICLE.match(text, start, end)
    if lead and text[start].islower():
        start = lead.end()
    genitive = GENITIVE.search(text, start, end)
    if genitive and genitive.start() > start:
        end = genitive.start()
    return start, end


def _keeps_dot(text: str, start: int, end: int) -> bool:
    """Whether a final dot belongs to the name: "Apple Inc.", "J.P."."""
    return text[end - 1] == "." and FINAL_DOT.search(text, start, end) is not None
