"""wortlaut from Python: run an extraction, load its claims."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import derived, run, store
from pipeline.errors import ConfigError
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
    report = run.extract([Path(path) for path in inputs], Path(output), settings=settings)
    derived.refresh(Path(output), settings)
    return report


def load_claims(output: str | os.PathLike[str], *, min_confidence: float = 0.0) -> DataFrame:
    """The claims of an output folder as a pandas table, one row each; the columns are those of
    `schema.CLAIMS`. Raises ConfigError where there are none to read.
    """
    filters = [("confidence", ">=", min_confidence)] if min_confidence else None
    return _frame(output, "claims", filters=filters)


def load_articles(output: str | os.PathLike[str]) -> DataFrame:
    """The articles, with the columns of `schema.ARTICLES`; claims join them by `article_id`."""
    return _frame(output, "articles")


def load_mentions(output: str | os.PathLike[str]) -> DataFrame:
    """The named organisations, persons and places, with the columns of `schema.MENTIONS`."""
    return _frame(output, "mentions")


def load_facts(output: str | os.PathLike[str]) -> DataFrame:
    """The facts, with the columns of `schema.FACTS`: each is an event, told by one or many claims."""
    return _frame(output, "facts")


def load_companies(gazetteer: str | os.PathLike[str] | None = None) -> DataFrame:
    """The companies of the gazetteer that ships, or of a folder, with ISIN, LEI and CIK where known.

    Join them with claims or facts by `company_id`.
    """
    import pandas as pd

    from pipeline.gazetteer.companies import read_gazetteer
    from pipeline.gazetteer.matcher import shipped

    companies, _ = read_gazetteer(Path(gazetteer) if gazetteer else shipped())
    return pd.DataFrame([asdict(company) for company in companies])


def _frame(output: str | os.PathLike[str], name: str, *, filters: Any = None) -> DataFrame:
    try:
        frame: DataFrame = store.read_table(Path(output), name, filters=filters).to_pandas()
    except OSError as error:
        raise ConfigError(
            f"{output}: no {name}; run `wortlaut extract` with --output {output} first"
        ) from error
    return frame
