"""Name lists in; the same texts with other company names out (mention replacement, Dai & Adel 2020).

News of tomorrow names companies that no training text has. In a copy of a text each ORG is exchanged for a
name drawn from elsewhere or made up, so that the model learns the place of a name besides the name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

COMPANY = re.compile(r"^[A-ZÄÖÜ0-9][\w&.+\- ]{1,30}$")
WORD = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]{2,11}$")
# What firms call themselves after their trade.
TRADES = {
    "de": (
        "Maschinenbau Logistik Energie Stahl Pharma Medien Reederei Brauerei Versicherung Bank Technik Werke"
        " Elektronik Motoren Systeme Solar Verlag Touristik Immobilien Chemie Textil Automobil Software Bau"
        " Handel Lebensmittel Holding Gruppe Optik Medizintechnik Möbel Spedition Kliniken AG GmbH SE"
    ).split(),
    "en": (
        "Foods Shipping Lines Logistics Motors Airways Pharma Therapeutics Software Systems Labs Energy Steel"
        " Brewing Holdings Partners Capital Media Networks Robotics Semiconductors Biosciences Insurance Bank"
        " Stores Homes Textiles Mining Chemicals Aerospace Electronics Freight Power Water Dairy Hotels Games"
        " Pictures Analytics Group Ltd Inc Corp plc"
    ).split(),
}
ONSETS = "b br c cl d dr f fl g gr h k kr l m n p pl qu r s st t tr v x z".split()
CORES = "a e i o u ae io ia".split()
ENDINGS = "lis ra nix tec on us va cor dia rex nt lo bit tis phen sys go zen mar".split()


def pool(records: Iterable[dict[str, Any]]) -> list[str]:
    """Names of organisations that can stand for one another: short, capitalised, in a stable order."""
    names = {
        record["text"][start:end]
        for record in records
        for start, end, label in record["spans"]
        if label == "ORG"
    }
    return sorted(name for name in names if COMPANY.match(name))


def invented(records: Iterable[dict[str, Any]], language: str, number: int, seed: int) -> list[str]:
    """Names of firms that don't exist: persons and places with a trade, pairs of partners, coinages."""
    chance = random.Random(seed)
    parts = {
        word
        for record in records
        for start, end, label in record["spans"]
        if label in ("PER", "LOC")
        for word in record["text"][start:end].split()[-1:]
        if WORD.match(word)
    }
    words = sorted(parts)
    trades = TRADES[language]

    def coinage() -> str:
        syllables = (chance.choice(ONSETS) + chance.choice(CORES) for _ in range(chance.randint(1, 2)))
        return ("".join(syllables) + chance.choice(ENDINGS)).capitalize()

    kinds = (
        lambda: f"{chance.choice(words)} {chance.choice(trades)}",
        lambda: f"{chance.choice(words)} {chance.choice(words)} {chance.choice(trades)}",
        lambda: f"{coinage()} {chance.choice(trades)}",
        lambda: f"{chance.choice(words)} & {chance.choice(words)}",
        lambda: chance.choice(words),
        coinage,
    )
    return [chance.choices(kinds, weights=(5, 2, 3, 1, 0.5, 2))[0]() for _ in range(number)]


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
