"""Paragraphs of a copied page -> those of the article: appeals, comment forms, teasers and credits go.

News sites put the same few things around a text, in a few wordings (`wordings`). A rule drops whole
paragraphs only, and only short ones or ones that speak to the reader, so that reported prose stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from pipeline.ingest.dates import has_date
from pipeline.ingest.wordings import (
    APPEALS,
    BYLINE,
    COUNTERS,
    CREDITS,
    DATE_WORDS,
    DATED_WORDS,
    DATELINE,
    LETTERS,
    LINES,
    RELATED,
    SENTENCE_END,
    SIGNATURE,
    SPOKEN,
    TEASERS,
    TERMINAL,
)

EDGES = " :!.…•*-–|»>›→+"
COMMENTS_SHARE = 4  # words of comments to words of an article; more is rare, and an article below its counter
BETWEEN_LINKS = re.compile(r"\s[|>›»·•]\s")
WORD = re.compile(r"[^\W\d_]{2,}")
DATED_LINE_WORDS = 24
CAPTION_WORDS = 60  # captions are one or two sentences; a longer paragraph is prose, its end no credit
LINE_WORDS = 14
TEASER_WORDS = 30
APPEAL_WORDS = 160  # the longest box about data protection or comment rules that was seen
WORDS_PER_ADDRESS = 25  # a box says "we", "our", "you" in every sentence, prose now and then
SHORT_TITLE = 8  # characters; a shorter headline may stand in the text as a sub-heading or a name
KICKER = 60  # characters before a headline
PROSE_BEFORE_TERMINAL = 40  # "12 Kommentare" above the text is a counter, below it a heading


def without_furniture(paragraphs: Iterable[str], *, titles: Collection[str] = ()) -> list[str]:
    """The paragraphs of the article itself, credits cut off, in order.

    `titles` are the forms of its headline, which goes where it is repeated.
    """
    known = {_key(title) for title in titles if len(_key(title)) > SHORT_TITLE}
    lines = [(text, len(text.split())) for text in map(without_credit, paragraphs)]
    total = sum(count for _, count in lines)
    kept: list[str] = []
    words = passed = 0
    zone = ""
    for text, count in lines:
        passed += count
        kind = kind_of(text, count)
        if (
            kind == "terminal"
            and words >= PROSE_BEFORE_TERMINAL
            and not _is_counter(text, words, total - passed)
        ):
            break
        if kind in ("related", "appeal"):
            zone = kind
        if kind or (zone and _continues(zone, text, count)):
            continue
        zone = ""
        if known and repeats(text, known):
            continue
        kept.append(text)
        words += count
    return kept


def _is_counter(heading: str, before: int, after: int) -> bool:
    """ "12 Kommentare" with most of the text still to come is a link at the top of the page."""
    strict = COUNTERS.fullmatch(heading.strip(EDGES)) is None
    return after > (2 * COMMENTS_SHARE if strict else COMMENTS_SHARE) * before


def kind_of(text: str, count: int) -> str:
    """`line`, `teaser`, `related`, `terminal` or `appeal`: what kind of furniture a paragraph is;"
    " else empty."""
    if not text:
        return "line"
    bare = text.strip(EDGES)
    if count <= LINE_WORDS:
        if (
            _is_row_of_links(text)
            or BYLINE.fullmatch(bare)
            or DATELINE.fullmatch(bare)
            or not LETTERS.search(DATE_WORDS.sub("", bare))
        ):
            return "line"
        for kind, pattern in (("terminal", TERMINAL), ("related", RELATED), ("line", LINES)):
            if pattern.fullmatch(bare or text):
                return kind
    if count <= DATED_LINE_WORDS and _is_dated(text):
        return "line"
    if count <= TEASER_WORDS and TEASERS.fullmatch(text) and not _reports(text):
        return "teaser"
    if (
        count <= APPEAL_WORDS
        and (count <= LINE_WORDS or SPOKEN.search(text))
        and text[0] not in "\"„“»«'‚‘"
        and APPEALS.search(text)
    ):
        return "appeal"
    return ""


def _is_dated(text: str) -> bool:
    """ "04.05.2021 um 12:31 Uhr – Leonie Faber – in Technik – 5 Ergänzungen": a date, names, no statement."""
    if SENTENCE_END.search(text.rstrip(" |·–-")) or not has_date(text):
        return False
    words = WORD.findall(DATE_WORDS.sub(" ", text))
    return all(not word[0].islower() or word in DATED_WORDS for word in words)


def _is_row_of_links(text: str) -> bool:
    """ "Startseite > Nachrichten > Zulassung", "Zur Startseite | Feuilleton abonnieren"."""
    parts = [part.strip() for part in BETWEEN_LINKS.split(text)]
    short = all(0 < len(part.split()) <= 4 for part in parts)
    if not short or len(parts) < 2:
        return False
    return len(parts) > 2 or any(LINES.fullmatch(part) for part in parts)


def without_credit(paragraph: str) -> str:
    """A caption without the name of its photographer, a last paragraph without its desk's signature."""
    text = SIGNATURE.sub("", paragraph)
    if len(text.split()) > CAPTION_WORDS:
        return text
    for _ in CREDITS:
        before = text
        for pattern in CREDITS:
            text = pattern.sub("", text).rstrip(" /|–-")
        if text == before:
            break
    return text


def repeats(line: str, titles: Collection[str]) -> bool:
    """Whether a line is the headline again, alone or behind its kicker ("Angebliche Krise: Warum …").

    "Die Firma schließt ihr Werk in Uelzen." repeats "Firma schließt Werk", but is a sentence of the text.
    """
    key = _key(line)
    if key in titles:
        return True
    return SENTENCE_END.search(line) is None and any(
        key.endswith(title) and len(key) <= len(title) + KICKER for title in titles
    )


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def same_words(left: str, right: str) -> bool:
    """Equal but for case, punctuation and blanks."""
    return _key(left) == _key(right)


def _continues(zone: str, text: str, count: int) -> bool:
    if zone == "related":
        return count <= TEASER_WORDS and not SENTENCE_END.search(text)
    if count <= 8 and not SENTENCE_END.search(text):
        return True
    spoken = sum(1 for _ in SPOKEN.finditer(text))
    return count <= APPEAL_WORDS and spoken >= 2 and spoken * WORDS_PER_ADDRESS >= count


def _reports(text: str) -> bool:
    """ "Mehr: Es gab Streit. Die Firma schweigt." is prose; a teaser is one headline."""
    return len(re.findall(r"[.!?][\"“”»]?\s+[A-ZÄÖÜ„“\"]", text)) > 1


def joined(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)
