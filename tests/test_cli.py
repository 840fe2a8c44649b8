"""The command line: what it prints, and the status with which it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline import cli, run
from tests.runs import fake

ROOT = Path(__file__).parent.parent


@pytest.fixture
def wortlaut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Calls the command line in `tmp_path` with the fake work; gives (status, output, errors)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(run, "fingerprint", lambda settings: dict(fake.PARTS))
    monkeypatch.setattr(run, "make_work", lambda settings: fake.work)
    monkeypatch.setattr(run, "partial", lambda function, settings: fake.make_work)

    def call(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wortlaut", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def test_extract_show_rejects(wortlaut, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fake.write_articles(tmp_path / "in", {"a.txt": "Acme [bold]buys\x1b[31m Foo", "no.txt": "REJECT"})
    status, out, err = wortlaut("extract", "in", "--output", "out", "--workers", "1", capsys=capsys)
    assert (status, out) == (0, "")
    assert "out: 1 articles, 1 claims, 1 rejects" in err
    assert "rejects: unsupported_language 1" in err
    status, out, _ = wortlaut("show", "a.txt", "--output", "out", capsys=capsys)
    assert status == 0
    assert "[bold]buys" in out
    assert "\x1b[31m Foo" not in out
    assert "agent launch asserted" in out
    status, out, _ = wortlaut("rejects", "out", capsys=capsys)
    assert status == 0
    assert "1 unsupported_language (language)" in out
    assert "no.txt: told so" in out


def test_quiet_is_silent(wortlaut, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fake.write_articles(tmp_path / "in", {"a.txt": "Acme"})
    assert wortlaut("extract", "in", "-o", "out", "-q", capsys=capsys) == (0, "", "")


def test_json_log(wortlaut, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fake.write_articles(tmp_path / "in", {"a.txt": "Acme"})
    _, _, err = wortlaut("extract", "in", "-o", "out", "--log-format", "json", capsys=capsys)
    last = json.loads(err.splitlines()[-1])
    assert (last["event"], last["articles"], last["claims"], last["rejects"]) == ("finished", 1, 1, 0)


def test_dry_run(wortlaut, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fake.write_articles(tmp_path / "in", {"a.txt": "Acme"})
    status, out, _ = wortlaut("extract", "in", "-o", "out", "--dry-run", capsys=capsys)
    assert status == 0
    assert re.search(r"new +1", out)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "nowhere", "-o", "out"], "nowhere: no such file or folder"),
        (["extract", "in", "-o", "out", "--config", "no.toml"], "no.toml: can't be read"),
        (["extract", "in", "-o", "out", "--config", "bad.toml"], "did you mean workers?"),
        (["extract"], "Missing argument"),
        (["extract", "in", "--worker", "2"], "No such option"),
        (["extract", "in", "--workers", "0"], "greater than or equal to 1"),
        (["show", "x", "--output", "nothing"], "holds no tables"),
        (["rejects", "nothing"], "holds no tables"),
        (["evaluate", "--update"], "--update needs --gate"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    wortlaut, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
):
    fake.write_articles(tmp_path / "in", {"a.txt": "Acme"})
    (tmp_path / "bad.toml").write_text("[run]\nworkes = 2\n")
    status, out, err = wortlaut(*arguments, capsys=capsys)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_show_names_what_matches(wortlaut, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    fake.write_articles(tmp_path / "in", {"x/a.txt": "Acme one", "y/a.txt": "Acme two"})
    wortlaut("extract", "in", "-o", "out", capsys=capsys)
    assert "2 articles match 'a.txt'" in wortlaut("show", "a.txt", "-o", "out", capsys=capsys)[2]
    assert "no article 'b.txt'" in wortlaut("show", "b.txt", "-o", "out", capsys=capsys)[2]
    assert "Acme two" in wortlaut("show", "y/a.txt", "-o", "out", capsys=capsys)[1]


def test_every_command_explains_itself_with_an_example():
    for command in ("extract", "show", "rejects", "check", "evaluate", "gazetteer import"):
        result = CliRunner().invoke(cli.app, [*command.split(), "--help"])
        assert result.exit_code == 0
        assert f"Example: wortlaut {command}" in result.output


def test_ctrl_c_finishes_the_batch_and_ends_with_130(tmp_path: Path):
    fake.write_articles(tmp_path / "in", fake.many(400, prefix="SLOW "))
    code = (
        "from pipeline import cli, run; from tests.runs import fake;"
        "run.fingerprint = lambda settings: dict(fake.PARTS);"
        "run.partial = lambda *_: fake.make_work; cli.main()"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "extract",
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "out"),
        "-w",
        "1",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "out" / ".wortlaut" / "ledger.sqlite-wal").exists():
        time.sleep(0.05)
    time.sleep(0.5)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopped early: run the same command again" in err
    assert "Traceback" not in err


def test_the_command_line_starts_light():
    code = "import sys, pipeline.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"spacy", "numpy", "pandas", "pyarrow", "trafilatura", "lxml", "rapidfuzz", "ray", "rensa"}
    assert heavy & set(loaded.stdout.split()) == set()
