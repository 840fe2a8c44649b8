"""What the result of a run depends on besides its input, part by part, and which documents a changed part
concerns.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from pipeline import __version__
from pipeline.gazetteer.companies import digest as gazetteer_digest
from pipeline.gazetteer.matcher import shipped
from pipeline.ledger import Entry
from pipeline.nlp import model_versions
from pipeline.settings import PACKAGE, Settings

# The rooms whose code makes rows. The others spread, store or show them.
EXTRACTING = (
    "claims",
    "detect",
    "gazetteer",
    "ingest",
    "languages",
    "mentions",
    "nlp",
    "process",
    "records",
    "rows",
    "schema",
    "stories",
)
# Rejects of these stages come before anything but code and reading settings had a say.
EARLY = ("read", "clean", "language")


def fingerprint(settings: Settings) -> dict[str, str]:
    """Part -> digest or version. The settings of [run] are no part: they change nothing that comes out."""
    return {
        "version": __version__,
        "code": _digest(file for room in EXTRACTING for file in _files(room)),
        "lexicon": _digest(_files("lexicon")),
        "gazetteer": gazetteer_digest(
            Path(settings.gazetteer.path) if settings.gazetteer.path else shipped()
        ),
        **{f"model {language}": text for language, text in model_versions().items()},
        **{
            f"settings [{name}]": json.dumps(values, sort_keys=True)
            for name, values in asdict(settings).items()
            if name != "run"
        },
    }


def changed_parts(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The names of the parts that differ."""
    return sorted(part for part in {*old, *new} if old.get(part) != new.get(part))


def concerns(part: str, entry: Entry) -> bool:
    """Whether a change of this part can change what came of this document."""
    if part in ("version", "code", "settings [ingest]"):
        return True
    if entry.stage in EARLY:
        return False
    if part.startswith("model "):
        return entry.language is None or part == f"model {entry.language}"
    return True


def _files(room: str) -> list[Path]:
    """The files of a module or package: code, tables and learned weights."""
    module = PACKAGE / f"{room}.py"
    if module.is_file():
        return [module]
    return sorted(p for p in (PACKAGE / room).rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.relative_to(PACKAGE).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]
