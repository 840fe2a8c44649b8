"""What a page calls itself in several places -> its title, and every form of its headline.

A page has up to four: OpenGraph's, written for readers elsewhere; JSON-LD's; the one that is shown (h1); and
the title element. None of them is always the editors' own, and two of them carry the site's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from pipeline.ingest.characters import clean_line
from pipeline.ingest.dates import has_date

SEPARATOR = re.compile(r"\s+[|–—*·•«»:-]+\s+|\s+\|\s*")
DOMAIN = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:de|at|ch|com|org|net|eu|info|news|tv|uk|us|ca|ie|au|nz|za|in|sg)"
)
TOP_LEVEL = re.compile(r"(?:\.(?:de|at|ch|com|org|net|eu|co\.uk|ca|com\.au|co\.za)| online)\b")
HEADLINE_WORDS = 3  # fewer are a kicker or a section, when more stands behind them
SITE_WORDS = 8  # of all that stands behind the headline
SECTION_WORDS = 3  # of a section or a name beside the site's


def headlines(
    tree: Any, meta: Mapping[str, str], stated: str | None, sites: Sequence[str | None]
) -> tuple[str | None, tuple[str, ...]]:
    """The title without the site's name, and all forms in which the page shows or states it.

    `stated` is the headline of JSON-LD, `sites` are the names of site and publisher and the host.

    OpenGraph's wins, being there most often, with two exceptions. JSON-LD's wins where the page shows it
    below a hidden h1 for search engines, which OpenGraph repeats; and where JSON-LD, OpenGraph and h1 are
    three different ones and the title element sides with JSON-LD.
    """
    shown = [text for node in tree.iter("h1", "h2") if (text := plain("".join(node.itertext())))]
    first = next((plain("".join(node.itertext())) for node in tree.iter("h1")), None)
    stated = plain(stated)
    known = [stated, *shown] if stated else shown
    names = [name for site in sites if site and len(name := squeezed(site)) > 1]
    social = without_site(plain(meta.get("og:title")), known, names)
    element = without_site(plain(tree.findtext(".//title")), known, names)
    title = _chosen(social, stated, first, element, shown)
    forms = [text for text in (title, social, stated, first, element) if text]
    return title, tuple(dict.fromkeys(text for text in forms if len(text.split()) >= HEADLINE_WORDS))


def _chosen(
    social: str | None, stated: str | None, first: str | None, element: str | None, shown: Sequence[str]
) -> str | None:
    if stated and first and social and first != stated != social:
        if first == social and stated in shown:
            return stated
        if first != social and stated == element:
            return stated
    return social or stated or _longest_heading(first, element) or element


def _longest_heading(first: str | None, element: str | None) -> str | None:
    """The h1, unless it is the site's name or a log-in box and the title element says more."""
    if not first or (element and len(first.split()) < HEADLINE_WORDS <= len(element.split())):
        return None
    return first


def without_site(title: str | None, known: Sequence[str], sites: Sequence[str]) -> str | None:
    """ "Headline - The Paper" -> "Headline": cut where a known headline ends, or before the site's name."""
    if not title or title in known:
        return title
    for other in known:
        if (
            title.startswith(other)
            and SEPARATOR.match(title[len(other) :])
            and len(other.split()) >= HEADLINE_WORDS
        ):
            return other
    for cut in SEPARATOR.finditer(title):
        head, tail = title[: cut.start()], title[cut.end() :]
        if len(head.split()) < HEADLINE_WORDS or len(tail.split()) > SITE_WORDS:
            continue
        if "|" in cut[0] or _names_site(SEPARATOR.split(tail), sites):
            return head
    return title


def _names_site(parts: Sequence[str], sites: Sequence[str]) -> bool:
    """The site's name, maybe beside a section, a date or an author.

    "The Paper", "Sport - SZ.de", "DW – 05.11.2024", "The Paper | by Ida Kern"
    """
    named = [_is_site(part, sites) for part in parts]
    return any(named) and all(
        site or len(part.split()) <= SECTION_WORDS or has_date(part)
        for part, site in zip(parts, named, strict=True)
    )


def _is_site(name: str, sites: Sequence[str]) -> bool:
    """A site calls itself "tagesschau", "tagesschau.de" and "Tagesschau online"."""
    if DOMAIN.fullmatch(name.lower()):
        return True
    key = squeezed(name)
    return len(key) > 1 and any(key.startswith(site) or site.startswith(key) for site in sites)


def squeezed(name: str) -> str:
    """A site's name as its host would spell it: "Süddeutsche.de" -> "sueddeutsche"."""
    name = TOP_LEVEL.sub("", name.casefold())
    for letter, spelt in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        name = name.replace(letter, spelt)
    return re.sub(r"\W+", "", name)


def plain(text: str | None) -> str | None:
    """One line; entities that were escaped twice are resolved."""
    return clean_line(unescape(unescape(text))) if text else None
