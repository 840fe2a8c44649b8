"""Verdicts: kept, found again, counted, exported; without a browser."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import ConfigError
from pipeline.evaluate import read_gold
from pipeline.review import Session, merge_reviews, precision, read_reviews, write_gold
from pipeline.review.numbers import band, wilson
from pipeline.review.session import Filters, make_filters
from pipeline.review.verdicts import Review, append_review, standing
from tests.outputs import article_row, claim_row, sample, write_output

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return write_output(tmp_path / "out", list(sample(40)))


@pytest.fixture
def session(output) -> Session:
    return Session.open(output, reviewer="anna")


def again(session: Session, reviewer: str = "anna") -> Session:
    return Session.open(session.output, reviewer=reviewer)


def test_a_verdict_is_there_after_opening_again(session):
    claim_id = session.judge("accept")
    assert again(session).verdict(claim_id).label == "accepted"
    assert again(session).progress() == {
        "all": 40,
        "open": 39,
        "changed": 0,
        "accepted": 1,
        "corrected": 0,
        "rejected": 0,
    }


def test_a_verdict_goes_on_to_the_next_claim(session):
    first = session.current["claim_id"]
    session.judge("reject")
    assert session.current["claim_id"] != first


def test_lines_are_only_ever_added(session):
    session.judge("accept")
    before = session.path.read_bytes()
    session.judge("reject")
    session.undo()
    assert session.path.read_bytes().startswith(before)
    assert len(session.path.read_text(encoding="utf-8").splitlines()) == 3


def test_undo_takes_the_last_verdict_back(session):
    first, second = session.judge("accept"), session.judge("reject")
    assert session.undo() == second == session.current["claim_id"]
    assert (session.verdict(first).label, session.verdict(second)) == ("accepted", None)
    assert again(session).verdict(second) is None
    assert session.undo() == first
    assert session.undo() is None


def test_undo_brings_an_earlier_verdict_back(session):
    claim_id = session.judge("accept")
    session.go(claim_id)
    session.judge("reject")
    session.undo()
    assert session.verdict(claim_id).label == "accepted"


def test_unreviewed_claims_come_first(session):
    claim_id = session.judge("accept")
    session.show(Filters())
    assert session.shown[-1] == session._place[claim_id]


@pytest.mark.parametrize(
    ("filters", "column", "value"),
    [
        (Filters(language="de"), "language", "de"),
        (Filters(action="sanction"), "action", "sanction"),
        (Filters(status="negated"), "status", "negated"),
        (Filters(source="Donaublatt"), "source", "Donaublatt"),
        (Filters(company="hikVISION"), "entity", "Hikvision"),
        (Filters(verdict="open"), "verdict", "open"),
    ],
)
def test_filters(session, filters, column, value):
    assert 0 < session.show(filters) <= 40
    assert {session.row(at)[column] for at in session.shown} == {value}


def test_a_filter_takes_text_as_it_stands(session):
    assert session.show(Filters(text=".*")) == 0
    assert session.show(Filters(text="(")) == session.show(Filters(company="("))
    assert session.current is None or "(" in session.current["evidence"]


def test_confidence_filters_at_both_ends(session):
    session.show(Filters(min_confidence=0.6, max_confidence=0.7))
    assert {0.6 <= session.row(at)["confidence"] <= 0.7 for at in session.shown} == {True}


def test_what_a_browser_sends_is_not_trusted():
    filters = make_filters({"language": 3, "action": "sue", "min_confidence": "x", "evil": 1})
    assert filters == Filters(action="sue")


def test_corrections_are_kept_and_shown(session):
    claim = session.current
    given = {"status": "planned" if claim["status"] != "planned" else "asserted", "date": "2021-Q2"}
    claim_id = session.judge("accept", corrections={**given, "entity": claim["entity"]}, note=" sure ")
    earlier = again(session).verdict(claim_id)
    assert earlier.review.corrections == given
    assert earlier.review.note == "sure"
    assert earlier.label == "corrected"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("action", "explode"),
        ("role", "boss"),
        ("status", ""),
        ("entity", " "),
        ("date", "soon"),
        ("reason", "words that nobody wrote"),
        ("confidence", "1"),
    ],
)
def test_impossible_corrections_are_refused_and_nothing_is_written(session, name, value):
    with pytest.raises(ConfigError, match=name):
        session.judge("accept", corrections={name: value})
    assert not session.path.exists()


def test_segments_are_the_article_and_name_the_words(session):
    claim = session.current
    segments = session.segments(claim)
    assert "".join(text for text, _ in segments) == session.text_of(claim["article_id"])
    marked = {kind: text for text, kinds in segments for kind in kinds.split()}
    assert marked["action"] == claim["action_text"]
    assert {"evidence", "entity", "action", "date", "reason"} == set(marked)


def made(output: Path, sentence: str, **changes) -> Path:
    article = article_row(1, "en", "Shops", f"News. {sentence} More.")
    fields = {"entity": "Booths", "action": "close", "action_text": "closes", **changes}
    return write_output(output, [(article, [claim_row(article, sentence, 13, **fields)])])


def test_a_verdict_survives_re_extraction(tmp_path):
    session = Session.open(made(tmp_path, "Booths closes two shops in York."), reviewer="anna")
    session.judge("accept")
    moved = Session.open(made(tmp_path, "On Monday Booths closes two shops in York."), reviewer="anna")
    (claim,) = moved.rows()
    earlier = moved.verdict(claim["claim_id"])
    assert (earlier.label, earlier.moved, moved.lost) == ("accepted", True, [])


def test_a_changed_claim_is_shown_again(tmp_path):
    session = Session.open(made(tmp_path, "Booths closes two shops in York."), reviewer="anna")
    session.judge("accept")
    changed = made(tmp_path, "Booths closes two shops in York.", status="planned")
    session = Session.open(changed, reviewer="anna")
    assert session.verdict(session.current["claim_id"]).changed == ("status",)
    assert session.progress()["changed"] == 1


def test_a_correction_that_came_true_is_no_correction_any_more(tmp_path):
    session = Session.open(made(tmp_path, "Booths closes two shops in York."), reviewer="anna")
    session.judge("accept", corrections={"status": "planned"})
    session = Session.open(made(tmp_path, "Booths closes two shops in York.", status="planned"), reviewer="a")
    assert session.verdict(session.current["claim_id"]).label == "accepted"


def test_a_verdict_on_another_claim_is_not_taken_over(tmp_path):
    session = Session.open(made(tmp_path, "Booths closes two shops in York."), reviewer="anna")
    session.judge("accept")
    session = Session.open(made(tmp_path, "Booths closes its old bakery."), reviewer="anna")
    assert session.progress()["open"] == 1
    assert len(session.lost) == 1


def test_two_reviewers_merge(session, tmp_path):
    session.judge("accept")
    theirs = tmp_path / "theirs.jsonl"
    (review,) = read_reviews(session.path)
    append_review(theirs, review)
    append_review(theirs, replace(review, reviewer="ben", verdict="reject", when="2031-01-01T00:00:00+00:00"))
    assert merge_reviews(session.path, theirs) == 1
    assert merge_reviews(session.path, theirs) == 0
    assert again(session).verdict(review.claim_id).label == "rejected"
    assert {one.reviewer for one in standing(read_reviews(session.path))} == {"anna", "ben"}


def test_half_a_line_costs_itself_alone(session):
    session.judge("accept")
    with session.path.open("a", encoding="utf-8") as file:
        file.write('{"claim_id": "c1", "verd')
    session.judge("reject")
    assert [review.verdict for review in read_reviews(session.path)] == ["accept", "reject"]


def test_a_line_that_is_no_review_is_named(session):
    session.path.write_text('{"claim_id": "c1"}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"reviews.jsonl:1"):
        again(session)


def verdict(claim_id: str, verdict: str, reviewer: str = "anna", **fields) -> Review:
    said = {"language": "de", "action": "sue", "confidence": 0.85}
    return Review(claim_id, verdict, reviewer, "2030-01-01T00:00:00+00:00", claim=said, **fields)


def test_precision_by_group():
    table = precision(
        [verdict("a", "accept"), verdict("b", "accept", corrections={"date": "2020"}), verdict("c", "reject")]
    ).set_index(["group", "value"])
    for key in [("all", "all"), ("language", "de"), ("action", "sue"), ("confidence", "0.8 to 0.9")]:
        row = table.loc[key]
        assert (row["reviewed"], row["right"], row["exact"]) == (3, 2, 1)
        assert row["precision"] == pytest.approx(2 / 3)
        assert row["low"] < 2 / 3 < row["high"]


def test_reviewers_who_disagree_do_not_make_a_claim_right():
    table = precision([verdict("a", "accept"), verdict("a", "reject", "ben")])
    assert table.iloc[0][["reviewed", "right"]].tolist() == [1, 0]


def test_no_reviews_no_numbers():
    assert precision([]).empty


def test_bands_and_intervals():
    assert [band(value) for value in (0.0, 0.7, 1.0)] == ["0.0 to 0.1", "0.7 to 0.8", "0.9 to 1.0"]
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_reviewed_claims_are_gold(session, tmp_path):
    article = session.current["article_id"]
    session.judge("accept", corrections={"counterparty": "Aldi; Lidl"})
    session.judge("reject")
    gold = tmp_path / "gold.jsonl"
    assert write_gold(session, gold) == 0, "an article half reviewed is no gold"
    while session.current["article_id"] == article:
        session.judge("accept")
    assert write_gold(session, gold) == 3
    claims = read_gold(gold).claims
    assert claims[0].counterparty == ("Aldi", "Lidl")
    texts = session.text_of(article)
    assert all(claim.evidence in texts for claim in claims)


def test_an_article_without_right_claims_is_gold_too(session, tmp_path):
    article = session.current["article_id"]
    while session.current["article_id"] == article:
        session.judge("reject")
    write_gold(session, tmp_path / "gold.jsonl")
    (line,) = (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(json.loads(line)) == {"article", "language"}


def test_a_folder_without_tables_is_named(tmp_path):
    with pytest.raises(ConfigError, match="wortlaut extract"):
        Session.open(tmp_path)


def test_the_notebook_is_stripped_and_thin():
    notebook = json.loads((NOTEBOOKS / "review.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert not [cell for cell in code if "def " in "".join(cell["source"])]


def test_the_notebook_s_examples_of_gold_and_merging_run(session, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    theirs = Review("c1", "accept", "ben", "2030-01-01T00:00:00+00:00", claim={"action": "sue"})
    append_review(tmp_path / "reviews-of-a-colleague.jsonl", theirs)
    notebook = json.loads((NOTEBOOKS / "review.ipynb").read_text(encoding="utf-8"))
    examples = [line.removeprefix("#").strip() for line in notebook["cells"][-1]["source"]]
    exec("\n".join(examples), {"widget": SimpleNamespace(session=session)})
    assert (session.output / "reviewed-gold.jsonl").exists()
    assert theirs in read_reviews(session.path)
