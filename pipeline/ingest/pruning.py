"""The tree of a news page -> the same tree without what surrounds and interrupts its article.

Comes in: a parsed page. Goes out: the tree, changed in place. Elements are judged by tag, by the words in
their class and id (which editors' systems choose alike), and by their links. An element that holds much of
the page's prose is never taken out, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from pipeline.ingest.markup import LEAD, role_names

DROPPED = frozenset(
    """
    script style noscript template svg iframe button select option textarea form nav aside footer figure
    figcaption picture video audio canvas object embed dialog menu input label map
    """.split()
)
# Words of class and id, cut at hyphens, underscores and capitals: "article__relatedTeaser" has "related",
# "teaser".
NAMES = re.compile(
    r"""(?<![a-z0-9])(?:
    ads?|advert\w*|anzeige[n]?|werbung|sponsor\w*|promo\w*|taboola|outbrain|plista|affiliate
    |related|recommend\w*|recirculation|similar|teaserlist|readmore|read-?more|more-?(?:on|from|articles|stories)
    |mostread|most-?read|meistgelesen|popular|trending|also-?(?:read|like)|next-?article|further
    |newsletters?|subscri\w*|sign-?(?:up|in)|registration|log-?in|abo|paywall-?(?:box|offer|layer|teaser)
    |share|sharing|social|socialbar|follow|bookmark|toolbar
    |comments?|kommentare?|disqus|discussion|coral|feedback|rating|vote|poll|quiz
    |author-?(?:bio|box|info|card|details|description|profile)|bio|biography|byline|authors?|autor(?:en|box|in)?
    |caption|captions|bildunterschrift|credit|credits|copyright|(?:image|img|photo|picture|media|bild)[-_]*(?:info|description|caption|text|subtitle)|lightbox
    |twitter-?tweet|tweet|instagram-?media|tiktok|fb-?post|embeds?|embedded|oembed|external-?content
    |infobox|info-?box|factbox|fact-?box|faktenbox|pull-?quotes?|pullquote
    |breadcrumbs?|tags|taglist|topics?-?(?:list|links)|keywords|schlagwort\w*|navigation|nav|menu|sidebar|footer
    |cookie\w*|consent|cmp|gdpr|privacy|modal|popup|overlay|banner|toast|tooltip|donat\w*|spenden?|appeal
    |not-prose|audio-?player|player|video-?(?:player|box|teaser)|podcast|skip-?link|sr-?only|visually-?hidden|screen-?reader\w*
    |print-?only|only-?print|debug|disclaimer|metadata|timestamp|dateline-?box|widget
    )(?![a-z])""",
    re.VERBOSE,
)
# So is a pointer to another article called, and now and then the standfirst or free beginning of this one.
TEASER = re.compile(r"(?<![a-z0-9])teasers?(?![a-z])")
KEPT = frozenset(("html", "body", "article", "main", "head", "h1", "h2", "h3", "p", "title", "meta", "link"))
# Hidden by its own attributes: menus, overlays, texts for screen readers.
INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# "hidden" alone; "hidden md:block" hides on small screens only
INVISIBLE_CLASS = re.compile(r"(?<!\S)hidden(?!\S)")
SHOWN_CLASS = re.compile(r":(?:block|flex|inline|grid|contents|table|visible)")

NEARLY_ALL = 0.85  # a few comments and teasers outside must not make the whole page the container
MOST_PROSE = 0.25  # share of the page's paragraph text above which an element is the article or holds it
LINKED = 0.8  # share of linked characters in a list or paragraph that is only pointing elsewhere
SHORT_PARAGRAPH = 40  # characters; shorter ones are labels as often as prose
HEADLINE = 300  # characters; no headline is longer
CARD = 400  # characters; a linked headline with a summary of one or two sentences
FEW = 1000  # characters in paragraphs; a page with fewer writes its text in other elements
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
BOXES = frozenset(("a", "div", "article", "section", "li", "header"))
SENTENCE = re.compile(r"[.!?…][\"'“”«»‘’)\]]*\s*$")


def prune(tree: Any) -> None:
    """Takes out furniture, in place; linear in the number of elements, however they are nested."""
    prose = _prose_lengths(tree)
    limit = MOST_PROSE * prose.get(tree, 0)
    _remove_all(
        node
        for node in tree.iter()
        if isinstance(node.tag, str)
        and node.tag not in ("html", "body", "head")
        and _is_furniture(node)
        and (prose.get(node, 0) <= limit or node.tag in ("script", "style", "noscript"))
    )
    weights = _weights(tree)
    cards = _cards(tree, weights)
    if sum(prose.get(card, 0) for card in cards) <= limit:  # else the page is made of them
        _remove_all(cards)
    _remove_all(
        node
        for node in tree.iter("ul", "ol", "p", "h2", "h3", "h4", "div", "dl")
        if _only_links(node, weights)
    )


def main_container(tree: Any) -> Any:
    """The smallest element that holds nearly all of the page's prose; call it on a pruned tree."""
    prose = _prose_lengths(tree)
    node = tree
    while True:
        best = max(node, key=lambda child: prose.get(child, 0), default=None)
        if best is None or best.tag == "p" or prose.get(best, 0) < NEARLY_ALL * prose.get(tree, 0):
            return node
        node = best


