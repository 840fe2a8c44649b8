"""Files of annotations in; annotated articles out: what the claim decisions are learned from.

Four kinds of record become one, a dict with `id`, `language`, `text` and: `claims`, the gold claims of an
article; or `claims` and `names`, for a marked sentence; or `judged` and `events`, the judgements of
candidates in a text of the training data, which the record only refers to, because the text is not ours.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from training.conllu import read

DATA = Path("../shared/training")
HELD_OUT = Path(__file__).parent.parent / "corpus" / "own_ids.txt"
MARK = re.compile(r"\{([^|}]+)(?:\|([^}]*))?\}")
# The texts of the training data bear no date. Any will do: only which date belongs to which event is learned.
PUBLISHED = "2016-02-01"


def held_out(path: Path = HELD_OUT) -> Iterator[str]:
    """The ids of articles that judge and never train."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()[0]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON lines file, gzipped or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip()]


def read_articles(paths: Sequence[Path], without: set[str], data: Path = DATA) -> list[dict[str, Any]]:
    """The annotated articles of the files, less those that judge; judged texts are taken from `data`."""
    articles: list[dict[str, Any]] = []
    for path in paths:
        if path.suffix == ".txt":
            articles += read_sentences(path, path.stem.rpartition("_")[2])
            continue
        articles += [_judged(r, data) if "judged" in r else r for r in read_lines(path)]
    return [article for article in articles if article["id"] not in without]


def read_sentences(path: Path, language: str) -> list[dict[str, Any]]:
    """The marked sentences of a file, each as an article of its own; the file explains its marks."""
    articles: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        marked, _, status = line.partition("#")
        text = MARK.sub(lambda m: m[1], marked).strip()
        claims = [
            {
                "entity": mark[1],
                "action": code[:-1],
                "role": "agent" if code.endswith("+") else "target",
                "status": status.strip() or "asserted",
                "evidence": text,
            }
            for mark in MARK.finditer(marked)
            for code in (mark[2] or "").split(",")
            if code
        ]
        names = [mark[1] for mark in MARK.finditer(marked)]
        articles.append(
            {
                "id": f"{path.stem}-{number}",
                "language": language,
                "text": text,
                "claims": claims,
                "names": names,
            }
        )
    return articles


def places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a text as words of its own."""
    return (match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _judged(record: dict[str, Any], data: Path) -> dict[str, Any]:
    source, first = record["source"], record["first"]
    return record | {
        "id": f"{source}#{first}",
        "language": source.partition("/")[0],
        "published": PUBLISHED,
        "text": text_of(data / source, first, record["lines"]),
    }


def text_of(path: Path, first: int, lines: int) -> str:
    """Some records of a file of the training data: the text of a list entry, lines, or joined sentences."""
    parts = _parts(path)[first : first + lines]
    return (" " if ".conllu" in path.name else "\n").join(parts)


@cache
def _parts(path: Path) -> list[str]:
    if ".conllu" in path.name:
        return [sentence.text for sentence in read(path)]
    if ".jsonl" in path.name:
        return [record["text"] for record in read_lines(path)]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines]
