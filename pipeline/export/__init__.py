"""Claims for the tools of others: `wortlaut export OUT --format csv|jsonl|ftm|labelstudio|prodigy`.

In: an output folder. Out: text, line by line, in the order of the claims table. Every format is a function of
`Export` that yields lines; the table `FORMATS` names them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from pipeline.errors import ConfigError
from pipeline.export.annotation import labelstudio_lines, prodigy_lines
from pipeline.export.ftm import ftm_lines
from pipeline.export.source import Export, open_export
from pipeline.export.tabular import csv_lines, jsonl_lines

FORMATS: Mapping[str, Callable[[Export], Iterator[str]]] = {
    "csv": csv_lines,  # for spreadsheets
    "jsonl": jsonl_lines,  # for programs
    "ftm": ftm_lines,  # FollowTheMoney entities, one JSON object a line: OpenSanctions, OpenAleph
    "labelstudio": labelstudio_lines,  # tasks with predictions, one JSON array
    "prodigy": prodigy_lines,  # tasks of the relations interface, one JSON object a line
}


def export(output: Path, format: str, target: TextIO, *, min_confidence: float = 0.0) -> None:
    """Writes the claims of `output` in a format of FORMATS; raises ConfigError where that can't be."""
    if format not in FORMATS:
        raise ConfigError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
    for line in FORMATS[format](open_export(output, min_confidence=min_confidence)):
        target.write(line)


def export_to(output: Path, format: str, path: Path, *, min_confidence: float = 0.0) -> None:
    """Like `export`, into a file that appears whole or not at all."""
    prepared = path.with_name(path.name + ".part")
    # newline="": csv brings its own line ends, and a file is the same on every system.
    with open(prepared, "w", encoding="utf-8", newline="") as file:
        export(output, format, file, min_confidence=min_confidence)
    os.replace(prepared, path)
