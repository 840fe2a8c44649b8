"""Raw text in; floret vectors out (hashed subwords: 30,000 rows cover every word, known or not).

Single-threaded, so the same text gives the same vectors.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from training.conllu import read
from training.corpus import records

# Close enough to spaCy's tokens: "U.S.", "don't", "Huawei's", "Siemens - Chef".
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\w+(?=n['’]t\b)|n['’]t\b|(?<=\w)['’](?:s|S|ll|re|ve|d|m)\b|\w+|[^\w\s]"
)
OPTIONS = {
    "model": "cbow",
    "mode": "floret",
    "hashCount": 2,
    "bucket": 30_000,
    "dim": 96,
    "minn": 4,
    "maxn": 5,
    "minCount": 5,
    "epoch": 5,
    "ws": 5,
    "neg": 10,
    "lr": 0.05,
    "thread": 1,
}


def lines(data: Path, language: str) -> Iterator[str]:
    """All text of a language that may train what ships: raw files, names, treebanks, our own articles."""
    folder = data / language
    for path in sorted((folder / "raw").glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as text:
            yield from text
    for path in (folder / "ner" / "train.jsonl.gz", data / "own" / f"{language}.jsonl.gz"):
        for record in records(path):
            yield from record["text"].split("\n")
    for path in sorted(folder.glob("*/train.conllu.gz")):
        for sentence in read(path):
            yield sentence.text


def train(data: Path, language: str, work: Path) -> Path:
    """Train the vectors of a language; returns the file in floret's format."""
    import floret

    text = work / f"{language}.txt"
    with text.open("w", encoding="utf-8") as out:
        for line in lines(data, language):
            tokens = TOKEN.findall(line)
            if tokens:
                out.write(" ".join(tokens) + "\n")
    path = work / f"{language}.floret"
    floret.train_unsupervised(str(text), **OPTIONS).save_floret_vectors(str(path))
    text.unlink()
    return path
