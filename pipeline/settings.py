"""All thresholds and paths of a run, each with its reason; loaded from an optional TOML file.

A section of the file is a section here (`[ingest]`, `[gazetteer]`, …). An unknown section or key is a
`ConfigError` that names the nearest known one; so is a value of the wrong type.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from pipeline.errors import ConfigError

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits for reading and cleaning."""

    max_bytes: int = 20_000_000  # the largest saved news pages with inlined images have about 10 MB


@dataclass(frozen=True, slots=True)
class GazetteerSettings:
    """Where the companies come from and how surely a name must match."""

    path: str = ""  # folder with companies.csv and aliases.csv; empty: the gazetteer that ships


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Which claims are kept."""

    min_confidence: float = 0.0  # the tables keep all claims; readers filter


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How work is spread. Nothing here changes what comes out."""

    workers: int = 0  # 0: one for each core
    batch_articles: int = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    gazetteer: GazetteerSettings = field(default_factory=GazetteerSettings)
    claims: ClaimSettings = field(default_factory=ClaimSettings)
    run: RunSettings = field(default_factory=RunSettings)


def load_settings(path: Path | None = None) -> Settings:
    """The defaults, changed by the TOML file at `path`; raises ConfigError for what it does not know."""
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror}); name an existing TOML file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    sections = {f.name: f.default_factory for f in fields(Settings)}
    for name in table:
        _known(name, sections, f"{path}: unknown section [{{}}]")
    made = {name: _section(path, name, make, table.get(name, {})) for name, make in sections.items()}
    return Settings(**made)


def _section(path: Path, name: str, make: Any, values: Any) -> Any:
    if not isinstance(values, dict):
        raise ConfigError(f"{path}: {name} must be a section: write [{name}]")
    kinds = get_type_hints(make)
    for key, value in values.items():
        _known(key, kinds, f"{path}: unknown setting {{}} in [{name}]")
        kind = kinds[key]
        # TOML writes 5 for a float; bool is an int to Python but not to the reader of a settings file.
        if not (type(value) is kind or (kind is float and type(value) is int)):
            raise ConfigError(f"{path}: {key} in [{name}] must be a {kind.__name__}, not {value!r}")
    return make(**values)


def _known(name: str, names: Any, message: str) -> None:
    if name in names:
        return
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.0)
    raise ConfigError(message.format(name) + f"; did you mean {near[0]}? Known: {', '.join(sorted(names))}")
