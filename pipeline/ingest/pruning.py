"""The tree of a news page -> the same tree without what surrounds and interrupts its article.

Comes in: a parsed page. Goes out: the tree, changed in place, and the headings taken out of it. Elements
are judged by tag, by the words in their class and id (which editors' systems choose alike), and by their
share of links. An element that holds much of the page's prose is never taken out, whatever it is called.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.ingest.markup import role_names

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
    |related|recommend\w*|recirculation|similar|teasers?|teaserlist|readmore|read-?more|more-?(?:on|from|articles|stories)
    |mostread|most-?read|meistgelesen|popular|trending|also-?(?:read|like)|next-?article|further
    |newsletters?|subscri\w*|signup|sign-?up|registration|login|abo|paywall-?(?:box|offer|layer|teaser)
    |share|sharing|social|socialbar|follow|bookmark|toolbar
    |comments?|kommentare?|disqus|discussion|coral|feedback|rating|vote|poll|quiz
    |author-?(?:bio|box|info|card|details|description|profile)|bio|biography|byline|authors?|autor(?:en|box|in)?
    |caption|captions|bildunterschrift|credit|credits|copyright|image-?(?:info|description|caption|text|subtitle)|media-?(?:info|subtitle|caption|text)|bild-?(?:text|info)
    |twitter-?tweet|tweet|instagram-?media|tiktok|fb-?post|embeds?|embedded|oembed|external-?content
    |infobox|info-?box|factbox|fact-?box|faktenbox|pull-?quotes?|pullquote
    |breadcrumbs?|tags|taglist|topics?-?(?:list|links)|keywords|schlagwort\w*|navigation|nav|menu|sidebar|footer
    |cookie\w*|consent|cmp|gdpr|privacy|modal|popup|overlay|banner|toast|tooltip|donat\w*|spenden?|appeal
    |not-prose|audio-?player|player|video-?(?:player|box|teaser)|podcast|skip-?link|sr-?only|visually-?hidden|screen-?reader\w*
    |print-?only|only-?print|disclaimer|metadata|timestamp|dateline-?box|widget
    )(?![a-z])""",
    re.VERBOSE,
)
KEPT = frozenset(("html", "body", "article", "main", "head", "h1", "h2", "h3", "p", "title", "meta", "link"))
# Hidden by its own attributes: menus, overlays, texts for screen readers.
INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

NEARLY_ALL = 0.85  # a few comments and teasers outside must not make the whole page the container
MOST_PROSE = 0.25  # share of the page's paragraph text above which an element is the article or holds it
LINKED = 0.8  # share of linked characters in a list or paragraph that is only pointing elsewhere
SHORT_PARAGRAPH = 40  # characters; shorter ones are labels as often as prose
HEADLINE = 300  # characters; no headline is longer
SENTENCE = re.compile(r"[.!?…][\"'“”«»‘’)\]]*\s*$")


def prune(tree: Any) -> None:
    """Takes out furniture, in place; linear in the number of elements, however they are nested."""
    prose = _prose_lengths(tree)
    limit = MOST_PROSE * prose.get(tree, 0)
    condemned = []
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in ("html", "body", "head"):
            continue
        if _is_furniture(node) and (
            prose.get(node, 0) <= limit or node.tag in ("script", "style", "noscript")
        ):
            condemned.append(node)
    for node in condemned:
        _remove(node)
    weights = _weights(tree)
    for node in list(tree.iter("ul", "ol", "p", "h2", "h3", "h4", "div", "dl")):
        if _only_links(node, weights):
            _remove(node)


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
        return True
    if node.tag in KEPT and node.tag not in ("h2", "h3", "p"):
        return False
    if node.tag == "div" and (node.get("hidden") is not None or node.get("aria-hidden") == "true"):
        return True
    style = node.get("style")
    if style and INVISIBLE_STYLE.search(style):
        return True
    return _names_furniture(role_names(node))


@lru_cache(maxsize=10_000)
def _names_furniture(names: str) -> bool:
    return NAMES.search(names) is not None


def _prose_lengths(tree: Any) -> dict[Any, int]:
    """Characters of paragraph text under every element that has some."""
    lengths: dict[Any, int] = {}
    # Backwards, an element comes behind all that it holds.
    for node in reversed(list(tree.iter())):
        size = lengths.get(node, 0)
        if node.tag == "p" and len(text := "".join(node.itertext()).strip()) >= SHORT_PARAGRAPH:
            size = lengths[node] = len(text)
        parent = node.getparent()
        if size and parent is not None:
            lengths[parent] = lengths.get(parent, 0) + size
    return lengths


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
    words = "".join(node.itertext()).strip()
    return words.count(" ") >= 2 and SENTENCE.search(words) is None


def _points_elsewhere(item: Any, weights: dict[Any, tuple[int, int, int]]) -> bool:
    """ "Archäologie: Einfache Erklärung für ein Wunder": a linked headline, maybe behind its topic."""
    text, linked, links = weights[item]
    if linked <= 0.5 * text or text > HEADLINE * links:
        return False
    return text > HEADLINE or SENTENCE.search("".join(item.itertext()).strip()) is None


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
