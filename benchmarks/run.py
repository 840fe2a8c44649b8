"""`python -m benchmarks.run [NAME …] [--articles N] [--kills N]`: speed, memory and endurance of runs.

Each line gives what was measured, the target, and whether it is met. Times of two things are taken in
turns, on the same texts, in one process or one after the other, so that a busy machine slows both. The
texts are the articles of the corpus, each as often as needed with another number in its title, so that no
two are equal.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import ingest, run, store
from pipeline.records import Extraction, RawDocument
from pipeline.runreport import RunReport
from pipeline.settings import RunSettings, Settings
from pipeline.work import GARBAGE

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "articles"
REAL = ROOT.parent / "shared" / "articles" / "train.jsonl"
TURNS = 6
SHORT = (
    "{a} übernimmt {b}\n\nDer Hersteller {a} aus {c} hat den Zulieferer {b} gekauft. So {a} am Montag.",
    "{a} sues {b}\n\nThe chip maker {a} of {c} has sued its rival {b} over patents, {a} said on Monday.",
)


def texts(count: int) -> Iterator[tuple[str, str]]:
    """Name and text of `count` different articles: real news where there is some, else our own."""
    from pipeline.process import load_tools, process

    source = REAL if REAL.exists() else CORPUS
    documents = [d for s in ingest.discover([source]) for d in ingest.read(s, settings=Settings().ingest)]
    found = process([d for d in documents if isinstance(d, RawDocument)], load_tools(Settings()))
    articles = sorted((e.article.text for e in found if isinstance(e, Extraction)), key=len)
    print(f"on {len(articles)} articles of {source.name}", flush=True)
    for number in range(count):
        text = articles[number * 7 % len(articles)]
        yield f"{number:06}.txt", f"{number} {text}"


def short_texts(count: int) -> Iterator[tuple[str, str]]:
    """Name and text of short articles full of names that were never seen before: hard on every cache."""
    for number in range(count):
        names = [hashlib.sha256(f"{number}{c}".encode()).hexdigest() for c in "abc"]
        words = {
            c: "".join(chr(ord("a") + int(d, 16)) for d in n[:8]).title()
            for c, n in zip("abc", names, strict=True)
        }
        yield f"{number:06}.txt", SHORT[number % 2].format(**words)


def write(folder: Path, articles: Iterator[tuple[str, str]]) -> None:
    folder.mkdir()
    for name, text in articles:
        (folder / name).write_text(text, encoding="utf-8")


def say(what: str, value: str, target: str, met: bool | None) -> None:
    verdict = "" if met is None else "met" if met else "MISSED"
    print(f"{what:58} {value:>22}   {target:14} {verdict}", flush=True)


def pipeline_against_parse(count: int) -> None:
    """All stages beside `nlp.pipe` alone, in turns over the same batches, in seconds of the processor."""
    from pipeline import nlp
    from pipeline.process import load_tools, process

    gc.set_threshold(GARBAGE)  # as in a worker
    tools = load_tools(Settings())
    documents = [RawDocument(name, "text", text.encode()) for name, text in texts(count)]
    batches = [documents[i : i + 32] for i in range(0, count, 32)]
    parsed = [[(e.article.language, e.article.text) for e in process(batch, tools)] for batch in batches]
    bare = whole = 0.0
    tools.stopwatch.take()
    for batch, articles in zip(batches, parsed, strict=True):
        start = time.process_time()
        for language in ("de", "en"):
            chosen = [(text, None) for code, text in articles if code == language]
            list(nlp.parse(chosen, language, batch_size=32))
        middle = time.process_time()
        list(process(batch, tools))
        bare, whole = bare + middle - start, whole + time.process_time() - middle
    say(
        "articles/s of the pipeline / of bare nlp.pipe, one core",
        f"{bare / whole:.2f}",
        ">= 0.80",
        bare / whole >= 0.8,
    )
    stages = tools.stopwatch.take()
    total = sum(stages.values())
    shares = ", ".join(f"{s} {c / total:.0%}" for s, c in sorted(stages.items(), key=lambda item: -item[1]))
    say(f"  {count / whole:.1f} articles/s; {shares}", "", "", None)


def two_workers(count: int) -> None:
    """Two workers beside one, in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", texts(count))
        seconds = {1: 0.0, 2: 0.0}
        for turn in range(2):
            for workers in seconds:
                report = extract(folder / "in", folder / f"{turn}-{workers}", workers=workers)
                seconds[workers] += report.seconds
        assert digests(folder / "0-1") == digests(folder / "1-2"), "two workers gave other bytes than one"
        gain = seconds[1] / seconds[2]
        say("rate of 2 workers / of 1 worker", f"{gain:.2f}", ">= 1.8", gain >= 1.8)