def _is_furniture(node: Any) -> bool:
    if node.tag in DROPPED:
        return not _is_quotation(node)
    if node.tag in KEPT and node.tag not in ("h2", "h3", "p"):
        return False
    if node.tag == "div" and (node.get("hidden") is not None or node.get("aria-hidden") == "true"):
        return True
    style = node.get("style")
    if style and INVISIBLE_STYLE.search(style):
        return True
    classes = node.get("class") or ""
    if node.tag != "p" and INVISIBLE_CLASS.search(classes) and not SHOWN_CLASS.search(classes):
        return True
    names = role_names(node)
    return _names_furniture(names) or (TEASER.search(names) is not None and _points_away(node, names))


def _is_quotation(node: Any) -> bool:
    """A quotation set off from the text with its source: `<figure><blockquote>…</blockquote></figure>`."""
    return (
        node.tag == "figure"
        and next(node.iter("blockquote"), None) is not None
        and next(node.iter("img", "picture", "video", "iframe"), None) is None
    )


def _points_away(node: Any, names: str) -> bool:
    """Whether what is called a teaser has a headline of its own or a link that is no word of its text."""
    if node.tag in HEADINGS or next(node.iter(*HEADINGS), None) is not None:
        return True
    if node.tag == "p":
        linked = sum(len("".join(link.itertext())) for link in node.iter("a"))
        return 2 * linked > len("".join(node.itertext())) or _inside(node, ("a", "li"), None)
    if any(link.get("href") and not _inside(link, ("p",), node) for link in node.iter("a")):
        return True
    return _inside(node, ("a", "li"), None) or not (LEAD.search(names) or _has_prose(node))


def _inside(node: Any, tags: tuple[str, ...], end: Any) -> bool:
    """Whether one of `tags` is among the ancestors below `end`."""
    for parent in node.iterancestors():
        if parent is end:
            return False
        if parent.tag in tags:
            return True
    return False


def _has_prose(node: Any) -> bool:
    return any(len("".join(p.itertext()).strip()) >= SHORT_PARAGRAPH for p in node.iter("p"))


@lru_cache(maxsize=10_000)
def _names_furniture(names: str) -> bool:
    return NAMES.search(names) is not None


def _prose_lengths(tree: Any) -> dict[Any, int]:
    """Characters of paragraph text under every element that has some."""
    lengths = _lengths(tree, ("p",))
    return lengths if lengths.get(tree, 0) >= FEW else _lengths(tree, ("p", "div", "span", "section"))


