"""What a run did: counted while it runs, returned as a `RunReport`, kept as `run.json` beside the tables."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline import store
from pipeline.ledger import Outcome
from pipeline.settings import Settings
from pipeline.work import BatchResult, peak_megabytes

LIBRARIES = ("spacy", "trafilatura", "langdetect", "rapidfuzz", "pyarrow")


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did and what the tables now hold.

    Attributes:
        articles, claims, rejects: what this run extracted; a reject is counted by its error code.
        totals: rows of each table after the run; `all_rejects`: those of the rejects, by error code.
        reasons: why documents that did not change were extracted again -> their number.
        seconds: of the whole run; `stages` has those of each stage, summed over the workers.
        megabytes: the most memory of one worker, and of the run's own process.
        interrupted: it was asked to stop; running again does the rest.
    """

    inputs: int
    removed: int
    articles: int
    claims: int
    rejects: Mapping[str, int]
    totals: Mapping[str, int]
    all_rejects: Mapping[str, int]
    reasons: Mapping[str, int]
    interrupted: bool
    started: str
    seconds: float
    articles_per_second: float
    stages: Mapping[str, Mapping[str, float]]
    megabytes: Mapping[str, int]
    executor: str
    versions: Mapping[str, str]
    fingerprint: Mapping[str, str]
    settings: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of a run that is going on."""

    articles: int = 0
    claims: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: int = 0
    started: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    clock: float = field(default_factory=time.monotonic)

    @property
    def outcomes(self) -> int:
        return self.articles + self.rejects.total()

    def faults(self, errors: Sequence[str]) -> int:
        """Number of rejects with one of these error codes."""
        return sum(self.rejects[error] for error in errors)

    def add(self, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            if outcome.reject is None:
                self.articles += 1
            else:
                self.rejects[outcome.reject.error] += 1

    def add_costs(self, result: BatchResult) -> None:
        self.claims += result.claims
        self.megabytes = max(self.megabytes, result.megabytes)
        for stage, cost in result.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + cost

    def report(
        self,
        output: Path,
        *,
        inputs: int,
        removed: int,
        parts: Mapping[str, str],
        settings: Settings,
        executor: str,
        interrupted: bool,
    ) -> RunReport:
        seconds = time.monotonic() - self.clock
        return RunReport(
            inputs=inputs,
            removed=removed,
            articles=self.articles,
            claims=self.claims,
            rejects=dict(sorted(self.rejects.items())),
            totals=store.count_rows(output),
            all_rejects=store.count_values(output, "rejects", "error"),
            reasons=dict(sorted(self.reasons.items())),
            interrupted=interrupted,
            started=self.started.isoformat(timespec="seconds"),
            seconds=round(seconds, 3),
            articles_per_second=round(self.articles / seconds, 2) if seconds else 0.0,
            stages={stage: _rate(cost, self.articles) for stage, cost in sorted(self.seconds.items())},
            megabytes={"worker": self.megabytes, "run": peak_megabytes()},
            executor=executor,
            versions={"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
            fingerprint=parts,
            settings=asdict(settings),
        )


def _rate(seconds: float, articles: int) -> dict[str, float]:
    rate = articles / seconds if seconds else 0.0
    return {"seconds": round(seconds, 3), "articles_per_second": round(rate, 2)}


def write_report(report: RunReport, output: Path) -> None:
    """Writes `run.json`, whole or not at all."""
    path = output / ".wortlaut" / "run.json"
    path.write_text(json.dumps(asdict(report), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(path, output / "run.json")
