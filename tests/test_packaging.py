"""What the package needs is in the wheel."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parent.parent
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def test_every_package_is_listed():
    found = {
        p.parent.relative_to(ROOT).as_posix().replace("/", ".") for p in ROOT.glob("pipeline/**/__init__.py")
    }
    assert found == set(SETUPTOOLS["packages"]) - set(SETUPTOOLS["package-dir"])


def test_every_data_file_is_matched():
    packages = {p.parent for p in ROOT.glob("pipeline/**/__init__.py")}
    patterns = SETUPTOOLS["package-data"]["*"]
    missing = []
    for file in ROOT.glob("pipeline/**/*"):
        if file.is_dir() or file.suffix in (".py", ".pyc") or ROOT / "pipeline" / "models" in file.parents:
            continue
        package = next(parent for parent in file.parents if parent in packages)
        if not any(fnmatch(file.relative_to(package).as_posix(), pattern) for pattern in patterns):
            missing.append(file.relative_to(ROOT).as_posix())
    assert missing == []


def test_the_shipped_gazetteer_is_mapped():
    assert (ROOT / SETUPTOOLS["package-dir"]["pipeline.gazetteer.data"] / "companies.csv").exists()
