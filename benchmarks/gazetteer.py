"""The gazetteer's figures, each beside the rapidfuzz baseline, in one run.

    python -m benchmarks.gazetteer [--shared DIR] [--seed N] [--queries N] [--baseline-queries N]

Needs the folder `shared/gazetteer` beside the repository (`million/`, `match/`); without it there is nothing
to measure, which is said and is no failure. The baselines are what one writes in an afternoon:
`process.extractOne` over all names, and one scorer with the threshold tuned on the very cases it is judged
by.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from pipeline.gazetteer import MATCH_THRESHOLD, Gazetteer, load_gazetteer
from pipeline.gazetteer.companies import Company
from pipeline.gazetteer.index import write_index

REPOSITORY = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared/gazetteer")
    parser.add_argument("--seed", type=int, default=20240611)
    parser.add_argument("--queries", type=int, default=2000)
    parser.add_argument("--baseline-queries", type=int, default=20)
    parser.add_argument("--names", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    if not (options.shared / "match").is_dir():
        print(f"no gazetteer data in {options.shared}: nothing to measure")
        return
    matching(options.shared / "match")
    million(options)


# ---- same organisation or not


def matching(folder: Path) -> None:
    cases = {
        path.stem: [(row["left"], row["right"], row["match"] == "1") for row in _rows(path)]
        for path in sorted(folder.glob("*.csv"))
    }
    everything = [case for some in cases.values() for case in some]
    gazetteer = load_gazetteer()
    print(
        f"match: F1 (precision, recall) at the default threshold {MATCH_THRESHOLD}; baselines at their best"
    )
    for name, some in [*cases.items(), ("all four", everything)]:
        truth = [match for _, _, match in some]
        ours = f1([gazetteer.compare(left, right) > MATCH_THRESHOLD for left, right, _ in some], truth)
        print(f"  {name:22} n {len(some):5}  wortlaut {_f1(ours)}", end="")
        for label, scorer in BASELINES:
            scores = [scorer(left.casefold(), right.casefold()) for left, right, _ in some]
            print(f"  {label} {tuned(scores, truth):.3f}", end="")
        print()


BASELINES: tuple[tuple[str, Callable[[str, str], float]], ...] = (
    ("WRatio", fuzz.WRatio),
    ("token_sort_ratio", fuzz.token_sort_ratio),
    ("JaroWinkler", JaroWinkler.similarity),
)


def f1(answers: Sequence[bool], truth: Sequence[bool]) -> tuple[float, float, float]:
    """F1, precision, recall."""
    hits = sum(a and t for a, t in zip(answers, truth, strict=True))
    precision = hits / max(1, sum(answers))
    recall = hits / max(1, sum(truth))
    return 2 * hits / max(1, sum(answers) + sum(truth)), precision, recall


def _f1(values: tuple[float, float, float]) -> str:
    return "{:.3f} ({:.3f}, {:.3f})".format(*values)


def tuned(scores: Sequence[float], truth: Sequence[bool]) -> float:
    """The best F1 of any threshold."""
    return max(f1([score >= threshold for score in scores], truth)[0] for threshold in sorted(set(scores)))


# ---- a million names


def million(arguments: argparse.Namespace) -> None:
    maker = _module(arguments.shared / "million/make_million.py")
    names, norms, real, seen = maker.build(arguments.names, arguments.seed)
    queries = maker.queries(names, norms, real, seen, arguments.queries, arguments.seed)
    del seen
    with tempfile.TemporaryDirectory() as place:
        gazetteer = built(names, Path(place) / "index")
        hits(gazetteer, queries, norms)
        baseline(queries, norms, maker.norm, arguments.baseline_queries)
        finding(gazetteer, names)


def built(names: Sequence[str], folder: Path) -> Gazetteer:
    before = _memory()
    started, worked = time.perf_counter(), time.process_time()
    write_index([Company(f"c{i}", name) for i, name in enumerate(names)], [], folder, fingerprint="benchmark")
    print(f"million: {len(names)} names, build {time.perf_counter() - started:.0f} s", end="")
    print(f" (processor {time.process_time() - worked:.0f} s)", end="")
    print(f", peak memory {_memory():.0f} MB (of it {before:.0f} MB for making the names)")
    started = time.perf_counter()
    gazetteer = Gazetteer(folder)
    gazetteer.search("Siemens")
    print(f"  load from cache {time.perf_counter() - started:.3f} s")
    return gazetteer


def hits(gazetteer: Gazetteer, queries: Sequence[tuple], norms: Sequence[str]) -> None:
    times, found, worked = [], 0, time.process_time()
    for _, query, target, *_ in queries:
        started = time.perf_counter()
        links = gazetteer.search(query, limit=1)
        times.append(1000 * (time.perf_counter() - started))
        found += bool(links) and norms[int(links[0].company_id[1:])] == norms[target]
    work = 1000 * (time.process_time() - worked) / max(1, len(queries))
    _print_hits("wortlaut", found, times)
    print(f"    processor time a query: {work:.2f} ms on average")


def baseline(queries: Sequence[tuple], norms: Sequence[str], norm: Callable[[str], str], count: int) -> None:
    sample = random.Random(7).sample(list(queries), min(count, len(queries)))
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        times, found = [], 0
        for _, query, target, *_ in sample:
            started = time.perf_counter()
            best = process.extractOne(norm(query), norms, scorer=scorer, processor=None)
            times.append(1000 * (time.perf_counter() - started))
            found += best is not None and norms[best[2]] == norms[target]
        _print_hits(f"rapidfuzz {scorer.__name__}", found, times)


def _print_hits(label: str, found: int, times: list[float]) -> None:
    times.sort()
    at = [times[int(share * (len(times) - 1))] for share in (0.5, 0.95)]
    print(f"  {label:28} hit@1 {found / len(times):.3f} of {len(times)}", end="")
    print(f"  median {at[0]:8.2f} ms  95th percentile {at[1]:8.2f} ms")


def finding(gazetteer: Gazetteer, names: Sequence[str]) -> None:
    """Text of our own making: our gold articles where they are, with names of the list strewn in."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "corpus").rglob("*.txt"))]
    words = " ".join(
        texts or ["Der Konzern teilte mit, dass die Fabrik in Essen geschlossen wird."] * 500
    ).split()
    draw = random.Random(7)
    text: list[str] = []
    while len(text) < 160_000:
        text.extend(words[: 40 + draw.randrange(20)])
        text.append(draw.choice(names))
        draw.shuffle(words)
    joined = " ".join(text)
    started, worked = time.perf_counter(), time.process_time()
    found = len(gazetteer.find(joined))
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    size = len(joined.encode()) / 1e6
    print(f"  find: {size:.1f} MB of text in {seconds:.2f} s = {size / seconds:.2f} MB/s", end="")
    print(f" ({size / work:.2f} MB per processor second), {found} names found")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rows(path: Path) -> list[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its generator is plain Python without side effects; only its functions are called.
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
