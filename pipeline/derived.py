"""What follows from the tables of a run: facts, data package, data card. Made anew after every run."""

from __future__ import annotations

from pathlib import Path

from pipeline.datapackage import write_datapackage
from pipeline.facts import write_facts
from pipeline.gazetteer import load_gazetteer
from pipeline.runreport import RunReport
from pipeline.settings import Settings


def write_derived(output: Path, settings: Settings | None = None) -> int:
    """Writes facts, `datapackage.json` and `DATACARD.md` of an output folder; returns the number of facts."""
    folder = (settings or Settings()).gazetteer.path
    facts = write_facts(output, load_gazetteer(Path(folder) if folder else None))
    write_datapackage(output)
    return facts


def refresh(output: Path, report: RunReport, settings: Settings | None = None) -> None:
    """Like `write_derived`, after a run that changed the tables or where it was never done."""
    changed = report.articles or report.removed or report.reasons
    if changed or not (output / "datapackage.json").exists():
        write_derived(output, settings)
