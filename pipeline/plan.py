"""What a run has to do: which inputs are new, changed, gone, or concerned by a change of settings or
models.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline import ingest
from pipeline.fingerprint import changed_parts, concerns
from pipeline.ingest import Source
from pipeline.ledger import Entry, Ledger
from pipeline.publish import view
from pipeline.records import Reject


@dataclass(frozen=True, slots=True)
class Redo:
    """Which documents must be extracted again although they did not change.

    Attributes:
        parts: number of a fingerprint -> the parts in which it differs from the one of this run.
        missing: documents whose rows are lost.
    """

    parts: Mapping[int, tuple[str, ...]]
    missing: frozenset[int] = frozenset()
    force: bool = False
    retry_rejects: bool = False

    def reason(self, entry: Entry) -> str | None:
        """Why this document must be extracted again; None: its outcome still holds."""
        if self.force:
            return "--force"
        if entry.id in self.missing:
            return "rows missing from the tables"
        if self.retry_rejects and entry.error is not None:
            return "--retry-rejects"
        return next((part for part in self.parts[entry.fingerprint] if concerns(part, entry)), None)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do, in numbers of inputs (files).

    Attributes:
        reasons: why unchanged inputs are read again -> number of documents in them.
    """

    new: int
    changed: int
    redone: int
    unchanged: int
    removed: int
    reasons: Mapping[str, int] = field(default_factory=dict)


def make_redo(ledger: Ledger, parts: Mapping[str, str], *, force: bool, retry_rejects: bool) -> Redo:
    differing = {number: tuple(changed_parts(old, parts)) for number, old in ledger.fingerprints().items()}
    missing = frozenset(candidate.id for candidate in view(ledger).missing)
    return Redo(differing, missing, force, retry_rejects)


def reopened(ledger: Ledger, redo: Redo) -> tuple[set[str], Counter[str]]:
    """The inputs that hold documents to redo, and how many documents for each reason."""
    sources: set[str] = set()
    reasons: Counter[str] = Counter()
    for entry in ledger.all_entries():
        reason = redo.reason(entry)
        if reason is not None:
            sources.add(entry.source)
            reasons[reason] += 1
    return sources, reasons


def make_plan(ledger: Ledger, redo: Redo, items: Iterable[Source | Reject]) -> Plan:
    """Compares what is there with what the ledger knows; reads the inputs, but takes nothing out of them."""
    known, (again, reasons) = ledger.sources(), reopened(ledger, redo)
    counts: Counter[str] = Counter()
    seen = set()
    for item in items:
        seen.add(item.source_ref)
        if item.source_ref not in known:
            counts["new"] += 1
        elif digest_of(item) != known[item.source_ref]:
            counts["changed"] += 1
        else:
            counts["redone" if item.source_ref in again else "unchanged"] += 1
    removed = len(ledger.all_sources() - seen)
    return Plan(
        counts["new"], counts["changed"], counts["redone"], counts["unchanged"], removed, dict(reasons)
    )


def digest_of(item: Source | Reject) -> str:
    """Digest of an input's content; an input that can't be read is known by what is wrong with it."""
    if isinstance(item, Source):
        try:
            return ingest.digest(item)
        except OSError as error:
            return f"unreadable: {error.strerror}"
    return hashlib.sha256(repr(item).encode("utf-8", "replace")).hexdigest()
