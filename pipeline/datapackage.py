"""`datapackage.json` and `DATACARD.md` beside the tables: what they hold, for machines and for people.

In: an output folder and its `run.json`. Both files follow from the tables and the run report alone. The
package is a Frictionless Data Package (version 1): a resource for each table, with columns and their meaning.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pipeline
from pipeline import store
from pipeline.schema import DERIVED, TABLES, Table

PACKAGE, CARD = "datapackage.json", "DATACARD.md"
TYPES = {
    "string": "string",
    "int32": "integer",
    "int64": "integer",
    "float": "number",
    "bool": "boolean",
    "date32[day]": "date",
}
LICENCES = (
    (
        "software and gazetteer",
        "MIT; the facts of the gazetteer come from public registers named in its README",
    ),
    ("articles.text, evidence, titles", "remain with the publishers of the articles"),
    ("all other columns", "facts and our own annotations; no rights are claimed"),
)


def write_datapackage(output: Path) -> None:
    """Writes both files, each whole or not at all; tables that are not there are left out."""
    report = _report(output)
    tables = [table for table in (*TABLES, *DERIVED) if any((output / table.name).glob("*.parquet"))]
    counts = store.count_rows(output, tables)
    _write(output / CARD, card(counts, _languages(output), report))
    package = {
        "profile": "data-package",
        "name": "wortlaut-claims",
        "title": "Claims about companies in news articles",
        "description": "Source-grounded claims, extracted by wortlaut; offsets are Unicode code points.",
        "version": pipeline.__version__,
        "licenses": [{"name": "other-closed", "title": f"{what}: {terms}"} for what, terms in LICENCES],
        "resources": [_resource(output, table, counts[table.name]) for table in tables],
    }
    _write(output / PACKAGE, json.dumps(package, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


def card(counts: Mapping[str, int], languages: Mapping[str, Mapping[str, int]], report: Any) -> str:
    """The data card as Markdown."""
    versions = {"wortlaut": pipeline.__version__, **report.get("versions", {})}
    prints = report.get("fingerprint", {})
    lines = [
        "# Data card",
        "",
        "Claims about companies in German and English news articles, extracted by wortlaut. Every field",
        "points at the words of an article; nothing here was checked by a person unless `reviews.jsonl`",
        "says so.",
        "",
        "| table | rows |",
        "| --- | ---: |",
        *(f"| {name} | {number} |" for name, number in counts.items()),
        "",
        "| language | articles | claims |",
        "| --- | ---: | ---: |",
        *(f"| {code} | {n['articles']} | {n['claims']} |" for code, n in languages.items()),
        "",
        "| made with | version |",
        "| --- | --- |",
        *(f"| {name} | {version} |" for name, version in sorted(versions.items())),
        *(f"| {name} | `{str(digest)[:16]}` |" for name, digest in sorted(prints.items())),
        "",
        "| what | terms |",
        "| --- | --- |",
        *(f"| {what} | {terms} |" for what, terms in LICENCES),
        "",
        "The columns are described in `datapackage.json`. Confidence is an estimate of the probability that",
        "a claim is right; known errors and how they were measured are in the documentation, page Limits.",
    ]
    return "\n".join(lines) + "\n"


def _resource(output: Path, table: Table, rows: int) -> dict[str, Any]:
    files = sorted((output / table.name).glob("*.parquet"))
    paths = [f"{table.name}/{file.name}" for file in files]
    return {
        "name": table.name,
        "path": paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "profile": "data-resource",
        "bytes": sum(file.stat().st_size for file in files),
        "rows": rows,
        "schema": {
            "fields": [_field(field) for field in table.schema],
            **({"primaryKey": [_KEYS[table.name]]} if table.name in _KEYS else {}),
            **({"foreignKeys": _FOREIGN[table.name]} if table.name in _FOREIGN else {}),
        },
    }


_KEYS = {"articles": "article_id", "mentions": "mention_id", "claims": "claim_id", "facts": "fact_id"}
_TO_ARTICLES = {"fields": ["article_id"], "reference": {"resource": "articles", "fields": ["article_id"]}}
_FOREIGN = {"mentions": [_TO_ARTICLES], "claims": [_TO_ARTICLES]}


def _field(field: Any) -> dict[str, Any]:
    description = (field.metadata or {}).get(b"description", b"").decode()
    kind = TYPES.get(str(field.type), "array")
    constraints = {} if field.nullable else {"constraints": {"required": True}}
    return {"name": field.name, "type": kind, "description": description, **constraints}


def _languages(output: Path) -> dict[str, dict[str, int]]:
    counts = {name: store.count_values(output, name, "language") for name in ("articles", "claims")}
    return {
        code: {name: counts[name].get(code, 0) for name in counts}
        for code in sorted(set().union(*counts.values()))
    }


def _report(output: Path) -> Any:
    try:
        return json.loads((output / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # tables may come from elsewhere, without a report
        return {}


def _write(path: Path, text: str) -> None:
    prepared = path.with_name(f".{path.name}.part")
    prepared.write_text(text, encoding="utf-8")
    os.replace(prepared, path)
