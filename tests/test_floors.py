"""Imports go down, never up, never sideways; each heavy package is imported in one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "pipeline"
FLOORS = {
    "records": 0,
    "errors": 0,
    "settings": 1,
    "schema": 1,
    "rows": 1,
    "languages": 2,
    "lexicon": 2,
    "encoder": 2,
    "ingest": 3,
    "detect": 3,
    "stories": 3,
    "nlp": 3,
    "mentions": 3,
    "gazetteer": 3,
    "claims": 3,
    "store": 3,
    "ledger": 3,
    "lock": 3,
    "process": 4,
    "fingerprint": 4,
    "publish": 4,
    "plan": 5,
    "work": 5,
    "executors": 5,
    "feed": 6,
    "facts": 6,
    "datapackage": 6,
    "derived": 7,
    "runreport": 6,
    "run": 7,
    "evaluate": 8,
    "export": 8,
    "report": 8,
    "api": 8,
    "check": 8,
    "console": 8,
    "remote": 8,
    "show": 8,
    "review": 9,
    "cli": 10,
    "__init__": 11,
    "__main__": 11,
}
ROOMS = {
    "trafilatura": ("ingest/html.py",),
    "langdetect": ("detect.py",),
    "rapidfuzz": ("gazetteer/",),
    "pyarrow": ("schema.py", "store.py"),
    "pandas": ("api.py", "evaluate/", "review/"),
    "anywidget": ("review/",),
    "matplotlib": ("review/",),
    "ray": ("executors/ray.py",),
}


def imports() -> Iterator[tuple[str, str]]:
    """Pairs (file relative to the package, module imported in full)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}: relative import"
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                yield path.relative_to(PACKAGE).as_posix(), name


def room(file: str) -> str:
    return file.split("/")[0].removesuffix(".py")


def test_every_room_has_a_floor():
    assert {room(file) for file, _ in imports()} <= set(FLOORS)


def test_imports_go_down():
    wrong = []
    for file, name in imports():
        parts = name.split(".")
        if parts[0] != "pipeline" or len(parts) < 2:
            continue
        here, there = room(file), parts[1]
        if there in FLOORS and here != there and FLOORS[there] >= FLOORS[here]:
            wrong.append(f"{file} imports {name}")
    assert wrong == []


def test_heavy_packages_live_in_one_room():
    wrong = [
        f"{file} imports {name}"
        for file, name in imports()
        for package, rooms in ROOMS.items()
        if name.split(".")[0] == package and not file.startswith(rooms)
    ]
    assert wrong == []
