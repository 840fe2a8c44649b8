"""When claims tell the same event; measured on the hand-made pairs, and reason by reason."""

import datetime as dt
from pathlib import Path

import pytest

from benchmarks.facts import measure, read_corpus
from pipeline.facts import Names, group, load_facts, write_facts
from pipeline.facts.periods import gap, period
from pipeline.facts.rule import THRESHOLD, score
from pipeline.facts.table import telling
from pipeline.facts.words import anchors, quantities
from tests.outputs import article_row, claim_row, sample, write_output


@pytest.fixture(scope="module")
def told():
    return list(read_corpus())


@pytest.fixture(scope="module")
def all_figures(told):
    return measure(told)


def test_pairs_are_enough_and_half_of_them_cross_languages(all_figures):
    figures = all_figures
    assert figures["all"].pairs >= 200
    assert figures["across"].pairs >= figures["all"].pairs / 2


@pytest.mark.parametrize("half", ["open", "shut", "across", "all"])
def test_pairs_are_judged_as_readers_do(all_figures, half):
    figures = all_figures[half]
    assert figures.precision >= 0.95
    assert figures.recall >= 0.80


def test_groups_do_not_depend_on_order(told):
    tellings = [one.telling for one in told]
    ids = [sorted(t.claim_id for t in found) for found in group(tellings)]
    assert ids == [sorted(t.claim_id for t in found) for found in group(reversed(tellings))]


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2019", 365),
        ("2020-H1", 182),
        ("2019-Q3", 92),
        ("2019-02", 28),
        ("2019-W41", 7),
        ("2019-10-07", 1),
    ],
)
def test_periods_have_their_days(value, days):
    first, last = period(value)
    assert last - first + 1 == days


@pytest.mark.parametrize("value", [None, "", "soon", "2019-13", "2019-W60", "2019-02-30"])
def test_what_is_no_date_is_no_period(value):
    assert period(value) is None


def test_gap_counts_days_between():
    assert gap(period("2019-10-01"), period("2019-10-04")) == 3
    assert gap(period("2019-10"), period("2019-10-04")) == 0


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("streicht 18.000 Stellen", "will cut 18,000 jobs"),
        ("9600 Stellen", "9,600 jobs"),
        ("für 4,8 Milliarden Euro", "for $4.8 billion"),
        ("14,2 Mrd. Euro", "14.2bn euros"),
        ("stieg um 30 Prozent", "rose 30 percent"),
        ("1,6 Millionen Autos", "1.6 million cars"),
    ],
)
def test_amounts_are_the_same_in_both_languages(german, english):
    assert quantities(german, "de") == quantities(english, "en") != frozenset()


@pytest.mark.parametrize("text", ["im Jahr 2019", "am 7. Oktober", "on 7 October 2019"])
def test_dates_are_no_amounts(text):
    assert quantities(text, "de") == frozenset()


def test_names_of_participants_are_no_anchors():
    assert anchors("On Monday Vattenfall shut the Moorburg plant.", ["Vattenfall"]) == {"moorburg"}
    assert anchors("The sale of Moorb was forced on Monday by Hamburg.", ["Moorburger Kraftwerk"]) == {
        "hamburg"
    }


def made(**fields):
    article = article_row(1, fields.get("language", "en"), "t", fields["evidence"])
    fields = {"entity": "Larkspur", "action": "launch", **fields}
    row = claim_row(article, fields.pop("evidence"), 0, action_text="i", entity_text="i", **fields)
    return telling(row, Names(None))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"date": "2020-05-06"}, True),  # another paper, another day
        ({"date": "2020-07-05"}, False),
        ({"role": "target"}, False),
        ({"action": "recall"}, False),
        ({"entity": "Booths"}, False),
        ({"counterparty": ["Puna Sal"]}, True),
        ({"date": None, "published": dt.date(2020, 5, 8)}, True),
        ({"date": None, "published": dt.date(2021, 5, 8)}, False),
    ],
)
def test_each_reason_counts(changes, same):
    base = {"evidence": "It is a thing.", "date": "2020-05-05", "published": dt.date(2020, 5, 6)}
    assert (score(made(**base), made(**{**base, **changes})) >= THRESHOLD) is same


@pytest.mark.parametrize(
    ("second", "same"), [("It is suing them.", False), ("It is suing them over Moorburg.", True)]
)
def test_without_any_day_one_reason_is_too_little(second, same):
    base = {"action": "sue", "counterparty": ["Booths"], "published": None}
    left = made(evidence="It is suing Booths over Moorburg.", **base)
    assert (score(left, made(evidence=second, **base)) >= THRESHOLD) is same


def test_other_counterparties_are_another_event():
    base = {"evidence": "It is a thing.", "date": "2020-05-05", "action": "acquire"}
    left, right = made(**base, counterparty=["Booths"]), made(**base, counterparty=["Puna Sal"])
    assert score(left, right) < THRESHOLD


def test_another_period_is_another_result():
    base = {"evidence": "It is a thing.", "action": "report_results"}
    assert score(made(**base, date="2019-Q3"), made(**base, date="2019")) < THRESHOLD


def test_facts_count_what_was_told(tmp_path: Path):
    output = write_output(tmp_path, list(sample(40)))
    number = write_facts(output, None)
    rows = load_facts(output)
    assert len(rows) == number
    assert sum(row["claims"] for row in rows) == 40
    assert len({id_ for row in rows for id_ in row["claim_ids"]}) == 40
    assert all(row["stories"] <= row["articles"] <= row["claims"] for row in rows)


def test_facts_say_when_sources_contradict_each_other(tmp_path: Path):
    articles = []
    for number, status in enumerate(["asserted", "negated"]):
        article = article_row(number, "en", f"{number}", "Booths left.", published=dt.date(2020, 1, 2))
        claim = claim_row(
            article, "Booths left.", 3, entity="Booths", action="close", action_text="left", status=status
        )
        articles.append((article, [claim]))
    write_facts(write_output(tmp_path, articles), None)
    (row,) = load_facts(tmp_path)
    assert row["contradicted"]
    assert row["statuses"] == ["asserted", "negated"]
    assert row["publishers"] == row["articles"] == 2


def test_the_same_claims_give_the_same_bytes(tmp_path: Path):
    output = write_output(tmp_path, list(sample(40)))
    write_facts(output, None)
    before = (output / "facts/part-00000.parquet").read_bytes()
    write_facts(output, None)
    assert (output / "facts/part-00000.parquet").read_bytes() == before
    assert [file.name for file in (output / "facts").iterdir()] == ["part-00000.parquet"]
