"""PDF press releases -> their text, lines joined to paragraphs; PDFium (pypdfium2) reads the pages."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.errors import DocumentError
from pipeline.ingest import text
from pipeline.ingest.characters import clean_characters, clean_line
from pipeline.ingest.dates import parse_date
from pipeline.ingest.format import Format
from pipeline.ingest.metadata import merge
from pipeline.ingest.wordings import SENTENCE_END
from pipeline.records import Metadata, Page, RawDocument
from pipeline.settings import IngestSettings

MAGIC = b"%PDF-"
PAGE_NUMBER = re.compile(r"(?:seite|page)?\s*\d{1,4}(?:\s*(?:/|von|of)\s*\d{1,4})?", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|pptx?|rtf|odt)$|^(?:microsoft|untitled|unbenannt)", re.IGNORECASE
)
# Shares of the usual width. Letters differ in width, so that full lines differ in their number by some per
# cent.
TIGHT = 0.95
LOOSE = 0.8
RUNNING_PAGES = 3  # a line on so many pages is a running head


def recognises(head: bytes, name: str) -> bool:
    return MAGIC in head[:1024]


def clean(document: RawDocument, settings: IngestSettings) -> Page:
    """The page of a PDF; raises DocumentError where it is damaged, encrypted, or a picture of a text."""
    pages, known = _read(document.data, settings)
    lines = _without_running_heads(pages)
    if not any(lines):
        raise DocumentError("clean", "empty", "no text in the PDF; a scan must be recognised first")
    words = "\n\n".join(_paragraphs(lines))
    found = text.paragraphs(words)
    published = text.visible_date(found) or known.published
    metadata = merge(
        document.metadata, Metadata(title=known.title, authors=known.authors, published=published)
    )
    return text.clean_text(document, words, metadata, settings)


def _read(data: bytes, settings: IngestSettings) -> tuple[list[list[str]], Metadata]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentError("clean", "damaged", f"no readable PDF: {error}"[:200]) from error
    try:
        if len(pdf) > settings.max_pdf_pages:
            raise DocumentError("clean", "too_large", f"more than {settings.max_pdf_pages} pages")
        pages = [_lines(pdf, number) for number in range(len(pdf))]
        stated = pdf.get_metadata_dict(skip_empty=True)
    finally:
        pdf.close()
    title = clean_line(stated.get("Title"))
    return pages, Metadata(
        title=title if title and not FILE_NAME.search(title) else None,
        published=parse_date((stated.get("CreationDate") or "").removeprefix("D:")),
    )


def _lines(pdf: object, number: int) -> list[str]:
    import pypdfium2

    try:
        page = pdf[number]  # type: ignore[index]
        words = page.get_textpage().get_text_bounded()
    except (pypdfium2.PdfiumError, LookupError, ValueError):
        return []  # a damaged page leaves the others readable
    # PDFium marks a hyphen that it took for a line-end hyphen with U+FFFE.
    return clean_characters(words.replace("\ufffe\r\n", "").replace("\ufffe", "")).split("\n")


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    counts = Counter(line for page in pages for line in set(page))
    return [
        line
        for page in pages
        for line in page
        if not PAGE_NUMBER.fullmatch(line) and (not line or counts[line] < RUNNING_PAGES)
    ]


def _paragraphs(lines: list[str]) -> list[str]:
    """A line ends its paragraph where the next line's first word would still have fitted behind it."""
    widths = sorted(len(line) for line in lines if line)
    usual = widths[int(0.9 * (len(widths) - 1))]
    found: list[str] = []
    before = ""
    for line in lines:
        room = usual * (TIGHT if SENTENCE_END.search(before) else LOOSE)
        if line and before and len(before) + 1 + len(line.split(" ", 1)[0]) > room:
            hyphenated = re.search(r"[a-zäöüß]-$", before) and line[0].islower()
            found[-1] = found[-1][:-1] + line if hyphenated else f"{found[-1]} {line}"
        elif line:
            found.append(line)
        before = line
    return found


FORMAT = Format("pdf", recognises, clean=clean)
