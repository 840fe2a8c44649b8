"""What every export reads: claims in order, and the articles they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline import store
from pipeline.errors import ConfigError
from pipeline.rows import Row


@dataclass(frozen=True, slots=True)
class Export:
    """An output folder, opened; `min_confidence` leaves less certain claims out."""

    output: Path
    min_confidence: float

    def claims(self) -> Iterator[Row]:
        """Claims ordered by article and place."""
        filters = [("confidence", ">=", self.min_confidence)] if self.min_confidence else None
        table = store.read_table(self.output, "claims", filters=filters)
        order = [(name, "ascending") for name in ("article_id", "evidence_start", "entity_start", "claim_id")]
        for batch in table.sort_by(order).to_batches(max_chunksize=2000):
            for row in batch.to_pylist():
                yield row | {"confidence": round(row["confidence"], 4)}

    def articles(self) -> Iterator[tuple[Row, list[Row]]]:
        """Articles that have claims, each with them."""
        table = store.read_table(self.output, "articles")
        place = {article: index for index, article in enumerate(table["article_id"].to_pylist())}
        for article, claims in groupby(self.claims(), key=lambda claim: str(claim["article_id"])):
            if article in place:
                yield table.slice(place[article], 1).to_pylist()[0], list(claims)


def open_export(output: Path, *, min_confidence: float = 0.0) -> Export:
    """Raises ConfigError where there are no claims to read."""
    if not any((output / "claims").glob("*.parquet")):
        raise ConfigError(f"{output}: no claims; run `wortlaut extract` into it first")
    return Export(output, min_confidence)
