"""What the documents promise exists: links, files, commands, options, make targets."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from pipeline.cli import app
from pipeline.evaluate.gold import read_gold
from pipeline.lexicon import load_lexicon

ROOT = Path(__file__).parent.parent
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/README.md"]
COMMAND = typer.main.get_command(app)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def text(document):
    return (ROOT / document).read_text(encoding="utf-8")


def commands(document):
    """The lines of the document that somebody may type, in `sh` blocks and in inline code."""
    blocks = re.findall(r"```sh\n(.*?)```", text(document), re.DOTALL)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", text(document))
    return [line for line in lines if re.match(r"(\.venv/bin/)?wortlaut\b|make\b", line)]


def subcommand(words):
    """The click command that the words name, and the words after it."""
    command = COMMAND
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words[0]]
        words = words[1:]
    return command, words


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    folder = (ROOT / document).parent
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(document))
    assert [link for link in links if "://" not in link and not (folder / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_are_named_exist(document):
    top = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name not in {"outputs", ".venv"}}
    named = [name for name in re.findall(r"`([\w./-]+)`", text(document)) if name.split("/")[0] in top]
    placeholders = ("NAME", "/xx")
    missing = [
        name
        for name in named
        if "/" in name and not any(word in name for word in placeholders) and not (ROOT / name).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("line", [line for document in DOCUMENTS for line in commands(document)])
def test_commands_that_are_shown_exist(line):
    program, *words = shlex.split(line)
    if program == "make":
        assert {word for word in words if "=" not in word and not word.startswith("-")} <= TARGETS
        return
    command, rest = subcommand(words)
    if words:
        assert command is not COMMAND, f"no such command: {line}"
    options = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert {word for word in rest if word.startswith("-")} - {"--help"} <= options


@pytest.mark.parametrize("name", sorted(COMMAND.commands))
def test_every_command_has_help(name):
    command = COMMAND.commands[name]
    assert command.help
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_the_readme_names_every_command():
    assert [name for name in COMMAND.commands if f"`wortlaut {name}" not in text("README.md")] == []


def test_the_annotation_guide_defines_every_action():
    rows = re.findall(r"^\| `(\w+)` \| .* \| “?\"?", text("corpus/README.md"), re.MULTILINE)
    assert set(load_lexicon().actions) <= set(rows)


def test_the_annotation_guide_counts_right():
    gold = read_gold(ROOT / "corpus" / "gold.jsonl")
    assert f"{len(gold.languages)} articles of our own writing" in text("corpus/README.md")
    assert f"{len(gold.claims)} gold claims" in text("corpus/README.md")
