"""Whatever a newsroom folder holds -> cleaned pages and articles; every file gives an article or a reject.

`discover` finds the files, `read` takes single documents out of them (cheap, streaming, in the parent
process), `clean` makes a page of one document (heavy, in a worker), `make_article` the article. A format is
one file here and one line in FORMATS.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ingest import archive, feed, html, jsonl, mhtml, pdf, text, warc
from pipeline.ingest.article import make_article
from pipeline.ingest.format import Format
from pipeline.ingest.reader import clean_with, read_with
from pipeline.ingest.source import Source, digest, discover
from pipeline.records import Page, RawDocument, Reject
from pipeline.settings import IngestSettings

__all__ = ["FORMATS", "Source", "clean", "digest", "discover", "make_article", "read"]

# In the order of recognition: signatures in the first bytes before looser signs, plain text last.
FORMATS: tuple[Format, ...] = (
    archive.FORMAT,
    pdf.FORMAT,
    warc.FORMAT,
    feed.FORMAT,
    mhtml.FORMAT,
    jsonl.FORMAT,
    html.FORMAT,
    text.FORMAT,
)


def read(source: Source, *, settings: IngestSettings) -> Iterator[RawDocument | Reject]:
    """The documents of one file, streaming and in bounded memory; bad content gives rejects, never an
    exception.
    """
    return read_with(FORMATS, source, settings)


def clean(document: RawDocument, *, settings: IngestSettings) -> Page:
    """The page of one document; raises DocumentError where none can be made of it."""
    return clean_with(FORMATS, document, settings)
