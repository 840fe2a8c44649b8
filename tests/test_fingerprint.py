"""What a run depends on, and what a change of it concerns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import fingerprint as fingerprints
from pipeline.fingerprint import EXTRACTING, changed_parts, concerns, fingerprint
from pipeline.ledger import Entry
from pipeline.settings import PACKAGE, ClaimSettings, RunSettings, Settings

GERMAN = Entry(1, "a", "a", "0", 1, "de", None, None)
READ = Entry(1, "a", "a", "0", 1, None, "read", "empty")
CRASH = Entry(1, "a", "a", "0", 1, None, "extract", "crash")


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(fingerprints, "model_versions", lambda: {"de": "1", "en": "1"})
    return fingerprint(Settings())


@pytest.mark.parametrize("room", EXTRACTING)
def test_every_room_exists(room: str):
    assert (PACKAGE / f"{room}.py").is_file() or any((PACKAGE / room).iterdir())


def test_the_same_settings_give_the_same_fingerprint(parts: dict[str, str]):
    assert changed_parts(parts, fingerprint(Settings())) == []


def test_a_setting_of_a_stage_changes_its_part(parts: dict[str, str]):
    name = next(iter(ClaimSettings.__dataclass_fields__))
    changed = replace(Settings(), claims=replace(ClaimSettings(), **{name: 0.123}))
    assert changed_parts(parts, fingerprint(changed)) == ["settings [claims]"]


def test_settings_of_the_run_change_nothing(parts: dict[str, str]):
    assert changed_parts(parts, fingerprint(replace(Settings(), run=RunSettings(workers=7)))) == []


def test_a_gazetteer_of_ones_own_changes_its_part(parts: dict[str, str], tmp_path: Path):
    (tmp_path / "companies.csv").write_text("company_id,name\nx,Xenon\n")
    settings = Settings()
    own = replace(settings, gazetteer=replace(settings.gazetteer, path=str(tmp_path)))
    assert "gazetteer" in changed_parts(parts, fingerprint(own))


@pytest.mark.parametrize(
    ("part", "entry", "concerned"),
    [
        ("version", READ, True),
        ("code", READ, True),
        ("settings [ingest]", READ, True),
        ("lexicon", READ, False),
        ("gazetteer", GERMAN, True),
        ("model de", GERMAN, True),
        ("model en", GERMAN, False),
        ("model en", CRASH, True),
        ("settings [claims]", GERMAN, True),
    ],
)
def test_concerns(part: str, entry: Entry, concerned: bool):
    assert concerns(part, entry) is concerned
