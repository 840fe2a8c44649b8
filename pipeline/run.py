"""A run: inputs into one output folder, doing only what is not done yet.

The ledger remembers each input by its content. New and changed inputs are read and extracted; a changed
setting, lexicon, gazetteer, model or version reopens the inputs it concerns; inputs that are gone leave.
Each finished batch is a transaction of the ledger; at the end the tables are made to show what the ledger
knows. So a run that was interrupted at any moment is finished by running again, and the tables never depend
on how often that was needed.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import ingest
from pipeline.errors import ConfigError, PipelineError
from pipeline.executors import Failed, Setup, make_executor
from pipeline.feed import Feed
from pipeline.fingerprint import fingerprint
from pipeline.ingest import Source
from pipeline.ledger import Ledger, Outcome, storage_errors
from pipeline.lock import lock
from pipeline.plan import Plan, Redo, make_plan, make_redo, reopened
from pipeline.publish import HIDDEN, publish, roll_forward, verify, view
from pipeline.records import RawDocument, Reject
from pipeline.runreport import RunReport, Tally, write_report
from pipeline.settings import Settings
from pipeline.work import BatchResult, make_work

LOG = logging.getLogger("wortlaut")
# Errors that speak of wortlaut or the machine, not of the input; too large a share of them stops a run.
FAULTS = ("internal", "crash", "timeout", "out_of_memory")
ENOUGH = 100  # outcomes before a share means anything
# Each round repairs what the one before laid bare (a copy takes the place of a removed original): two do.
MAX_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is done; nothing here changes its result.

    Attributes:
        address: of a Ray cluster.
        force: extract everything again.
        retry_rejects: extract again what gave a reject.
        setup: makes the work of a worker; tests give another than `make_work`.
    """

    executor: str = "local"
    address: str | None = None
    force: bool = False
    retry_rejects: bool = False
    setup: Setup | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; in phase `extract` inputs are counted, in phase `publish` files of the tables."""

    phase: str
    done: int
    total: int
    articles: int = 0
    claims: int = 0
    rejects: int = 0


def extract(
    inputs: Sequence[Path],
    output: Path,
    *,
    settings: Settings | None = None,
    options: Options | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> RunReport:
    """Extracts the articles under `inputs` into the tables of `output`.

    `stop` is asked now and then; once it is true, the batches at work are finished and published, and the
    rest is left for the next run. Raises ConfigError for what the caller can mend, PipelineError for a
    failing disk or machine; the tables are whole in either case.
    """
    settings, options = settings or Settings(), options or Options()
    hidden = output / HIDDEN
    items = list(_found(inputs, output))
    with storage_errors(output):
        hidden.mkdir(parents=True, exist_ok=True)
        with lock(hidden / "lock"), Ledger(hidden / "ledger.sqlite") as ledger:
            shards = _shards(ledger, settings, output)
            roll_forward(ledger, output)
            verify(ledger, output, shards)
            return Run(ledger, output, settings, options, progress, stop).run(items)


def plan(
    inputs: Sequence[Path], output: Path, *, settings: Settings | None = None, options: Options | None = None
) -> Plan:
    """What `extract` would do. Writes nothing."""
    settings, options = settings or Settings(), options or Options()
    path = output / HIDDEN / "ledger.sqlite"
    with storage_errors(output), contextlib.ExitStack() as stack:
        if path.exists():
            stack.enter_context(lock(path.with_name("lock")))
        ledger = stack.enter_context(Ledger(path if path.exists() else Path(":memory:")))
        parts = fingerprint(settings)
        redo = make_redo(ledger, parts, force=options.force, retry_rejects=options.retry_rejects)
        return make_plan(ledger, redo, _found(inputs, output))


class TooManyFaults(PipelineError):
    """Something is broken that no input can mend: memory too small, a model that crashes."""


class Run:
    """One run over an open ledger."""

    def __init__(
        self,
        ledger: Ledger,
        output: Path,
        settings: Settings,
        options: Options,
        progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self.ledger = ledger
        self.output = output
        self.settings = settings
        self.options = options
        self.progress = progress
        self.stop = stop
        self.tally = Tally()
        self.executor = make_executor(options.executor, settings.run, address=options.address)
        self.setup: Setup = options.setup or partial(make_work, settings)

    def run(self, items: Sequence[Source | Reject]) -> RunReport:
        parts = fingerprint(self.settings)
        number = self.ledger.fingerprint(parts)
        gone = self.ledger.all_sources() - {item.source_ref for item in items}
        with self.ledger.transaction():
            self.ledger.forget(gone)
        redo = make_redo(
            self.ledger, parts, force=self.options.force, retry_rejects=self.options.retry_rejects
        )
        try:
            for _ in range(MAX_ROUNDS):
                self._round(items, redo, number)
                missing = frozenset(candidate.id for candidate in view(self.ledger).missing)
                if not missing or self.stop():
                    break
                redo = Redo(dict.fromkeys(self.ledger.fingerprints(), ()), missing)
        except TooManyFaults:
            self._publish()
            raise
        self._publish()
        report = self.tally.report(
            self.output,
            inputs=len(items),
            removed=len(gone),
            parts=parts,
            settings=self.settings,
            executor=self.options.executor,
            interrupted=self.stop(),
        )
        write_report(report, self.output)
        return report

    def _publish(self) -> None:
        start = time.perf_counter()
        shards = _shards(self.ledger, self.settings, self.output)
        publish(self.ledger, self.output, shards, progress=lambda *n: self.progress(Progress("publish", *n)))
        self.tally.seconds["publish"] = time.perf_counter() - start

    def _round(self, items: Sequence[Source | Reject], redo: Redo, fingerprint: int) -> None:
        """Brings every input to an outcome."""
        again, reasons = reopened(self.ledger, redo)
        for reason, count in sorted(reasons.items()):
            LOG.info(
                "%s: %d documents again",
                reason,
                count,
                extra={"event": "redo", "reason": reason, "documents": count},
            )
        self.tally.reasons.update(reasons)
        self.ledger.reopen(again)
        feed = Feed(
            self.ledger,
            redo,
            fingerprint=fingerprint,
            settings=self.settings,
            on_reject=lambda outcome: self.tally.add([outcome]),
        )
        for event in self.executor.run(self.setup, feed.batches(items, again), stop=self.stop):
            if isinstance(event, Failed):
                outcomes = [_failed(event)]
            else:
                outcomes = _complete(event.batch, event.result)
                self.tally.add_costs(event.result)
            feed.keep(outcomes)
            self.tally.add(outcomes)
            self._check_faults()
            self._tell(feed.done, len(items))
        self._tell(feed.done, len(items))
        self.tally.seconds["read"] = self.tally.seconds.get("read", 0.0) + feed.seconds

    def _tell(self, done: int, total: int) -> None:
        tally = self.tally
        self.progress(Progress("extract", done, total, tally.articles, tally.claims, tally.rejects.total()))

    def _check_faults(self) -> None:
        faults, outcomes = self.tally.faults(FAULTS), self.tally.outcomes
        if outcomes >= ENOUGH and faults > self.settings.run.max_crash_share * outcomes:
            raise TooManyFaults(
                f"stopped: {faults} of {outcomes} documents failed through no fault of their own; see"
                f" `wortlaut rejects {self.output}`, mend the cause, and run again with --retry-rejects"
            )


def _found(inputs: Sequence[Path], output: Path) -> Iterator[Source | Reject]:
    """The inputs; the tables themselves are none, where they lie inside an input folder."""
    inside = output.resolve()
    nested = any(root.resolve() in (inside, *inside.parents) for root in inputs)
    for item in ingest.discover(inputs):
        if not (nested and isinstance(item, Source) and inside in item.path.resolve().parents):
            yield item


def _failed(event: Failed) -> Outcome:
    document: RawDocument = event.item
    size = len(document.data)
    reject = Reject(document.source_ref, "extract", event.error, event.message, size)
    return Outcome(document.source_ref, size, reject=reject)


def _complete(batch: Sequence[RawDocument], result: BatchResult) -> list[Outcome]:
    """The outcomes of a batch, with a reject for each document that the work lost."""
    outcomes = {outcome.source_ref: outcome for outcome in result.outcomes}
    for document in batch:
        if document.source_ref not in outcomes:
            size = len(document.data)
            reject = Reject(document.source_ref, "extract", "internal", "the work gave no outcome", size)
            outcomes[document.source_ref] = Outcome(document.source_ref, size, reject=reject)
    return list(outcomes.values())


def _shards(ledger: Ledger, settings: Settings, output: Path) -> int:
    """Number of files of each table, which can't change once the output is made."""
    wanted = settings.run.shards
    made = int(ledger.fact("shards") or wanted)
    if wanted != made:
        raise ConfigError(
            f"{output}: its tables have {made} files each, but the settings say shards = {wanted};"
            f" set shards = {made} in [run], or name another output folder"
        )
    ledger.remember("shards", str(made))
    return made
