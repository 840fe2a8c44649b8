"""Rows become parquet files, and parquet files tables again.

A table is a folder of a fixed number of files (shards). A row's file depends on its id alone, so a file can
be replaced on its own and the folder reads as one plain data set at every moment. Equal rows give equal
bytes: sorted, one writer configuration, no time stamp.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.rows import Row
from pipeline.schema import DERIVED, TABLES, Table

# What makes the bytes of a file depend on its rows alone. Dictionary encoding and zstd make text columns
# small.
WRITER: dict[str, Any] = {
    "compression": "zstd",
    "version": "2.6",
    "row_group_size": 1 << 16,
    "write_statistics": True,
    "store_schema": True,
}


def shard_of(key: str, shards: int) -> int:
    """The file that a row belongs to; independent of machine, run and Python version."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") % shards


def shard_file(table: Table, shard: int) -> str:
    """The path of a file, relative to the output folder."""
    return f"{table.name}/part-{shard:05d}.parquet"


def to_arrow(table: Table, table_rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist(list(table_rows), schema=table.schema)


def read_shard(path: Path) -> pa.Table:
    """The rows of one file."""
    # ParquetFile, not read_table: the latter takes a folder name "a=b" above for a partition column.
    with pq.ParquetFile(path) as file:
        return file.read()


def only(content: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    """The rows whose `column` is one of `values`."""
    return content.filter(pc.is_in(content[column], value_set=pa.array(sorted(values), pa.string())))


def with_stories(content: pa.Table, stories: Mapping[str, str]) -> pa.Table:
    """The articles, each with its story."""
    ids = pa.array([stories[i] for i in content["article_id"].to_pylist()], pa.string())
    at = content.schema.get_field_index("story_id")
    return content.set_column(at, content.schema.field(at), ids)


def write_shard(table: Table, parts: Sequence[pa.Table], path: Path) -> int:
    """Writes the rows of `parts`, sorted, to `path` and flushes them to the disk; returns their number."""
    content = (
        pa.concat_tables(parts).sort_by([(column, "ascending") for column in table.key]).combine_chunks()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        pq.write_table(content.cast(table.schema), file, **WRITER)
        file.flush()
        os.fsync(file.fileno())
    return int(content.num_rows)


def count_rows(output: Path, tables: Iterable[Table] = TABLES) -> dict[str, int]:
    """Number of rows of each table, from the files' footers."""
    return {
        table.name: sum(pq.read_metadata(file).num_rows for file in (output / table.name).glob("*.parquet"))
        for table in tables
    }


def count_values(output: Path, name: str, column: str) -> dict[str, int]:
    """How often each value of a column occurs, most frequent first."""
    counts = Counter(read_table(output, name, columns=[column])[column].to_pylist())
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def file_digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def read_table(output: Path, name: str, *, filters: Any = None, columns: list[str] | None = None) -> pa.Table:
    """One data set of an output folder as an arrow table; `filters` as in `pyarrow.parquet.read_table`."""
    table = next(t for t in (*TABLES, *DERIVED) if t.name == name)
    return pq.read_table(
        output / name, schema=table.schema, filters=filters, columns=columns, partitioning=None
    )
