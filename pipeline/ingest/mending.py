"""What an extractor took for the article, and all blocks of the page -> the article's lines, with the gaps
filled.

Extractors lose the standfirst, paragraphs in a second container, and sub-headings. The page's own order
tells what is missing: prose between two lines that were taken belongs to the text; so does prose beside
them in the same container, and the summary between the main heading and the first line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.markup import LEAD, Block, role_names
from pipeline.ingest.wordings import SENTENCE_END

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
PROSE = ("p", "div", "blockquote", "li", "section", "article")
PROSE_BLANKS = 8  # blanks in a paragraph; shorter sentences are as often a label or a button
MATCHED = 0.6  # share of the extractor's lines that must be found again among the blocks to mend by order
ENOUGH = 0.8  # share of the container's prose that the extractor must have taken to be believed about its end
LEAD_BLOCKS = 15  # between the main heading and the text stand byline, date, buttons and the standfirst
SAME_SUMMARY = 30  # characters; shorter descriptions are the site's own


def mended(
    lines: Sequence[str], page: Sequence[Block], container: Sequence[Block], descriptions: Sequence[str]
) -> list[str]:
    """The lines of the article in the page's order.

    `page` are all its blocks, `container` those of the element that holds nearly all prose.
    """
    known = {key(line) for line in lines}
    taken = {number for number, block in enumerate(page) if key(block.text) in known and block.tag != "h1"}
    if len(taken) < MATCHED * len(lines) or not taken:
        # The extractor cut lines differently; where it found most of the prose, it is believed.
        texts = [block.text for block in container]
        return texts if ENOUGH * _prose_words(texts) > _prose_words(lines) else list(lines)
    first, last = min(taken), max(taken)
    chosen = taken | {number for number in range(first, last) if is_prose(page[number])}
    chosen |= _beside(taken, page)
    if ENOUGH * _prose_words([block.text for block in container]) > _prose_words(lines):
        inside = {id(block.node) for block in container}
        chosen |= {n for n, block in enumerate(page) if id(block.node) in inside and is_prose(block)}
    chosen |= _lead(min(chosen), page, {key(text) for text in descriptions})
    for number in range(max(chosen) - 1, min(chosen), -1):  # backwards: a heading may stand above another
        if page[number].tag in HEADINGS and number + 1 in chosen:
            chosen.add(number)
    return _without_pull_quotes([page[number] for number in sorted(chosen)])


def is_prose(block: Block) -> bool:
    return (
        block.tag in PROSE
        and block.text.count(" ") >= PROSE_BLANKS
        and SENTENCE_END.search(block.text) is not None
    )


def key(text: str) -> str:
    """What stays equal when blanks and punctuation change."""
    return re.sub(r"\W+", "", text).casefold()


def _without_pull_quotes(chosen: Sequence[Block]) -> list[str]:
    """The texts; a passage of the article that stands once more in large letters goes."""
    prose = [key(block.text) for block in chosen if not _in_quotation(block)]
    return [
        block.text
        for block in chosen
        if not (_in_quotation(block) and any(key(block.text) in text for text in prose))
    ]


def _in_quotation(block: Block) -> bool:
    return block.tag == "blockquote" or next(block.node.iterancestors("blockquote"), None) is not None


def _beside(taken: set[int], page: Sequence[Block]) -> set[int]:
    """Prose in the containers of paragraphs that were taken."""
    parents = {page[number].node.getparent() for number in taken if page[number].tag == "p"}
    return {
        n
        for n, block in enumerate(page)
        if block.tag == "p" and is_prose(block) and block.node.getparent() in parents
    }


def _lead(first: int, page: Sequence[Block], descriptions: set[str]) -> set[int]:
    """The standfirst: prose between the main heading and the first line of the text."""
    nearby = range(max(0, first - LEAD_BLOCKS), first)
    # Some pages make their headline an h2 and hide an h1 of their own.
    start = next((n for tag in ("h1", "h2") for n in reversed(nearby) if page[n].tag == tag), None)
    if start is None:
        return {n for n in nearby if _is_summary(page[n].text, descriptions)}
    return {
        n
        for n in range(start + 1, first)
        if page[n].text.count(" ") >= PROSE_BLANKS
        and (
            SENTENCE_END.search(page[n].text)
            or LEAD.search(role_names(page[n].node))
            or _is_summary(page[n].text, descriptions)
        )
    }


def _is_summary(text: str, descriptions: set[str]) -> bool:
    known = key(text)
    return len(known) > SAME_SUMMARY and any(
        known == other
        or (len(other) > SAME_SUMMARY and known.startswith(other) and len(known) < 2 * len(other))
        for other in descriptions
    )


def _prose_words(lines: Sequence[str]) -> int:
    return sum(
        line.count(" ") + 1 for line in lines if line.count(" ") >= PROSE_BLANKS and SENTENCE_END.search(line)
    )
