"""Inputs -> batches of documents for the executor, and their outcomes -> the ledger.

Only documents whose outcome the ledger does not hold yet are handed out: of a grown container file, the new
records alone. An input is complete in the ledger once it was read to its end and each of its documents has
an outcome.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline import ingest
from pipeline.ingest import Source
from pipeline.ledger import Entry, Ledger, Outcome
from pipeline.plan import Redo, digest_of
from pipeline.records import RawDocument, Reject
from pipeline.settings import Settings


@dataclass(eq=False, slots=True)
class Open:
    """An input whose documents don't all have an outcome yet."""

    source: str
    digest: str
    refs: set[str] = field(default_factory=set)
    expected: int = 0  # documents handed out whose outcome is still to come
    at_end: bool = False


class Feed:
    """The way of a run's inputs through the executor.

    Attributes:
        on_reject: hears of documents that failed while they were read.
        done: number of inputs that need nothing more.
        seconds: time spent reading.
    """

    def __init__(
        self,
        ledger: Ledger,
        redo: Redo,
        *,
        fingerprint: int,
        settings: Settings,
        on_reject: Callable[[Outcome], None],
    ) -> None:
        self.ledger = ledger
        self.on_reject = on_reject
        self.redo = redo
        self.fingerprint = fingerprint
        self.settings = settings
        self.done = 0
        self.seconds = 0.0
        self._waiting: dict[str, tuple[Open, str]] = {}  # source_ref -> its input, digest of the document

    def batches(self, items: Iterable[Source | Reject], again: set[str]) -> Iterator[list[RawDocument]]:
        """The documents to extract; inputs that are known and not in `again` are passed over."""
        known = self.ledger.sources()
        batch: list[RawDocument] = []
        start = time.perf_counter()
        for item in items:
            digest = digest_of(item)
            if item.source_ref not in again and known.get(item.source_ref) == digest:
                self.done += 1
                continue
            for document in self._documents(item, digest):
                batch.append(document)
                if len(batch) == self.settings.run.batch_articles:
                    self.seconds += time.perf_counter() - start
                    yield batch
                    batch, start = [], time.perf_counter()
        self.seconds += time.perf_counter() - start
        if batch:
            yield batch

    def keep(self, outcomes: Sequence[Outcome]) -> None:
        """Records the outcomes of documents that were handed out, in one transaction."""
        with self.ledger.transaction():
            for outcome in outcomes:
                opened, digest = self._waiting.pop(outcome.source_ref)
                self.ledger.record(opened.source, digest, outcome, fingerprint=self.fingerprint)
                opened.expected -= 1
                self._close(opened)

    def _documents(self, item: Source | Reject, digest: str) -> Iterator[RawDocument]:
        opened = Open(item.source_ref, digest)
        entries = {entry.source_ref: entry for entry in self.ledger.entries(item.source_ref)}
        for found in self._read(item):
            part = _with_own_ref(found, opened.refs)
            opened.refs.add(part.source_ref)
            part_digest = _digest(part)
            if self._still_holds(entries.get(part.source_ref), part_digest):
                continue
            if isinstance(part, Reject):
                outcome = Outcome(part.source_ref, part.bytes, reject=part)
                self.ledger.record(opened.source, part_digest, outcome, fingerprint=self.fingerprint)
                self.on_reject(outcome)
                continue
            opened.expected += 1
            self._waiting[part.source_ref] = opened, part_digest
            yield part
        opened.at_end = True
        self._close(opened)

    def _read(self, item: Source | Reject) -> Iterator[RawDocument | Reject]:
        if isinstance(item, Reject):
            yield item
            return
        documents = ingest.read(item, settings=self.settings.ingest)
        try:
            yield from documents
        except Exception as error:  # a bug in a reader costs its file, not the run
            yield Reject(
                item.source_ref, "read", "internal", f"{type(error).__name__}: {error}"[:500], item.bytes
            )

    def _still_holds(self, entry: Entry | None, digest: str) -> bool:
        return entry is not None and entry.digest == digest and self.redo.reason(entry) is None

    def _close(self, opened: Open) -> None:
        if opened.at_end and not opened.expected:
            self.ledger.complete(opened.source, opened.digest, opened.refs)
            self.done += 1


def _with_own_ref(found: RawDocument | Reject, taken: set[str]) -> RawDocument | Reject:
    """Two records with one id in a file: the second is called `file.jsonl#id~2`, so that each has its row."""
    ref, number = found.source_ref, 1
    while ref in taken:
        number += 1
        ref = f"{found.source_ref}~{number}"
    return found if number == 1 else replace(found, source_ref=ref)


def _digest(part: RawDocument | Reject) -> str:
    """Identity of a document within its input: what the stages see of it."""
    if isinstance(part, Reject):
        return hashlib.sha256(repr(part).encode("utf-8", "replace")).hexdigest()
    total = hashlib.sha256(repr((part.source_ref, part.format, part.metadata)).encode("utf-8", "replace"))
    total.update(part.data)
    return total.hexdigest()
