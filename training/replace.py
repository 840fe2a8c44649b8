"""Name lists in; the same texts with other company names out (mention replacement, Dai & Adel 2020).

News of tomorrow names companies that no training text has. In a copy of a text each ORG is exchanged for a
name drawn from elsewhere, so that the model learns the place of a name besides the name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

COMPANY = re.compile(r"^[A-ZÄÖÜ0-9][\w&.+\- ]{1,30}$")


def pool(records: Iterable[dict[str, Any]]) -> list[str]:
    """Names of organisations that can stand for one another: short, capitalised, in a stable order."""
    names = {
        record["text"][start:end]
        for record in records
        for start, end, label in record["spans"]
        if label == "ORG"
    }
    return sorted(name for name in names if COMPANY.match(name))


def replaced(records: Iterable[dict[str, Any]], names: list[str], seed: int) -> Iterator[dict[str, Any]]:
    """Each record that has an ORG, with its ORGs exchanged; one name of a text goes to one new name."""
    chance = random.Random(seed)
    for record in records:
        if not any(label == "ORG" for _, _, label in record["spans"]):
            continue
        new: dict[str, str] = {}
        text, spans, end = "", [], 0
        for start, stop, label in sorted(record["spans"]):
            word = record["text"][start:stop]
            if label == "ORG":
                word = new.setdefault(word, chance.choice(names))
            text += record["text"][end:start] + word
            spans.append([len(text) - len(word), len(text), label])
            end = stop
        yield record | {"text": text + record["text"][end:], "spans": spans}
