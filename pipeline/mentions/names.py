"""Who is who within one article: the fullest good name for each mention.

A linked company shows its canonical name. For the others the article decides: a bracket introduces a short
form ("Verbraucherzentrale Bundesverband (VZBV)"), a longer name lends itself to its first or last words
("Hellmuth Kröger" for "Kröger") and to its initials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.mentions.spans import ARTICLE, EDGES, GENITIVE, Span

LEGAL_FORM = re.compile(
    r"[\s,]+(?:AG|SE|GmbH|mbH|KG|KGaA|OHG|UG|eG|e\.\s?V\.|Inc\.?|Corp\.?|Corporation|Ltd\.?|Limited|LLC|LLP|plc|PLC"
    r"|S\.?A\.?|S\.?p\.?A\.?|N\.?V\.?|B\.?V\.?|AB|ASA|Oyj"
    r"|Co\.?|& Co\.?(?: KG(?:aA)?)?|GmbH & Co\. KG(?:aA)?)\.?$"
)
NAME_WORD = re.compile(r"[^\W_][\w&.+'’/-]*")
INTRODUCED = re.compile(
    r"\s*\(\s*(?:kurz:?\s+|short:?\s+|„|“|\"|‘|')*([^\W_][\w&.+-]{0,14}(?: [\w&.+-]{1,12})?)[\"“”’']?\s*\)"
)
# Last words that many names share: they shorten none of them.
GENERIC = frozenset(
    """bank group gruppe holding technology technologies systems software media international university
    universität institut institute verband versicherung airlines energy energie pharma club fund capital
    partners werke stiftung ventures electronics motors research service services studios union zeitung post
    news times""".split()
)

LINKING = frozenset("of for in at der des für von im und and".split())


def introduced(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans, with short forms linked as their long ones are: what a bracket says stands above the link.

    "Internet Watch Foundation (IWF)": IWF is no monetary fund here, even if nobody knows the foundation.
    """
    shown = [clean_name(text[span.start : span.end]) for span in spans]
    hosts = _introductions(text, spans, shown)
    changed = []
    for span, name in zip(spans, shown, strict=True):
        host = spans[hosts[name]] if name in hosts else None
        if host is not None and span.link is not None and _contradicts(host, shown[hosts[name]], span):
            span = replace(span, link=host.link, found_by="model" if host.link is None else span.found_by)
        changed.append(span)
    return changed


def _contradicts(host: Span, long: str, short: Span) -> bool:
    """Whether the company that a short form is linked to is surely not the one that the long form names."""
    assert short.link is not None
    if host.link is not None:
        return host.link.company_id != short.link.company_id
    known = {word[:7] for name in (short.link.company_name, short.link.alias) for word in _words(name)}
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return initials == short.link.alias and not known & {word[:7] for word in _words(long)}


def full_names(text: str, spans: Sequence[Span]) -> list[str]:
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
        host = introduced.get(shown[number])
        if host is None:
            host = _host(number, spans, shown)
        if host is None:
            full.append(shown[number])
        else:
            other = spans[host]
            full.append(other.link.company_name if other.link is not None else shown[host])
    return full


def clean_name(words: str) -> str:
    """A name as a reader would write it in a table: no article, legal form, genitive ending; plain spaces."""
    name = " ".join(words.split()).strip(EDGES.replace(".", ""))
    lead = ARTICLE.match(name)
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
    """The span whose longer name this one shortens: "Hellmuth Kröger" for "Kröger", initials too."""
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
    """ "Kröger" ends "Hellmuth Kröger"; a generic last word ("Bank", "Group") identifies nothing, nor does
    what the name is of or for ("Savings Bank of Ukraine").
    """
    if theirs[-len(words) :] != words or theirs[-len(words) - 1] in LINKING:
        return False
    return len(words) > 1 or words[0] not in GENERIC


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
