"""HTML source -> a tree, and a tree -> its text blocks and the words by which its elements are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.errors import DocumentError
from pipeline.ingest.characters import clean_line
from pipeline.settings import IngestSettings

BLOCKS = frozenset(
    """
    p div section article main li ul ol dl dt dd h1 h2 h3 h4 h5 h6 blockquote figure figcaption table tr td
    th br hr pre header footer aside nav form body address details summary
    """.split()
)
SILENT = frozenset(
    "script style noscript template svg iframe button select option textarea head nav form".split()
)

# Control characters and halves of surrogate pairs, written out or as references: lxml reads some of them, but
# lets no one move the text that holds them. Two patterns, since one with an alternative is ten times slower.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
REFERENCES = re.compile(
    r"&#(?:0*(?:[0-8]|11|12|1[4-9]|2\d|3[01]|127|55[3-9]\d\d|5529[6-9]|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]"
    r"|6553[45])(?!\d)"
    r"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
# Images inside an address, and attributes by the thousand, for which libxml2 needs quadratic time.
LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,30})\s[^<>]{20000,}>")
# The look-behind lets a run be tried from its start alone; without it, long runs would cost quadratic time.
LONGEST_RUN = 20_000
RUN = re.compile(rf"(?<![^\s<>])[^\s<>]{{{LONGEST_RUN},}}")


def parse(markup: str, settings: IngestSettings) -> Any:
    """The tree; raises DocumentError where the source is no HTML or has absurdly many elements."""
    from lxml import etree, html

    markup = LONG_TAG.sub(r"<\1>", REFERENCES.sub("", FORBIDDEN.sub("", markup)))
    if max(map(len, markup.split()), default=0) >= LONGEST_RUN:
        markup = RUN.sub(" ", markup)
    # lxml refuses an encoding declaration inside a str.
    markup = re.sub(r"^\s*<\?xml[^>]{0,300}\?>", "", markup[:400]) + markup[400:]
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True, recover=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError("clean", "empty", f"no HTML in it: {error}"[:200]) from error
    if sum(1 for _ in tree.iter()) > settings.max_elements:
        raise DocumentError("clean", "too_large", f"more than {settings.max_elements} HTML elements")
    if sum(len(node.text or "") for node in tree.iter("p", "li", "td")) > 2 * settings.max_chars:
        raise DocumentError("clean", "too_large", f"far more than {settings.max_chars} characters of text")
    return tree


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block boundary inside, and the element that it stands in."""

    text: str
    node: Any

    @property
    def tag(self) -> str:
        return str(self.node.tag)


def blocks(tree: Any) -> list[Block]:
    """The text blocks of a tree, in order."""
    found: list[Block] = []
    pieces: list[str] = []
    owner = tree

    def close(next_owner: Any) -> None:
        nonlocal owner
        if pieces and (text := clean_line("".join(pieces))):
            found.append(Block(text, owner))
        pieces.clear()
        owner = next_owner

    todo: list[tuple[Any, bool]] = [(tree, False)]
    while todo:
        node, left = todo.pop()
        block = node.tag in BLOCKS
        if left:
            if block:
                parent = node.getparent()
                close(parent if parent is not None else tree)
            if node is not tree:
                pieces.append(node.tail or "")
            continue
        if block:
            close(node.getparent() if node.tag in ("br", "hr") else node)
        todo.append((node, True))
        if isinstance(node.tag, str) and node.tag not in SILENT:
            pieces.append(node.text or "")
            todo.extend((child, False) for child in reversed(node))
    close(tree)
    return found


LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|leadtext|standfirst|intro|introtext|strapline|introduction|vorspann|dek|deck|subline|subheadline|sub-?head(?:ing)?"
    r"|summary|article-?summary|excerpt|abstract|subtitle|sub-?title|teaser-?text|article-?(?:teaser|description|lead|intro))(?![a-z])"
)


CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# "print:hidden" names a look, not a role; "zendaya-promoted-her-film-in-london" is a headline made into a
# name.
UTILITY = re.compile(r"\S*[:\[]\S*|\S{45,}|(?:[^\s-]+-){5,}\S+")


def role_names(node: Any) -> str:
    """The words of an element's class, id and test id, in lower case, compounds cut by hyphens.

    Ids of paragraphs and headings are anchors ("nav_phishing"), made from their text, and left out.
    """
    names = node.get("class") or ""
    if node.tag not in ("p", "h2", "h3", "h4", "li"):
        names = f"{names} {node.get('id') or ''} {node.get('data-testid') or ''}"
    return _words_of(names)


@lru_cache(maxsize=10_000)  # the elements of a page share few classes
def _words_of(names: str) -> str:
    return CAPITAL.sub("-", UTILITY.sub(" ", names)).lower()