def _lengths(tree: Any, tags: tuple[str, ...]) -> dict[Any, int]:
    lengths: dict[Any, int] = {}
    # Backwards, an element comes behind all that it holds.
    for node in reversed(list(tree.iter())):
        size = lengths.get(node, 0)
        if node.tag in tags and not size and len(text := _own_text(node)) >= SHORT_PARAGRAPH:
            size = lengths[node] = len(text)
        parent = node.getparent()
        if size and parent is not None:
            lengths[parent] = lengths.get(parent, 0) + size
    return lengths


def _own_text(node: Any) -> str:
    """All text of a paragraph; of another element what stands in it directly."""
    pieces = node.itertext() if node.tag == "p" else [node.text or "", *(child.tail or "" for child in node)]
    return "".join(pieces).strip()


def _weights(tree: Any) -> dict[Any, tuple[int, int, int]]:
    """Characters of text, of linked text, and number of links of every element."""
    weights: dict[Any, tuple[int, int, int]] = {}
    for node in reversed(list(tree.iter())):
        text, linked, links = weights.get(node, (0, 0, 0))
        text += len((node.text or "").strip())
        if node.tag == "a":
            linked, links = text, links + 1
        weights[node] = (text, linked, links)
        parent = node.getparent()
        if parent is not None:
            before = weights.get(parent, (0, 0, 0))
            tail = len((node.tail or "").strip())
            weights[parent] = (before[0] + text + tail, before[1] + linked, before[2] + links)
    return weights


def _leads_away(link: Any) -> bool:
    """No anchor, and no link to one on the same page."""
    return (link.get("href") or "#")[:1] != "#"


def _cards(tree: Any, weights: dict[Any, tuple[int, int, int]]) -> list[Any]:
    """Boxes of a linked headline and a short summary; small articles inside the article."""
    found = []
    for heading in tree.iter(*HEADINGS):
        text, linked, _ = weights[heading]
        around = any(_leads_away(link) for link in heading.iterancestors("a"))
        # The headline may stand behind its topic: "Eskalation in Nahost: Aktuelle News zur Lage".
        if text and (around or (linked > 0.5 * text and any(map(_leads_away, heading.iter("a"))))):
            box = heading
            while (
                (parent := box.getparent()) is not None and parent.tag in BOXES and weights[parent][0] <= CARD
            ):
                box = parent
            if weights[box][0] > text:
                found.append(box)
    for node in tree.iter("article"):
        text, _, links = weights[node]
        if links and text <= CARD:
            found.append(node)
    return list(dict.fromkeys(found))


def _only_links(node: Any, weights: dict[Any, tuple[int, int, int]]) -> bool:
    """ "Lesen Sie auch" lists and single lines that are nothing but a headline with a link."""
    text, linked, links = weights[node]
    if not links or not text:
        return False
    if node.tag in ("ul", "ol"):
        items = list(node.iterchildren("li"))
        if items and all(_points_elsewhere(item, weights) for item in items):
            return True
    if linked < LINKED * text:
        return False
    if node.tag in ("ul", "ol", "dl"):
        return True
    if links > 1 or text > HEADLINE:
        return False
    if node.tag in HEADINGS and not any(map(_leads_away, node.iter("a"))):
        return False
    words = "".join(node.itertext()).strip()
    return words.count(" ") >= 2 and SENTENCE.search(words) is None


def _points_elsewhere(item: Any, weights: dict[Any, tuple[int, int, int]]) -> bool:
    """ "Archäologie: Einfache Erklärung für ein Wunder": a linked headline, maybe behind its topic."""
    text, linked, links = weights[item]
    if linked <= 0.5 * text or text > HEADLINE * links:
        return False
    return text > HEADLINE or SENTENCE.search("".join(item.itertext()).strip()) is None


def _remove_all(nodes: Iterable[Any]) -> None:
    for node in list(nodes):
        _remove(node)


def _remove(node: Any) -> None:
    """Takes an element out and leaves the text behind it where it was."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)
