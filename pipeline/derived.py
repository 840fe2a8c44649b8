"""What follows from the tables of a run: facts, data package, data card. Made anew after every run."""

from __future__ import annotations

from pathlib import Path

from pipeline.datapackage import PACKAGE, write_datapackage
from pipeline.facts import write_facts
from pipeline.gazetteer import load_gazetteer
from pipeline.schema import TABLES
from pipeline.settings import Settings


def write_derived(output: Path, settings: Settings | None = None) -> int:
    """Writes facts, `datapackage.json` and `DATACARD.md` of an output folder; returns the number of facts."""
    folder = (settings or Settings()).gazetteer.path
    facts = write_facts(output, load_gazetteer(Path(folder) if folder else None))
    write_datapackage(output)
    return facts


def refresh(output: Path, settings: Settings | None = None) -> bool:
    """Like `write_derived`, where a table has changed since; says whether it had.

    Asked of the files, not of the run: one killed after it published left the tables newer than what follows.
    """
    made = output / PACKAGE
    tables = [path for table in TABLES for path in (output / table.name).glob("*.parquet")]
    if made.exists() and all(path.stat().st_mtime_ns <= made.stat().st_mtime_ns for path in tables):
        return False
    write_derived(output, settings)
    return True
