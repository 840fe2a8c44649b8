"""What a run says while it runs and at its end: a bar on a terminal, plain lines elsewhere, or JSON.

Everything goes to the error stream, so that the output stream holds results alone.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from pipeline.plan import Plan
from pipeline.run import Progress
from pipeline.runreport import RunReport

LogFormat = Literal["text", "json"]
EVERY = 5.0  # seconds between lines where there is no bar
COUNTS = ("phase", "done", "total", "articles", "claims", "rejects")
EXTRAS = ("event", *COUNTS, "reason", "documents", "seconds")
PHASES = {"extract": "extracting", "publish": "writing tables"}
LOG = logging.getLogger("wortlaut")


class JsonLines(logging.Formatter):
    """One JSON object for each record: time, level, message, and what it is about."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in EXTRAS if hasattr(record, name)}
        return json.dumps(line, ensure_ascii=False)


def set_up_logging(log_format: LogFormat, *, quiet: bool) -> None:
    """Sends the log to the error stream; `quiet` leaves warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else logging.Formatter("%(message)s"))
    LOG.handlers[:] = [handler]
    LOG.propagate = False
    LOG.setLevel(logging.WARNING if quiet else logging.INFO)


@contextmanager
def progress(log_format: LogFormat, *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """A listener that shows how far the run is, as suits the place."""
    if quiet:
        yield lambda _: None
    elif log_format == "text" and sys.stderr.isatty():
        with _bar() as listener:
            yield listener
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[found]}"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None, found="")
        start = time.monotonic()

        def listener(now: Progress) -> None:
            found = ""
            if now.phase == "extract":
                rate = now.articles / max(time.monotonic() - start, 0.1)
                found = f"{now.articles} articles, {now.claims} claims, {rate:.1f}/s"
            bar.update(task, description=PHASES[now.phase], completed=now.done, total=now.total, found=found)

        yield listener


class _Lines:
    """A line now and then."""

    def __init__(self) -> None:
        self.start = self.last = time.monotonic()

    def __call__(self, now: Progress) -> None:
        clock = time.monotonic()
        if now.phase != "extract" or clock - self.last < EVERY:
            return
        self.last = clock
        rate = now.articles / (clock - self.start)
        left = (now.total - now.done) * (clock - self.start) / now.done if now.done else 0.0
        LOG.info(
            "%d of %d inputs, %d articles, %d claims, %d rejects, %.1f articles/s%s",
            *(now.done, now.total, now.articles, now.claims, now.rejects, rate),
            f", {_duration(left)} left" if left else "",
            extra={"event": "progress", **{name: getattr(now, name) for name in COUNTS}},
        )


def tell(report: RunReport, output: str, log_format: LogFormat, *, quiet: bool) -> None:
    """The closing summary of a run."""
    if log_format == "json":
        found = {name: report.totals[name] for name in ("articles", "claims", "rejects")}
        LOG.info("finished", extra={"event": "finished", **found, "seconds": report.seconds})
    elif not quiet:
        print(_summary(report, output), file=sys.stderr)


def plan_lines(plan: Plan) -> str:
    """What a run would do, for a person."""
    counts = {
        "new": plan.new,
        "changed": plan.changed,
        "again": plan.redone,
        "unchanged": plan.unchanged,
        "removed": plan.removed,
    }
    lines = [f"{name:10}{count:8}" for name, count in counts.items()]
    lines += [f"again because of {reason}: {count} documents" for reason, count in plan.reasons.items()]
    return "\n".join(lines)


def _summary(report: RunReport, output: str) -> str:
    counts = ", ".join(f"{report.totals[name]} {name}" for name in ("articles", "claims", "rejects"))
    lines = [f"{output}: {counts}"]
    if report.all_rejects:
        lines.append("rejects: " + ", ".join(f"{name} {count}" for name, count in report.all_rejects.items()))
    if report.articles or report.rejects:
        lines.append(
            f"this run: {report.articles} articles extracted in {_duration(report.seconds)},"
            f" {report.articles_per_second:.1f} articles/s"
        )
    else:
        lines.append("this run: nothing new")
    if report.removed:
        lines.append(f"removed, because the inputs are gone: {report.removed}")
    if report.interrupted:
        lines.append("stopped early: run the same command again for the rest")
    return "\n".join(lines)


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else f"{seconds:.0f} s"
