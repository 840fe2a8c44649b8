"""How long report, review and facts take with many claims, and how large the report gets.

python -m benchmarks.review [CLAIMS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.export import export_to
from pipeline.facts import write_facts
from pipeline.report import write_report
from pipeline.review import Session
from pipeline.review.session import Filters
from tests.outputs import sample, write_output


def timed(name: str, work: Callable[[], Any]) -> Any:
    start, cpu = time.perf_counter(), time.process_time()
    result = work()
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(f"{name:18} {wall:7.2f} s {cpu:7.2f} s of processor", flush=True)
    return result


def main(claims: int = 100_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = write_output(Path(folder), list(sample(claims, filler=15)))
        page = output / "report.html"
        timed("report", lambda: write_report(output, page))
        print(f"{'report, size':18} {page.stat().st_size / 1e6:7.2f} MB")
        session = timed("review, open", lambda: Session.open(output, reviewer="benchmark"))
        timed("review, filter", lambda: session.show(Filters(action="sanction", text="Puna")))
        timed("review, verdict", lambda: session.judge("accept"))
        timed("review, open again", lambda: Session.open(output, reviewer="benchmark"))
        timed("export, csv", lambda: export_to(output, "csv", output / "claims.csv"))
        timed("facts", lambda: write_facts(output, None))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
