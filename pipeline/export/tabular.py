"""Claims as CSV for spreadsheets and as JSON lines for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import Any

from pipeline.export.source import Export
from pipeline.schema import CLAIMS

# A cell that begins so is run as a formula by spreadsheets; an apostrophe in front makes it text. Tab, line
# feed and carriage return are skipped before the sign is looked at; so are the full-width signs of East Asian
# keyboards.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # without it, Excel reads UTF-8 as the local code page


def csv_lines(export: Export) -> Iterator[str]:
    """A header and one line for each claim; names of a list are separated by "; "."""
    columns = CLAIMS.schema.names
    yield BOM + _line(columns)
    for claim in export.claims():
        yield _line([cell(claim[column]) for column in columns])


def cell(value: Any) -> Any:
    """A value as it may stand in a spreadsheet; text that would be a formula gets an apostrophe in front."""
    if isinstance(value, list):
        value = "; ".join(value)
    if not isinstance(value, str):
        return value
    return "'" + value if value.lstrip(" \u00a0").startswith(FORMULA) else value


def _line(cells: list[Any]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def jsonl_lines(export: Export) -> Iterator[str]:
    """One JSON object for each claim, with the columns of the table; dates as ISO text."""
    for claim in export.claims():
        yield json.dumps(claim, ensure_ascii=False, default=dt.date.isoformat) + "\n"
