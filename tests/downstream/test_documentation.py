"""The documentation is true: commands and recipes run, generated pages are current, figures are measured."""

from __future__ import annotations

import re
import runpy
import shlex
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from benchmarks.facts import measure, read_corpus
from pipeline.cli import app
from pipeline.derived import write_derived
from pipeline.review import Session
from pipeline.review.verdicts import Review, append_review
from tests.outputs import article_row, claim_row, sample, write_output

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(page.name for page in DOCS.glob("*.md"))
COMMAND = typer.main.get_command(app)
# These need models, a person or a cluster: here it is only tested that the command and its options exist.
NOT_RUN = {"extract", "evaluate", "gazetteer", "check"}


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


LINES = [
    (page, line)
    for page in PAGES
    for block in blocks(page, "sh")
    for line in block.splitlines()
    if line.strip()
]
RECIPES = [(page, number) for page in PAGES for number in range(len(blocks(page, "python")))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder in which a reader of the documentation has run `make extract`."""
    folder = tmp_path_factory.mktemp("reader")
    text = "Trattnig beantragte am Dienstag ein Sanierungsverfahren."
    article = article_row(1, "de", "Möbel", text, source_ref="donaublatt/trattnig.html")
    claim = claim_row(
        article, text, 7, entity="Trattnig", action="insolvency", action_text="Sanierungsverfahren"
    )
    output = write_output(folder / "outputs", [*sample(40), (article, [claim])])
    write_derived(output)
    Session.open(output, reviewer="anna").judge("accept")
    theirs = Review("c1", "accept", "ben", "2030-01-01T00:00:00+00:00", claim={"action": "sue"})
    append_review(folder / "reviews-of-ben.jsonl", theirs)
    return folder


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{page}: {line}" for page, line in LINES])
def test_commands_run(page, line, folder, monkeypatch):
    monkeypatch.chdir(folder)
    program, *words = shlex.split(line, comments=True)
    program = program.removeprefix(".venv/bin/")
    if program == "make":
        target = words[0]
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    elif program == "python":
        assert words[0] == "-m"
        assert (ROOT / (words[1].replace(".", "/") + ".py")).exists()
    elif program in ("pip", "ray"):
        pass  # would change the environment, or start a cluster
    elif words[0] in NOT_RUN:
        known = {o for p in COMMAND.commands[words[0]].params for o in p.opts}
        assert {word for word in words if word.startswith("-")} <= known
    else:
        assert program == "wortlaut"
        result = CliRunner().invoke(app, words, catch_exceptions=False)
        assert result.exit_code == 0


@pytest.mark.parametrize(("page", "number"), RECIPES)
def test_recipes_run(page, number, folder, monkeypatch):
    code = blocks(page, "python")[number]
    for package in ("polars", "duckdb"):
        if f"import {package}" in code:
            pytest.importorskip(package, reason=f"{package} is not installed")
    monkeypatch.chdir(folder)
    exec(compile(code, f"{page} {number}", "exec"), {})


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_every_page_is_in_the_menu():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page for page in PAGES if f": {page}\n" not in menu] == []


def test_generated_pages_are_current(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(DOCS / "generate.py"), run_name="__main__")
    assert not ended.value.code, ended.value.code


def test_the_figures_of_facts_are_measured():
    text = (DOCS / "facts.md").read_text(encoding="utf-8")
    for name, figures in measure(list(read_corpus())).items():
        assert (
            f"{name:7} pairs {figures.pairs:4}  same {figures.same:4}  "
            f"precision {figures.precision:.3f}  recall {figures.recall:.3f}\n"
        ) in text
