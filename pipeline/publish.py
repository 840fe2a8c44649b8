"""The ledger becomes tables: afterwards they show exactly what the ledger knows.

What is to be shown is computed from the ledger alone, compared with what is shown, and only the files that
differ are made anew: prepared in the hidden folder, flushed, then named in one transaction of the ledger,
then moved to their places one by one. A process killed before that transaction has changed nothing; one
killed after it leaves files to move, and the next run moves them first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline import store
from pipeline.ledger import Candidate, Ledger
from pipeline.records import Reject
from pipeline.rows import Rows, reject_row, unpack
from pipeline.schema import ARTICLES, CLAIMS, MENTIONS, REJECTS, TABLES
from pipeline.stories import group

HIDDEN = ".wortlaut"
STAGED = "staged"
Item = TypeVar("Item")
Shown = dict[str, tuple[int, str]]  # article -> its document in the ledger, its story


@dataclass(frozen=True, slots=True)
class View:
    """What the tables should show.

    Attributes:
        articles: article -> its document in the ledger, for those whose rows are at hand.
        waiting: those of them whose rows are in the ledger, not yet in the tables.
        missing: documents that must be extracted again before they can be shown.
        rejects: all inputs without an article, copies of an article among them.
    """

    articles: Mapping[str, int]
    waiting: frozenset[str]
    missing: tuple[Candidate, ...]
    rejects: tuple[Reject, ...]


def view(ledger: Ledger) -> View:
    """What follows from the ledger: of equal articles the first is shown, the others become rejects."""
    before = ledger.shown()
    articles: dict[str, int] = {}
    waiting, missing, rejects = set(), [], list(ledger.rejects())
    first: Candidate | None = None
    for candidate in ledger.candidates():
        if first is not None and candidate.article_id == first.article_id:
            message = f"the same text as {first.source_ref}"
            rejects.append(Reject(candidate.source_ref, "clean", "duplicate", message, candidate.bytes))
            continue
        first = candidate
        if candidate.waiting:
            waiting.add(candidate.article_id)
        elif before.get(candidate.article_id, (0, ""))[0] != candidate.id:
            missing.append(candidate)
            continue
        articles[candidate.article_id] = candidate.id
    return View(articles, frozenset(waiting), tuple(missing), tuple(rejects))


def publish(ledger: Ledger, output: Path, shards: int, *, progress: Callable[[int, int], None]) -> None:
    """Makes the tables of `output` show what the ledger knows; `progress` hears of shards done and all
    shards.
    """
    goal = view(ledger)
    stage = output / HIDDEN / STAGED
    try:
        shown, files = _prepare(ledger, output, shards, goal, progress)
    except BaseException:
        _drop(stage)  # the disk may be full
        raise
    if files or shown != ledger.shown():
        ledger.show(shown, files)
    roll_forward(ledger, output)


def _prepare(
    ledger: Ledger, output: Path, shards: int, goal: View, progress: Callable[[int, int], None]
) -> tuple[Shown, dict[str, tuple[int, str]]]:
    """Writes the files that must change; returns what they will show, and their sizes and digests."""
    before, known = ledger.shown(), ledger.files()
    shown = _with_stories(ledger, goal.articles, before)
    changed = {a for a in {*shown, *before} if shown.get(a) != before.get(a)} | goal.waiting
    dirty = {store.shard_of(article, shards) for article in changed}
    articles = _spread(sorted(shown), shards, key=str)
    rejects = _spread(goal.rejects, shards, key=lambda reject: reject.source_ref)
    stage = output / HIDDEN / STAGED
    files: dict[str, tuple[int, str]] = {}
    for shard in range(shards):
        made = [store.shard_file(table, shard) for table in (ARTICLES, MENTIONS, CLAIMS)]
        if shard in dirty or any(file not in known for file in made):
            stories = {article: shown[article][1] for article in articles[shard]}
            fresh = {a: shown[a][0] for a in articles[shard] if a in goal.waiting}
            _stage_articles(ledger, output, made, stories, fresh)
        else:
            made = []
        made.append(store.shard_file(REJECTS, shard))
        store.write_shard(
            REJECTS, [store.to_arrow(REJECTS, map(reject_row, rejects[shard]))], stage / made[-1]
        )
        files |= {file: (os.path.getsize(stage / file), store.file_digest(stage / file)) for file in made}
        progress(shard + 1, shards)
    return shown, {file: what for file, what in files.items() if known.get(file) != what}


def _with_stories(ledger: Ledger, articles: Mapping[str, int], before: Shown) -> Shown:
    if articles == {article: document for article, (document, _) in before.items()}:
        return before
    keys = ledger.story_keys()
    stories = group({article: keys[document] for article, document in articles.items()})
    return {article: (document, stories[article]) for article, document in articles.items()}


def _stage_articles(
    ledger: Ledger, output: Path, files: Sequence[str], stories: Mapping[str, str], fresh: Mapping[str, int]
) -> None:
    """Prepares the files of one shard: `fresh` rows come from the ledger, others from the old files."""
    known = ledger.files()
    rows: list[Rows] = [unpack(ledger.waiting_rows(document)) for document in fresh.values()]
    for table, file in zip((ARTICLES, MENTIONS, CLAIMS), files, strict=True):
        parts = [store.to_arrow(table, (row for article in rows for row in article[table.name]))]
        if file in known:
            old = store.read_shard(output / file)
            parts.append(store.only(old, "article_id", stories.keys() - fresh.keys()))
        if table is ARTICLES:
            parts = [store.with_stories(part, stories) for part in parts]
        store.write_shard(table, parts, output / HIDDEN / STAGED / file)


def _spread(items: Iterable[Item], shards: int, *, key: Callable[[Item], str]) -> list[list[Item]]:
    spread: list[list[Item]] = [[] for _ in range(shards)]
    for item in items:
        spread[store.shard_of(key(item), shards)].append(item)
    return spread


def roll_forward(ledger: Ledger, output: Path) -> None:
    """Moves prepared files that the ledger names to their places, and drops the others."""
    stage = output / HIDDEN / STAGED
    for path in ledger.moves():
        if (stage / path).exists():  # else an interrupted call has moved it already
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / path, output / path)
    for table in TABLES:
        if (output / table.name).is_dir():
            _flush(output / table.name)
    ledger.moved()
    _drop(stage)


def verify(ledger: Ledger, output: Path, shards: int) -> int:
    """Compares the files of the tables with the ledger; articles in lost or changed files count as not shown.

    Returns the number of such files.
    """
    bad = []
    for file, (size, _) in ledger.files().items():
        path = output / file
        if not path.is_file() or path.stat().st_size != size:
            bad.append(file)
    if bad:
        lost = {
            int(Path(file).stem.removeprefix("part-")) for file in bad if not file.startswith(REJECTS.name)
        }
        with ledger.transaction():
            ledger.unshow([article for article in ledger.shown() if store.shard_of(article, shards) in lost])
            ledger.lose(bad)
    return len(bad)


def _drop(stage: Path) -> None:
    for leftover in stage.rglob("*.parquet"):
        leftover.unlink()


def _flush(folder: Path) -> None:
    """Makes renamed files survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