def memory_and_rerun(count: int) -> None:
    """Peak memory of a worker over few and many articles; then the same run again, with nothing new."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "few", short_texts(1000))
        write(folder / "many", short_texts(count))
        few = extract(folder / "few", folder / "out-few", workers=1)
        many = extract(folder / "many", folder / "out-many", workers=2)
        growth = many.megabytes["worker"] / few.megabytes["worker"] - 1
        sizes = f"{few.megabytes['worker']} -> {many.megabytes['worker']} MB"
        say(f"peak memory of a worker, 1,000 -> {count:,} articles", sizes, "<= +10 %", growth <= 0.1)
        run_growth = f"{few.megabytes['run']} -> {many.megabytes['run']} MB"
        say("  of the run's own process", run_growth, "", None)
        again = ["extract", str(folder / "many"), "-o", str(folder / "out-many"), "-q"]
        command(again)  # makes the facts, which the command makes and the function does not
        seconds = timed(again)
        say(f"run again over {count:,} unchanged files", f"{seconds:.1f} s", "<= 5 s", seconds <= 5)


def start_up() -> None:
    """The command line, cold: the best of a few tries, since a busy machine only ever adds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", short_texts(1))
        tries = [timed(["--help"]) for _ in range(TURNS)]
        say("wortlaut --help", f"{min(tries):.2f} s", "<= 0.5 s", min(tries) <= 0.5)
        tries = [
            timed(["extract", str(folder / "in"), "-o", str(folder / f"o{i}"), "-q"]) for i in range(TURNS)
        ]
        say("wortlaut extract of one short article", f"{min(tries):.2f} s", "<= 3 s", min(tries) <= 3)


def kills(count: int) -> None:
    """A run is killed at a random moment, its tables are read, it is run again: the same bytes as
    undisturbed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", ((n, f"SLOW {t}") for n, t in short_texts(100)))
        start = time.monotonic()
        driver(folder / "in", folder / "whole").wait()
        duration = time.monotonic() - start
        expected = digests(folder / "whole")
        moments, survived = random.Random(11), 0
        for number in range(count):
            output = folder / f"killed{number}"
            process = driver(folder / "in", output)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(moments.uniform(0.1, 1.0) * duration)
            process.kill()
            process.wait()
            whole = all(reads(output, table.name) for table in store.TABLES)
            driver(folder / "in", output).wait()
            survived += whole and digests(output) == expected
        say("kills at random moments survived", f"{survived} of {count}", "all", survived == count)


def ray_against_local(count: int) -> None:
    """Ray on this machine beside the local executor, two workers each."""
    try:
        import ray  # noqa: F401
    except ImportError:
        say("rate of Ray / of the local executor", "Ray is not installed", "", None)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", texts(count))
        extract(
            folder / "in", folder / "warm-up", workers=2, executor="ray"
        )  # starting a cluster is no part of a rate
        seconds = {"local": 0.0, "ray": 0.0}
        for turn in range(2):
            for executor in seconds:
                seconds[executor] += extract(
                    folder / "in", folder / f"{turn}{executor}", workers=2, executor=executor
                ).seconds
        same = digests(folder / "0local") == digests(folder / "1ray")
        ratio = seconds["local"] / seconds["ray"]
        say("rate of Ray / of the local executor", f"{ratio:.2f}", ">= 0.85", ratio >= 0.85)
        say("  the same bytes", str(same), "True", same)


def extract(inputs: Path, output: Path, *, workers: int, executor: str = "local") -> RunReport:
    settings = replace(Settings(), run=replace(RunSettings(), workers=workers))
    return run.extract([inputs], output, settings=settings, options=run.Options(executor=executor))


def command(arguments: list[str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL
    )


def timed(arguments: list[str]) -> float:
    start = time.monotonic()
    command(arguments)
    return time.monotonic() - start


def driver(inputs: Path, output: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.runs.driver", str(inputs), str(output)], cwd=ROOT)


def reads(output: Path, name: str) -> bool:
    """The table reads, or is not there yet."""
    if any((output / name).glob("*.parquet")):
        store.read_table(output, name)
    return True


def digests(output: Path) -> dict[str, str]:
    return {
        file.relative_to(output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for table in store.TABLES
        for file in sorted((output / table.name).glob("*.parquet"))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="of the functions below; all by default")
    parser.add_argument("--articles", type=int, default=320, help="of full length")
    parser.add_argument("--short", type=int, default=20_000, help="short articles, for memory")
    parser.add_argument("--kills", type=int, default=50)
    wanted = parser.parse_args()
    benchmarks: dict[str, Callable[[], None]] = {
        "start_up": start_up,
        "pipeline_against_parse": lambda: pipeline_against_parse(wanted.articles),
        "two_workers": lambda: two_workers(wanted.articles),
        "kills": lambda: kills(wanted.kills),
        "ray_against_local": lambda: ray_against_local(wanted.articles),
        "memory_and_rerun": lambda: memory_and_rerun(wanted.short),
    }
    for name in wanted.names or benchmarks:
        benchmarks[name]()


if __name__ == "__main__":
    main()
