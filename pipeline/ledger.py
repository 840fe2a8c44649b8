"""What a run knows of earlier runs into the same output: a SQLite file in its hidden folder.

The ledger holds, for every input, what it was and what came of it; packed rows that no table shows yet; and
what the tables show. All its changes are transactions, so a killed process leaves the state before or
after, never between. It knows nothing of parquet, and decides nothing: `run` does.
"""

from __future__ import annotations

import array
import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigError, PipelineError
from pipeline.records import Reject

Packed = bytes  # `Outcome` has a field of that name
LAYOUT = "1"  # raised when the tables below change
TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fingerprints (id INTEGER PRIMARY KEY, parts TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, source_ref TEXT NOT NULL, digest TEXT NOT NULL,
    fingerprint INTEGER NOT NULL, bytes INTEGER NOT NULL,
    article_id TEXT, language TEXT, published TEXT, signature BLOB,
    stage TEXT, error TEXT, message TEXT,
    rows BLOB
);
CREATE UNIQUE INDEX IF NOT EXISTS documents_by_source ON documents (source, source_ref);
CREATE TABLE IF NOT EXISTS shown (
    article_id TEXT PRIMARY KEY, document INTEGER NOT NULL, story_id TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS moves (path TEXT PRIMARY KEY);
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document: packed rows of an article, or a reject.

    Attributes:
        published, signature: what tells the article's story (see `pipeline.stories`).
        rows: as `pipeline.rows.pack` packs them.
    """

    source_ref: str
    bytes: int
    article_id: str | None = None
    language: str | None = None
    published: dt.date | None = None
    signature: tuple[int, ...] = ()
    rows: Packed | None = None
    reject: Reject | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the ledger has it."""

    id: int
    source: str
    source_ref: str
    digest: str
    fingerprint: int
    language: str | None
    stage: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that became an article; of those with one article_id the first is shown."""

    id: int
    source: str
    source_ref: str
    article_id: str
    bytes: int
    waiting: bool  # its rows wait here


class Ledger:
    """The open ledger of one output. A context manager, for one process at a time (see `pipeline.lock`)."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None)
        try:
            # Exclusive: no shared memory file, so that the log also works on network file systems.
            self.db.executescript(
                "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;" + TABLES
            )
            layout = self.fact("layout")
        except sqlite3.OperationalError:  # the disk, not the file
            self.db.close()
            raise
        except sqlite3.DatabaseError as error:
            self.db.close()
            raise ConfigError(f"{path}: {error}; delete the output folder and run again") from error
        if layout is None:
            self.remember("layout", LAYOUT)
        elif layout != LAYOUT:
            self.db.close()
            raise ConfigError(f"{path}: made by another version of wortlaut; write to a new output folder")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside, or none of them."""
        self.db.execute("BEGIN")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk has already rolled back
                self.db.execute("ROLLBACK")
            raise

    def fact(self, name: str) -> str | None:
        """A remembered value of the output as a whole."""
        row = self.db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def remember(self, name: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    # Fingerprints

    def fingerprint(self, parts: Mapping[str, str]) -> int:
        """The number under which the ledger keeps this fingerprint."""
        text = json.dumps(dict(parts), sort_keys=True)
        self.db.execute("INSERT OR IGNORE INTO fingerprints (parts) VALUES (?)", (text,))
        row = self.db.execute("SELECT id FROM fingerprints WHERE parts = ?", (text,)).fetchone()
        return int(row[0])

    def fingerprints(self) -> dict[int, dict[str, str]]:
        """Those that documents of the ledger were made with."""
        query = "SELECT id, parts FROM fingerprints WHERE id IN (SELECT DISTINCT fingerprint FROM documents)"
        return {number: json.loads(parts) for number, parts in self.db.execute(query)}

    # Inputs

    def sources(self) -> dict[str, str]:
        """Digest of each input that was read to its end."""
        return dict(self.db.execute("SELECT source, digest FROM sources"))

    def all_sources(self) -> set[str]:
        """Inputs the ledger knows of, also those whose reading was interrupted."""
        query = "SELECT source FROM sources UNION SELECT DISTINCT source FROM documents"
        return {row[0] for row in self.db.execute(query)}

    def entries(self, source: str) -> list[Entry]:
        return [Entry(*row) for row in self.db.execute(f"{ENTRY} WHERE source = ? ORDER BY id", (source,))]

    def all_entries(self) -> Iterator[Entry]:
        return (Entry(*row) for row in self.db.execute(ENTRY))

    def record(self, source: str, digest: str, outcome: Outcome, *, fingerprint: int) -> None:
        """Keeps the outcome of a document, in place of an earlier one of the same `source_ref`."""
        reject = outcome.reject
        self.db.execute(
            "INSERT OR REPLACE INTO documents (source, source_ref, digest, fingerprint, bytes, article_id,"
            " language, published, signature, stage, error, message, rows)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                source,
                outcome.source_ref,
                digest,
                fingerprint,
                outcome.bytes,
                outcome.article_id,
                outcome.language,
                outcome.published and outcome.published.isoformat(),
                array.array("Q", outcome.signature).tobytes(),
                reject and reject.stage,
                reject and reject.error,
                reject and reject.message,
                outcome.rows,
            ),
        )

    def complete(self, source: str, digest: str, kept: Iterable[str]) -> None:
        """The input was read to its end and holds the documents `kept`; earlier ones that it lost are
        forgotten.
        """
        kept = set(kept)
        lost = [(e.id,) for e in self.entries(source) if e.source_ref not in kept]
        self.db.executemany("DELETE FROM documents WHERE id = ?", lost)
        self.db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (source, digest))

    def forget(self, sources: Iterable[str]) -> None:
        """These inputs are gone."""
        for source in sources:
            self.db.execute("DELETE FROM documents WHERE source = ?", (source,))
            self.db.execute("DELETE FROM sources WHERE source = ?", (source,))

    def reopen(self, sources: Iterable[str]) -> None:
        """These inputs must be read again, whatever their digest; what is known of them stays until then."""
        self.db.executemany("DELETE FROM sources WHERE source = ?", [(s,) for s in sources])

    # Articles and rejects

    def candidates(self) -> Iterator[Candidate]:
        """Documents that became articles, by `article_id`, then in the order in which they may represent
        it.
        """
        query = (
            "SELECT id, source, source_ref, article_id, bytes, rows IS NOT NULL FROM documents"
            " WHERE article_id IS NOT NULL ORDER BY article_id, source_ref, source"
        )
        return (Candidate(*row) for row in self.db.execute(query))

    def rejects(self) -> Iterator[Reject]:
        query = "SELECT source_ref, stage, error, message, bytes FROM documents WHERE article_id IS NULL"
        return (Reject(*row) for row in self.db.execute(query))

    def story_keys(self) -> dict[int, tuple[tuple[int, ...], dt.date | None]]:
        """Signature and date of publication of each document that became an article."""
        query = "SELECT id, signature, published FROM documents WHERE article_id IS NOT NULL"
        return {
            number: (tuple(array.array("Q", signature)), published and dt.date.fromisoformat(published))
            for number, signature, published in self.db.execute(query)
        }

    def waiting_rows(self, document: int) -> bytes:
        row = self.db.execute("SELECT rows FROM documents WHERE id = ?", (document,)).fetchone()
        data: bytes = row[0]
        return data

    # What the tables show

    def shown(self) -> dict[str, tuple[int, str]]:
        """Article -> the document that it was made from and its story, as the tables have them."""
        query = "SELECT article_id, document, story_id FROM shown"
        return {article: (document, story) for article, document, story in self.db.execute(query)}

    def files(self) -> dict[str, tuple[int, str]]:
        """Path -> size and digest of each file of the tables."""
        return {
            p: (size, digest) for p, size, digest in self.db.execute("SELECT path, bytes, digest FROM files")
        }

    def show(self, shown: Mapping[str, tuple[int, str]], files: Mapping[str, tuple[int, str]]) -> None:
        """Makes `shown` what the tables show, once the prepared `files` are moved to their places
        (`moves`).
        """
        with self.transaction():
            self.db.execute("DELETE FROM shown")
            self.db.executemany(
                "INSERT INTO shown VALUES (?, ?, ?)", [(article, *value) for article, value in shown.items()]
            )
            self.db.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?)", [(p, *value) for p, value in files.items()]
            )
            self.db.executemany("INSERT OR REPLACE INTO moves VALUES (?)", [(path,) for path in files])
            self.db.execute("UPDATE documents SET rows = NULL WHERE rows IS NOT NULL")
        self.db.execute("PRAGMA incremental_vacuum").fetchall()

    def unshow(self, articles: Iterable[str]) -> None:
        """These articles are not in the tables, whatever the ledger thought: their files were lost."""
        self.db.executemany("DELETE FROM shown WHERE article_id = ?", [(a,) for a in articles])

    def lose(self, files: Iterable[str]) -> None:
        """These files are lost: they must be made again."""
        self.db.executemany("DELETE FROM files WHERE path = ?", [(f,) for f in files])

    def moves(self) -> Sequence[str]:
        """Prepared files that have still to be moved to their places."""
        return [row[0] for row in self.db.execute("SELECT path FROM moves ORDER BY path")]

    def moved(self) -> None:
        self.db.execute("DELETE FROM moves")


ENTRY = "SELECT id, source, source_ref, digest, fingerprint, language, stage, error FROM documents"


@contextlib.contextmanager
def storage_errors(output: Path) -> Iterator[None]:
    """A full disk, lost permission or broken device, said in one line with what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise PipelineError(
            f"{output}: {error}; make room or mend the disk, then run the same command"
        ) from error
    except OSError as error:
        name = error.filename or output
        raise PipelineError(
            f"{name}: {error.strerror or error}; mend that, then run the same command again"
        ) from error
