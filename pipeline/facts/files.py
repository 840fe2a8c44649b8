"""`OUT/facts/`: written from the claims and articles of an output folder, and read again.

The folder holds one file, replaced whole, so that a reader never meets half of it.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline import store
from pipeline.errors import ConfigError
from pipeline.facts.names import Names
from pipeline.facts.table import fact_row, group, telling
from pipeline.gazetteer import Gazetteer
from pipeline.rows import Row
from pipeline.schema import FACTS

NEEDED = [
    *("claim_id", "article_id", "entity", "company_id", "entity_text", "role", "action", "status"),
    *("counterparty", "date", "language", "published", "evidence", "confidence", "source"),
]


def write_facts(output: Path, gazetteer: Gazetteer | None) -> int:
    """Makes `OUT/facts/` show what the claims of `output` tell; returns the number of facts.

    `gazetteer` resolves the names of counterparties; without one, names are compared as they are written.
    Raises ConfigError where there are no tables.
    """
    try:
        claims = store.read_table(output, "claims", columns=NEEDED).to_pylist()
        articles = store.read_table(output, "articles", columns=["article_id", "story_id"])
    except OSError as error:
        raise ConfigError(f"{output}: no tables; run `wortlaut extract` into it first") from error
    stories = dict(zip(articles["article_id"].to_pylist(), articles["story_id"].to_pylist(), strict=True))
    names = Names(gazetteer)
    by_id = {claim["claim_id"]: claim for claim in claims}
    groups = group(telling(claim, names) for claim in by_id.values())
    rows = [fact_row([by_id[one.claim_id] for one in found], stories) for found in groups]
    target = output / store.shard_file(FACTS, 0)
    prepared = target.with_name(".facts")  # hidden files are no part of a parquet data set
    store.write_shard(FACTS, [store.to_arrow(FACTS, rows)], prepared)
    os.replace(prepared, target)
    return len(rows)


def load_facts(output: Path) -> list[Row]:
    """The rows of the facts of an output folder, the most told first."""
    try:
        table = store.read_table(output, "facts")
    except OSError as error:
        raise ConfigError(f"{output}: no facts; run `wortlaut facts {output}` first") from error
    order = [("stories", "descending"), ("claims", "descending"), ("fact_id", "ascending")]
    rows: list[Row] = table.sort_by(order).to_pylist()
    return rows
