"""A settings file is read strictly, and a mistake in it is named with the nearest right word."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.settings import Settings, load_settings


def test_defaults():
    assert load_settings() == Settings()


def test_a_file_changes_what_it_names(tmp_path: Path):
    file = tmp_path / "my.toml"
    file.write_text("[run]\nworkers = 3\n")
    settings = load_settings(file)
    assert settings.run.workers == 3
    assert settings.run.batch_articles == Settings().run.batch_articles
    assert settings.ingest == Settings().ingest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[runs]\n", r"unknown section \[runs\]; did you mean run\?"),
        ("[run]\nworkes = 1\n", r"unknown setting workes in \[run\]; did you mean workers\?"),
        ("[run]\nworkers = '1'\n", r"workers in \[run\] must be a whole number, not '1'"),
        ("[run]\nworkers = true\n", "must be a whole number, not True"),
        ("run = 1\n", r"write \[run\]"),
        ("[run\n", "is not TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str):
    file = tmp_path / "my.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_settings(file)


def test_every_setting_has_its_reason():
    source = (Path(__file__).parent.parent / "pipeline" / "settings.py").read_text(encoding="utf-8")
    for section in fields(Settings):
        for setting in fields(section.default_factory):
            line = next(line for line in source.splitlines() if line.strip().startswith(f"{setting.name}: "))
            assert "  # " in line, f"{setting.name} has no comment"
