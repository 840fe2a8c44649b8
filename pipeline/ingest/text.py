"""Plain text and Markdown, mostly copied from web pages -> a page without the furniture that was copied
with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re

from pipeline.errors import DocumentError
from pipeline.ingest import dates, encoding
from pipeline.ingest.characters import clean_characters
from pipeline.ingest.format import Format
from pipeline.ingest.furniture import joined, without_furniture
from pipeline.ingest.metadata import authors, from_fields, merge
from pipeline.ingest.wordings import BYLINE, SENTENCE_END, SIGNATURE
from pipeline.records import Metadata, Page, RawDocument
from pipeline.settings import IngestSettings

FRONT_MATTER = re.compile(r"---\n((?:[A-Za-z_][\w -]{0,40}:.*\n|[ \t-].*\n|\n){1,100})---\n")
FIELD = re.compile(r"([A-Za-z_][\w -]*?):\s*(.*)")
MARKDOWN = (
    (re.compile(r"^#{1,6}\s+", re.MULTILINE), ""),
    (re.compile(r"!\[([^\[\]\n]{0,500})\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,1000})(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^\n*_]{1,1000})(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"^(?:>\s?|[-*+]\s+)", re.MULTILINE), ""),
    (re.compile(r"^(?:[-*_]\s*){3,}$", re.MULTILINE), ""),
)
TITLE_WORDS = 30
ABOVE = 5  # lines above a text: site, section, kicker, headline, sub-headline
NAMED = re.compile(r"(?:Von|VON|By|BY|Text|Autor(?:in)?|Author)\b")  # not "Foto: …"
DATE_LINE_WORDS = 24  # "Stand: 17.10.2019, 14:05 Uhr", "Von Anna Muster, 3. Mai 2020"


def recognises(head: bytes, name: str) -> bool:
    """Anything that can be text; XML of an unknown kind would come out as a soup of tags."""
    return encoding.looks_textual(head) and not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(
        b"<?xml"
    )


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of a text file; raises DocumentError where nothing is left or it is too long."""
    words = encoding.decode(document.data)
    metadata = document.metadata
    if match := FRONT_MATTER.match(words.replace("\r\n", "\n")):
        words = words.replace("\r\n", "\n")[match.end() :]
        metadata = merge(from_fields(front_matter(match[1])), metadata)
    if document.source_ref.lower().endswith((".md", ".markdown")):
        words = without_markdown(words)
    return clean_text(document, words, metadata, settings)


def clean_text(document: RawDocument, words: str, metadata: Metadata, settings: IngestSettings) -> Page:
    """The page of a plain text; its first line is the title where none is known and it reads like one."""
    if len(words) > settings.max_chars:
        raise DocumentError("clean", "too_large", f"more than {settings.max_chars} characters in one article")
    found = paragraphs(clean_characters(words))
    published = metadata.published or visible_date(found)
    names = metadata.authors or visible_authors(found)
    kept = without_furniture(found, titles=[metadata.title] if metadata.title else [])
    title = metadata.title
    if title is None:
        title, kept = headline_and_rest(kept)
    if not kept and not title:
        raise DocumentError("clean", "empty", "no text but furniture")
    if not kept:
        kept, title = [title or ""], None
    return Page(
        source_ref=document.source_ref,
        format=document.format,
        content_sha256=hashlib.sha256(document.data).hexdigest(),
        body=joined(kept),
        metadata=merge(Metadata(title=title, published=published, authors=names), metadata),
    )


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a text: blocks between blank lines, or lines, whichever the text is made of."""
    blocks = [[line for line in block.split("\n") if line] for block in re.split(r"\n{2,}", text)]
    if _is_wrapped(blocks):
        return [" ".join(block) for block in blocks if block]
    found: list[str] = []
    for block in blocks:
        for number, line in enumerate(block):
            # "Find the best jobs now and / be notified by email.": one sentence, broken by its narrow box
            if number and line[0].islower() and not SENTENCE_END.search(found[-1]):
                found[-1] += f" {line}"
            else:
                found.append(line)
    return found


def headline_and_rest(kept: list[str]) -> tuple[str | None, list[str]]:
    """The headline among the lines above the first sentence; the site's name and a kicker before it go.

    "Netzgrundrechte.org / Gericht verbietet Gesichtersuche / Von …": the first line of four words or more.
    """
    above = next((n for n, line in enumerate(kept[:ABOVE]) if not is_headline(line)), min(ABOVE, len(kept)))
    if above == 0 or len(kept) < 2:
        return None, kept
    at = next((n for n in range(above) if kept[n].count(" ") >= 3), 0)
    return kept[at], kept[at + 1 :]


def is_headline(line: str) -> bool:
    """A line without the end of a sentence; a site's name may have one ("Medienspiegel.")."""
    words = len(line.split())
    return words < 3 or (words <= TITLE_WORDS and len(line) <= 250 and re.search(r"[.:;,…]$", line) is None)


def visible_date(found: list[str]) -> dt.date | None:
    """The date that a text states about itself: a short line at its top, or the signature at its end."""
    for paragraph in reversed(found[-12:]):
        if match := SIGNATURE.search(paragraph):
            return dates.find_date(match[0])
    for line in found[:8]:
        if SENTENCE_END.search(line):
            continue
        if len(line.split()) <= DATE_LINE_WORDS and (date := dates.find_date(line)):
            return date
    return None


def visible_authors(found: list[str]) -> tuple[str, ...]:
    """The names of a byline at the top of a text: "Von Ida Kern und Jan Weiß"."""
    return next((authors(line) for line in found[:8] if NAMED.match(line) and BYLINE.fullmatch(line)), ())


def front_matter(block: str) -> dict[str, object]:
    """The fields of a YAML header: strings and lists, which is all that articles have there."""
    fields: dict[str, object] = {}
    key = ""
    for line in block.splitlines():
        if match := FIELD.match(line):
            key, value = match[1].strip().lower(), match[2].strip()
            items = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else None
            fields[key] = [item.strip(" \"'") for item in items] if items else value.strip("\"'")
        elif key and line.strip().startswith("- "):
            known = fields[key]
            fields[key] = [*(known if isinstance(known, list) else []), line.strip()[2:].strip(" \"'")]
    return fields


def without_markdown(text: str) -> str:
    for pattern, replacement in MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Lines broken at a fixed width, as in mails and old agency texts: long, alike, and ending amid a
    sentence.
    """
    lines = [line for block in blocks for line in block[:-1]]
    if len(lines) < 4:
        return False
    alike = sum(45 <= len(line) <= 100 for line in lines)
    amid = sum(SENTENCE_END.search(line) is None for line in lines)
    return alike >= 0.8 * len(lines) and amid >= 0.7 * len(lines)


FORMAT = Format("text", recognises, clean=clean)
