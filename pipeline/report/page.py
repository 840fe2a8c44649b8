"""The page put together: style, script and data in one file, under a policy that names both by digest."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.report.content import content

PARTS = files("pipeline.report")


def write_report(output: Path, path: Path) -> None:
    """Writes the report of an output folder to `path`, whole or not at all."""
    text = render(content(output), title=f"Claims in {output.resolve().name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    prepared = path.with_name(f".{path.name}.part")
    prepared.write_text(text, encoding="utf-8")
    os.replace(prepared, path)


def render(data: dict[str, Any], *, title: str) -> str:
    """The page. The data is base64 of gzip of JSON: none of its characters means anything in HTML."""
    style, script = _part("page.css"), _part("page.js")
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    packed = base64.b64encode(gzip.compress(raw, compresslevel=6, mtime=0)).decode("ascii")
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    filled = {
        "POLICY": policy,
        "TITLE": html.escape(title),
        "STYLE": style,
        "SCRIPT": script,
        "DATA": packed,
        "COUNTS": " · ".join(f"{number:,} {html.escape(name)}" for name, number in data["counts"].items()),
    }
    pieces = _part("page.html").split("@@")  # text, NAME, text, NAME, …, text
    return "".join(filled[piece] if index % 2 else piece for index, piece in enumerate(pieces))


def _part(name: str) -> str:
    return PARTS.joinpath(name).read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
