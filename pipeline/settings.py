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
KINDS = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits for reading and cleaning."""

    max_bytes: int = 20_000_000  # one document; the largest news pages (inlined images) have 10 MB
    max_unpacked_bytes: int = 20_000_000_000  # one compressed file; a day of a large crawl has about 5 GB
    max_ratio: int = 100  # unpacked to packed; pages have 5 to 10, repetitive JSON up to 50, a bomb 1000
    max_nesting: int = 3  # a .gz in a .zip in a .zip; deeper ones are made to harm
    max_elements: int = 60_000  # of an HTML page; news pages have 2,000 to 15,000, long live blogs 40,000
    max_chars: int = 500_000  # of an article's text; the longest reportages and live blogs have 150,000
    max_pdf_pages: int = 200  # press releases have 2 to 10, annual reports up to 400 and are no articles


@dataclass(frozen=True, slots=True)
class GazetteerSettings:
    """Where the companies come from and how surely a name must match."""

    path: str = ""  # folder with companies.csv and aliases.csv; empty: the gazetteer that ships


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """Which claims are kept."""

    threshold: float = 0.3  # facts below it are no claims; about where claim F1 is highest


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How work is spread. Nothing here changes what comes out."""

    workers: int = 0  # 0: one for each core
    batch_articles: int = 32  # large enough for nlp.pipe to win, small enough to retry article by article
    article_seconds: int = 60  # a long article takes 2 s; a batch that takes longer is retried one by one
    worker_megabytes: int = 6000  # models and a gazetteer of a million names take 2000
    max_crash_share: float = 0.2  # above, with 100 or more inputs, something is broken that no input can mend
    shards: int = 8  # files of a table, fixed when it is made; one for every 100,000 articles serves well


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
            raise ConfigError(f"{path}: {key} in [{name}] must be {KINDS[kind]}, not {value!r}")
    return make(**values)


def _known(name: str, names: Any, message: str) -> None:
    if name in names:
        return
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.0)
    raise ConfigError(message.format(name) + f"; did you mean {near[0]}? Known: {', '.join(sorted(names))}")
