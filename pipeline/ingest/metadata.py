"""Metadata of records and sidecars -> `Metadata`, and the order in which sources of metadata are believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from pipeline.ingest.characters import clean_line
from pipeline.ingest.dates import parse_date
from pipeline.records import Metadata

# Names under which sidecars, front matter and records of other tools hold the same fact.
KEYS = {
    "title": ("title", "headline", "titel", "Title"),
    "published": (
        "published",
        "publication_date",
        "date",
        "publishing_date",
        "date_published",
        "datePublished",
        "datum",
    ),
    "publisher": ("publisher", "source", "site_name", "sitename", "quelle"),
    "url": ("url", "link", "canonical", "source_url"),
    "language": ("language", "lang", "inLanguage", "sprache"),
}
AUTHOR_KEYS = ("authors", "author", "autor", "byline")
LONGEST = 500  # a longer title, name or address is something else in the wrong field


def from_fields(record: Mapping[str, Any]) -> Metadata:
    """The metadata of a JSON object or of front matter; a field of a wrong type counts as missing."""
    found = {name: _first(record, keys) for name, keys in KEYS.items()}
    return Metadata(
        title=found["title"],
        authors=next((names for key in AUTHOR_KEYS if (names := authors(record.get(key)))), ()),
        published=next((d for key in KEYS["published"] if (d := parse_date(record.get(key)))), None),
        publisher=found["publisher"],
        url=found["url"] if found["url"] and re.match(r"https?://\S+$", found["url"]) else None,
        language=found["language"],
    )


def merge(first: Metadata, second: Metadata) -> Metadata:
    """`first`, with what it leaves open taken from `second`."""
    return Metadata(**{f.name: getattr(first, f.name) or getattr(second, f.name) for f in fields(Metadata)})


def authors(value: Any) -> tuple[str, ...]:
    """Names from a string ("Von A und B"), a list, or objects with a name; without duplicates, in order."""
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in values[:50]:
        if isinstance(item, Mapping):
            item = item.get("name")
        if isinstance(item, list):
            names.extend(authors(item))
        elif isinstance(item, str) and (line := clean_line(item[:LONGEST])):
            names.extend(_names(line))
    return tuple(dict.fromkeys(names))


BY = re.compile(r"^(?:von|by|autor(?:in)?:?|text:?|author:?)\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:,|;|\||/|\bund\b|\band\b|&)\s*")
NO_NAME = re.compile(r"https?:|www\.|@|\d{3,}|[<>{}]")


def _names(line: str) -> list[str]:
    parts = BETWEEN.split(BY.sub("", line))
    return [part for part in parts if 1 < len(part) <= 80 and not NO_NAME.search(part)]


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = record.get(key)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, str) and len(value) <= LONGEST and (line := clean_line(value)):
            return line
    return None
