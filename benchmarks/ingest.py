"""`python -m benchmarks.ingest`: ingest beside bare trafilatura on saved news pages with gold.

Comes in: a folder with `*.html.gz` and `gold.jsonl` (file, lang, title, date, text; the shared pages by
default). Goes out: mean body token F1 by language, shares of right dates, titles and languages, and the
time per page of both, measured in turns on the same pages. `--errors N` lists the N pages that lose most.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAGES = Path(__file__).resolve().parents[1] / "../shared/articles/html"


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader says about one page."""

    body: str
    title: str | None
    date: str | None
    language: str | None


def token_f1(left: str, right: str) -> float:
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (left, right))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0


def same_title(left: str | None, right: str | None) -> bool:
    """Equal but for blanks, soft hyphens (which nobody sees) and the kind of quotation marks and dashes."""
    a, b = (
        re.sub(r"[\s\"'„“”‚‘’«»–—-]+", " ", (text or "").replace("\u00ad", "")).strip()
        for text in (left, right)
    )
    return a == b


def wortlaut(name: str, data: bytes) -> Found:
    from pipeline import ingest
    from pipeline.detect import detect_language
    from pipeline.errors import DocumentError
    from pipeline.records import RawDocument
    from pipeline.settings import IngestSettings

    try:
        page = ingest.clean(RawDocument(name, "html", data), settings=IngestSettings())
    except DocumentError:
        return Found("", None, None, None)
    known = page.metadata
    language = detect_language(page.body, declared=known.language)[0]
    return Found(page.body, known.title, known.published.isoformat() if known.published else None, language)


def bare(name: str, data: bytes) -> Found:
    import trafilatura

    page = trafilatura.bare_extraction(data.decode("utf-8", "replace"), with_metadata=True)
    return (
        Found(page.text or "", page.title, page.date, None)
        if page is not None
        else Found("", None, None, None)
    )


READERS: tuple[tuple[str, Callable[[str, bytes], Found]], ...] = (
    ("trafilatura", bare),
    ("wortlaut", wortlaut),
)


def measured(
    gold: list[dict[str, Any]], folder: Path, rounds: int
) -> tuple[dict[str, list[Found]], dict[str, list[float]]]:
    """Results and best times per page by reader; the readers take turns, so that noise hits both alike."""
    found: dict[str, list[Found]] = {name: [] for name, _ in READERS}
    seconds: dict[str, list[float]] = {name: [] for name, _ in READERS}
    for row in gold:
        data = gzip.decompress((folder / row["file"]).read_bytes())
        for name, reader in READERS:
            results, times = [], []
            for _ in range(rounds):
                start = time.perf_counter()
                results.append(reader(row["file"], data))
                times.append(time.perf_counter() - start)
            found[name].append(results[0])
            seconds[name].append(min(times))
    return found, seconds


def report(
    gold: list[dict[str, Any]], found: dict[str, list[Found]], seconds: dict[str, list[float]]
) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for name, results in found.items():
        pairs = list(zip(gold, results, strict=True))
        table[name] = {
            **{
                f"body F1 {code}": statistics.mean(
                    token_f1(row["text"], page.body) for row, page in pairs if row["lang"] == code
                )
                for code in ("de", "en")
            },
            "date": statistics.mean(row["date"] == page.date for row, page in pairs if row["date"]),
            "title": statistics.mean(same_title(row["title"], page.title) for row, page in pairs),
            "language": statistics.mean(row["lang"] == page.language for row, page in pairs),
            "ms per page": 1000 * statistics.mean(seconds[name]),
            "median time ratio": statistics.median(
                mine / theirs for mine, theirs in zip(seconds[name], seconds["trafilatura"], strict=True)
            ),
            "total time ratio": sum(seconds[name]) / sum(seconds["trafilatura"]),
        }
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, default=PAGES)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    if not options.pages.is_dir():
        print(f"no pages in {options.pages}; name a folder with --pages")
        return
    gold = [
        json.loads(line) for line in (options.pages / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found, seconds = measured(gold, options.pages, options.rounds)
    table = report(gold, found, seconds)
    print(f"{len(gold)} pages".ljust(20) + "".join(name.rjust(14) for name in table))
    for key in next(iter(table.values())):
        print(key.ljust(20) + "".join(f"{column[key]:14.3f}" for column in table.values()))
    if options.errors:
        _print_errors(gold, found["wortlaut"], options.errors)


def _print_errors(gold: list[dict[str, Any]], results: list[Found], number: int) -> None:
    ranked = sorted(zip(gold, results, strict=True), key=lambda pair: token_f1(pair[0]["text"], pair[1].body))
    for row, page in ranked[:number]:
        score = token_f1(row["text"], page.body)
        print(f"{score:.3f} {row['file']}: gold {len(row['text'])}, found {len(page.body)}")
    for row, page in ranked:
        if row["date"] != page.date:
            print(f"date   {row['file']}: {row['date']} found {page.date}")
        if not same_title(row["title"], page.title):
            print(f"title  {row['file']}: {row['title']!r} found {page.title!r}")
        if row["lang"] != page.language:
            print(f"lang   {row['file']}: {row['lang']} found {page.language}")


if __name__ == "__main__":
    main()
