"""The whole pipeline through its command line: real models, real articles, and input that is broken.

Claims are asserted loosely, one that no reader would miss in each article; `make evaluate` measures the rest.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ARTICLES = Path(__file__).parent.parent / "corpus" / "articles"
GOOD = ["donaublatt/trattnig.html", "wiredesk/britain-tankers.html", "kopien/orgel-luenstedt.md"]
FRENCH = (
    "Le gouvernement a annoncé mardi une réforme du marché du travail. Les syndicats appellent à la grève "
    "jeudi dans tout le pays, et la banque centrale se dit prête à soutenir les entreprises fragiles."
)
BROKEN = {
    "empty.txt": (b"", "empty"),
    "noise.html": (hashlib.sha512(b"noise").digest() * 64, "unsupported_format"),
    "token.txt": (b"x" * 6_000_000, "too_large"),
    "french.txt": (FRENCH.encode(), "unsupported_language"),
    "records.jsonl": (b'{"id": "a", "text": \n', "invalid_json"),
}


def wortlaut(*arguments, cwd):
    """Run the command line as a user would, in another folder than the repository's."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "COLUMNS": "100"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A folder with three articles and all kinds of broken input, extracted into `out`."""
    home = tmp_path_factory.mktemp("run")
    (home / "in").mkdir()
    for path in GOOD:
        shutil.copy(ARTICLES / path, home / "in")
    for name, (data, _) in BROKEN.items():
        (home / "in" / name).write_bytes(data)
    done = wortlaut("extract", "in", "--output", "out", "--workers", "1", cwd=home)
    assert done.returncode == 0, done.stderr
    return home


def table(home, name):
    return pd.read_parquet(home / "out" / name)


@pytest.mark.parametrize(
    ("source_ref", "entity", "action"),
    [
        # "Die Kärntner Möbelkette Trattnig hat am Dienstag … ein Sanierungsverfahren … beantragt"
        ("trattnig.html", "Trattnig", "insolvency"),
        # "Britain imposed asset freezes on tanker operators Marlin Bay Shipping and Oktava Lines"
        ("britain-tankers.html", "Marlin Bay Shipping", "sanction"),
    ],
)
def test_an_obvious_claim_is_found(run, source_ref, entity, action):
    claims = table(run, "claims").merge(table(run, "articles")[["article_id", "source_ref"]], on="article_id")
    found = claims[(claims.source_ref == source_ref) & (claims.action == action)]
    assert entity in set(found.entity)


def test_an_article_about_an_organ_makes_no_claim(run):
    articles = table(run, "articles").set_index("source_ref")
    organ = articles.loc["orgel-luenstedt.md", "article_id"]
    assert organ not in set(table(run, "claims").article_id)


def test_every_claim_stands_at_its_offsets(run):
    texts = table(run, "articles").set_index("article_id").text
    claims = table(run, "claims")
    assert len(claims) > 0
    for claim in claims.to_dict("records"):
        for slot, words in [("evidence", claim["evidence"]), ("entity", claim["entity_text"])]:
            start, end = claim[f"{slot}_start"], claim[f"{slot}_end"]
            assert texts[claim["article_id"]][start:end] == words


def test_every_input_is_accounted_for(run):
    refs = [*table(run, "articles").source_ref, *table(run, "rejects").source_ref]
    assert sorted(ref.split("#")[0] for ref in refs) == sorted(path.name for path in (run / "in").iterdir())


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_rejected_with_its_reason(run, name):
    rejects = table(run, "rejects")
    rows = rejects[rejects.source_ref.str.startswith(name)]
    assert list(rows.error) == [BROKEN[name][1]]


def test_two_runs_give_the_same_bytes(run):
    again = wortlaut("extract", "in", "--output", "again", "--workers", "2", "--quiet", cwd=run)
    assert (again.returncode, again.stdout) == (0, "")
    for file in sorted((run / "out").rglob("*.parquet")):
        assert file.read_bytes() == (run / "again" / file.relative_to(run / "out")).read_bytes(), file.name


def test_the_other_commands_read_what_extract_wrote(run):
    shown = wortlaut("show", "trattnig", "--output", "out", cwd=run)
    assert "Trattnig" in shown.stdout
    rejected = wortlaut("rejects", "out", cwd=run)
    assert "unsupported_language" in rejected.stdout
    scored = wortlaut("evaluate", "out", "--gold", ARTICLES.parent / "gold.jsonl", cwd=run)
    assert "claim_f1" in scored.stdout
    assert [shown.returncode, rejected.returncode, scored.returncode] == [0, 0, 0]
