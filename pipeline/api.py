"""wortlaut from Python: run an extraction, load its claims."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import run, store
from pipeline.runreport import RunReport
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pandas import DataFrame


def extract(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    settings: Settings | None = None,
) -> RunReport:
    """Extracts the articles of files and folders into the tables of `output`; does only what is not done.

    Raises ConfigError for what the caller can mend; a bad article becomes a row of the rejects.
    """
    if isinstance(inputs, (str, os.PathLike)):
        inputs = [inputs]
    return run.extract([Path(path) for path in inputs], Path(output), settings=settings)


def load_claims(output: str | os.PathLike[str], *, min_confidence: float = 0.0) -> DataFrame:
    """The claims of an output folder as a pandas table, one row each; the columns are those of
    `schema.CLAIMS`.
    """
    filters = [("confidence", ">=", min_confidence)] if min_confidence else None
    frame: DataFrame = store.read_table(Path(output), "claims", filters=filters).to_pandas()
    return frame
