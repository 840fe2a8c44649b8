"""Scoring, gold checks, causes and the gate, on tables made by hand."""

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import ConfigError
from pipeline.evaluate import check_gate, evaluate, gate, pin_gate, read_gold, render, write_faults
from pipeline.evaluate.causes import faults
from pipeline.evaluate.compare import article_key, name_key, same_date, same_reason, token_f1

CORPUS = Path(__file__).parent.parent / "corpus"
SHARED = Path(__file__).parent.parent.parent / "shared"

TEXT_DE = (
    "Sanktion\n\nDie USA setzten Megvii wegen Spionage auf eine Liste. Yitu dementierte das. Wetter schön."
)
TEXT_EN = "Deal\n\nAcme will buy Bolt in 2024 to grow. Bolt denied a report about layoffs."
ARTICLES = [
    {"article_id": "a1", "source_ref": "x/eins.html", "text": TEXT_DE},
    {"article_id": "a2", "source_ref": "file.jsonl#two", "text": TEXT_EN},
    {"article_id": "a3", "source_ref": "not-annotated.txt", "text": "Acme sued Bolt."},
]
MENTIONS = [
    {"article_id": "a1", "text": "Megvii"},
    {"article_id": "a1", "text": "Yitu"},
    {"article_id": "a2", "text": "Acme"},
    {"article_id": "a2", "text": "Bolt"},
]


def gold_row(article, language, entity, role, action, status="asserted", **slots):
    row = {"article": article, "language": language, "entity": entity, "variants": [], "role": role}
    row |= {"action": action, "status": status, "counterparty": [], "date": None, "reason": None}
    return row | slots


SANCTION = gold_row(
    "eins",
    "de",
    "Megvii",
    "target",
    "sanction",
    reason="wegen Spionage",
    evidence="Die USA setzten Megvii wegen Spionage auf eine Liste.",
)
DENY = gold_row("eins", "de", "Yitu", "agent", "deny", evidence="Yitu dementierte das.")
BUYER = gold_row(
    "two",
    "en",
    "Acme",
    "agent",
    "acquire",
    "planned",
    date="2024",
    reason="to grow",
    variants=["Acme Labs"],
    evidence="Acme will buy Bolt in 2024 to grow.",
)
BOUGHT = BUYER | {"entity": "Bolt", "role": "target", "variants": []}
GOLD = [SANCTION, DENY, BUYER, BOUGHT]
TEXTS = {"eins": ("a1", TEXT_DE), "two": ("a2", TEXT_EN)}


def claim(gold, *, confidence=0.9, **changes):
    """The row of the claims table that says what `gold` says, but for `changes`."""
    row = gold | changes
    article_id, text = TEXTS[row.pop("article")]
    start = text.index(row["evidence"])
    offsets = {"evidence_start": start, "evidence_end": start + len(row["evidence"])}
    return {"article_id": article_id, "action_text": "x", "confidence": confidence} | row | offsets


def write(folder, claims, *, gold=GOLD, articles=ARTICLES, mentions=MENTIONS):
    """Tables and gold file in `folder`; returns what `evaluate` wants."""
    columns = list(claim(SANCTION))
    for name, table in [
        ("articles", pd.DataFrame(articles)),
        ("mentions", pd.DataFrame(mentions)),
        ("claims", pd.DataFrame(claims, columns=columns)),
    ]:
        (folder / name).mkdir(parents=True)
        table.to_parquet(folder / name / "part.parquet")
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in gold), encoding="utf-8")
    return folder, path


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siemens AG", "Siemens"),
        ("Lloyd's", "Lloyd"),
        ("Marks & Spencer", "Marks and Spencer"),
        ("The Walt Disney Company", "Walt Disney"),
        ("Müller Gruppe", "müller"),
        ("ＳＡＰ SE", "SAP"),
        ("T-Mobile", "T Mobile"),
    ],
)
def test_names_that_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Siemens", "Siemens Energy"), ("Bank One", "Bank Two")])
def test_names_that_are_two(one, other):
    assert name_key(one) != name_key(other)


def test_a_name_of_legal_forms_alone_keeps_a_key():
    assert name_key("Die Gruppe") == "diegruppe"


@pytest.mark.parametrize("ref", ["a-1", "x/a-1.html", "x\\a-1.txt", "x/many.jsonl#a-1", "a-1.html.gz"])
def test_article_key_is_the_end_of_the_reference(ref):
    assert article_key(ref) == "a-1"


def test_values():
    assert same_date("2019-10", "2019-10")
    assert not same_date("2019-10", "2019-10-07")
    assert same_date(None, "")
    assert not same_date(None, "2019")
    assert token_f1("wegen Spionage", "Spionage") == pytest.approx(2 / 3)
    assert same_reason("wegen Spionage", "Spionage")
    assert not same_reason("wegen Spionage", None)
    assert not same_reason("because of a lost contract", "citing costs")


def test_all_right(tmp_path):
    result = evaluate(*write(tmp_path, [claim(row) for row in GOLD]))
    assert (result.total.claim_f1, result.total.full_claim_f1, result.grounding) == (1.0, 1.0, 1.0)
    assert result.languages["de"].gold == result.languages["en"].gold == 2
    assert result.unread == result.lost == ()
    assert faults(result) == []


def test_figures(tmp_path):
    claims = [
        claim(SANCTION, reason=None),  # reason missing
        claim(BUYER, entity="Acme Labs", status="asserted", date="2023"),  # a variant; two slots wrong
        claim(DENY, entity="Megvii"),  # spurious; Yitu's is missed, as is Bolt's
    ]
    total = evaluate(*write(tmp_path, claims)).total
    assert (total.gold, total.predicted, total.found, total.full) == (4, 3, 2, 0)
    assert total.claim_f1 == pytest.approx(4 / 7)
    assert total.role_accuracy == 1.0
    assert total.status_accuracy == total.date_accuracy == total.reason_accuracy == 0.5
    assert (total.date_recall, total.reason_recall) == (0.0, 0.5)


def test_ungrounded_evidence_is_counted(tmp_path):
    claims = [claim(SANCTION), claim(DENY) | {"evidence_start": 0}]
    assert evaluate(*write(tmp_path, claims)).grounding == 0.5


def test_articles_without_annotation_do_not_count(tmp_path):
    stray = claim(DENY) | {
        "article_id": "a3",
        "evidence": "Acme sued Bolt.",
        "evidence_start": 0,
        "evidence_end": 15,
    }
    result = evaluate(*write(tmp_path, [stray]))
    assert result.total.predicted == 0
    assert result.grounding == 1.0


def test_reliability(tmp_path):
    claims = [
        claim(SANCTION, confidence=0.95),
        claim(DENY, entity="Megvii", confidence=0.91),
        claim(BUYER, confidence=0.2),
    ]
    bands = {band.low: band for band in evaluate(*write(tmp_path, claims)).reliability if band.predicted}
    assert bands[0.9].right == 0.5
    assert bands[0.9].confidence == pytest.approx(0.93)
    assert bands[0.2].right == 1.0


@pytest.mark.parametrize(
    ("claims", "kind", "cause"),
    [
        ([], "missed", "nothing claimed"),
        ([claim(DENY, entity="Megvii")], "missed", "wrong entity"),
        ([claim(DENY, action="recall")], "missed", "wrong action"),
        ([claim(DENY, entity="Megvii")], "spurious", "wrong entity"),
        ([claim(DENY, action="recall")], "spurious", "wrong action"),
        ([claim(DENY), claim(DENY, entity="Reuters", action="launch")], "spurious", "entity without gold"),
        (
            [claim(DENY), claim(DENY, action="sue", evidence="Wetter schön.")],
            "spurious",
            "no claim in the sentence",
        ),
        ([claim(DENY, role="target")], "half right", "role"),
        ([claim(DENY, status="negated")], "half right", "status"),
        ([claim(DENY, date="2024")], "half right", "date invented"),
        ([claim(DENY, reason="Wetter schön")], "half right", "reason invented"),
    ],
)
def test_causes(tmp_path, claims, kind, cause):
    result = evaluate(*write(tmp_path, claims, gold=[DENY]))
    assert (kind, cause) in [(fault.kind, fault.cause) for fault in faults(result)]
    write_faults(result, tmp_path / "errors.md")
    report = (tmp_path / "errors.md").read_text(encoding="utf-8")
    assert f"## {kind}: {cause} (1)" in report
    assert "\n> " in report


@pytest.mark.parametrize(
    ("changes", "cause"),
    [
        ({"article": "away"}, "article not read"),
        ({"evidence": "This was cut away."}, "sentence lost by cleaning"),
        ({"entity": "Dementi GmbH"}, "entity not mentioned"),
    ],
)
def test_causes_before_extraction(tmp_path, changes, cause):
    result = evaluate(*write(tmp_path, [], gold=[DENY | changes]))
    assert [fault.cause for fault in faults(result)] == [cause]


def test_mention_recall_bounds_what_can_be_found(tmp_path):
    result = evaluate(*write(tmp_path, [], mentions=MENTIONS[:2] + MENTIONS[3:]))  # Acme is not mentioned
    assert (result.mention_recall("de"), result.mention_recall("en")) == (1.0, 0.5)
    assert result.mention_recall() == 0.75


def test_render_names_every_figure(tmp_path):
    text = render(evaluate(*write(tmp_path, [claim(row) for row in GOLD])))
    for word in ("full_claim_f1", "date_recall", "sanction", "0.9 to 1.0", "grounding 1.0000"):
        assert word in text


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([], "holds no annotation"),
        (["{"], "is no JSON object"),
        ([DENY | {"entity": " "}], "entity is empty"),
        ([DENY | {"evidence": None}], "evidence is empty"),
        ([DENY | {"role": "buyer"}], "role 'buyer' is none of agent, target"),
        ([DENY | {"action": "aquire"}], "action 'aquire' is none of"),
        ([DENY | {"status": "sure"}], "status 'sure'"),
        ([DENY | {"date": "7.10.2019"}], "date '7.10.2019' is not written like"),
        ([DENY | {"reason": ""}], "reason is empty; write null"),
        ([DENY | {"variants": "Yitu"}], "variants is no list"),
        ([DENY, DENY], "line 2: repeats line 1"),
        ([DENY, DENY | {"language": "en"}], "is en here and de above"),
        ([{"article": "eins", "language": "de"}, DENY], "line 1 says that eins has no claims"),
    ],
)
def test_faulty_gold_is_refused(tmp_path, rows, complaint):
    path = tmp_path / "gold.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_gold(path)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        ([DENY, DENY | {"status": "negated"}], "line 2: negated, but line 1 calls the same thing asserted"),
        ([SANCTION | {"variants": ["Yitu"]}, DENY], "line 2: 'Yitu' stands for Yitu here, for Megvii above"),
    ],
)
def test_doubtful_gold_scores_but_does_not_pass(tmp_path, rows, doubt):
    result = evaluate(*write(tmp_path, [], gold=rows))
    assert result.doubts == (doubt,)
    pin_gate(result, tmp_path / "floors.json")
    assert any(doubt in fault for fault in check_gate(result, tmp_path / "floors.json"))


def test_digest_ignores_order_and_notices_content(tmp_path):
    digests = []
    for number, rows in enumerate([GOLD, GOLD[::-1], [*GOLD[:3], BOUGHT | {"date": None}]]):
        path = tmp_path / f"{number}.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        digests.append(read_gold(path).digest)
    assert digests[0] == digests[1] != digests[2]


def test_missing_tables_are_the_callers_fault(tmp_path):
    _, gold = write(tmp_path / "out", [])
    with pytest.raises(ConfigError, match="run `wortlaut extract`"):
        evaluate(tmp_path / "nothing", gold)


@pytest.mark.parametrize(("epsilon", "passes"), [(0.2, False), (1.0, True)])
def test_gate_forgives_less_than_epsilon_claims(tmp_path, monkeypatch, epsilon, passes):
    monkeypatch.setattr(gate, "EPSILON", epsilon)
    good = evaluate(*write(tmp_path / "good", [claim(row) for row in GOLD]))
    worse = evaluate(*write(tmp_path / "worse", [claim(row) for row in GOLD[1:]]))
    baseline = tmp_path / "floors.json"
    pin_gate(good, baseline)
    assert check_gate(good, baseline) == []
    complaints = [fault for fault in check_gate(worse, baseline) if fault.startswith("de claim_f1 is 0.667")]
    assert len(complaints) == (0 if passes else 1)


def test_gate_wants_new_floors_for_a_new_gold(tmp_path):
    good = evaluate(*write(tmp_path / "good", [claim(row) for row in GOLD]))
    baseline = tmp_path / "floors.json"
    pin_gate(good, baseline)
    changed = replace(good, gold_digest="other")
    assert any("gold has changed" in fault for fault in check_gate(changed, baseline))


def test_gate_refuses_what_no_floor_covers(tmp_path):
    good = evaluate(*write(tmp_path / "good", [claim(row) for row in GOLD]))
    baseline = tmp_path / "floors.json"
    pin_gate(good, baseline)
    broken = replace(good, grounding=0.99, unread=("eins",), lost=(("two", "Cut away."),))
    assert len(check_gate(broken, baseline)) == 3


def test_a_floor_goes_down_only_on_purpose(tmp_path):
    good = evaluate(*write(tmp_path / "good", [claim(row) for row in GOLD]))
    worse = evaluate(*write(tmp_path / "worse", [claim(row) for row in GOLD[1:]]))
    baseline = tmp_path / "floors.json"
    pin_gate(good, baseline)
    before = baseline.read_bytes()
    with pytest.raises(ConfigError, match="--allow-regression"):
        pin_gate(worse, baseline)
    assert baseline.read_bytes() == before
    assert "de claim_f1: 1.0 -> 0.666" in pin_gate(worse, baseline, allow_regression=True)
    assert check_gate(worse, baseline) == []


@pytest.mark.skipif(
    not (SHARED / "claims" / "score.py").exists(), reason="no ../shared with the reference scorer"
)
@pytest.mark.parametrize("name", ["dev", "train"])
def test_figures_equal_those_of_the_reference_scorer(tmp_path, name):
    """A made-up extraction: gold, with every third claim dropped and every slot wrong now and then."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "claims" / "score.py")
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    path = SHARED / "articles" / f"{name}.gold.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    languages = {row["article"]: row["language"] for row in gold}
    rows = [row for row in gold if row.get("entity")]
    articles = [
        {"article_id": f"id-{key}", "source_ref": f"{key}.txt", "text": ""} for key in sorted(languages)
    ]
    changes = [
        {},
        {"role": "agent"},
        {"status": "asserted"},
        {"date": None},
        {"date": "2019"},
        {"reason": None},
        {"reason": "over human rights abuses"},
        {"entity": "Nobody"},
        {"action": "sue"},
    ]
    claims = [
        row
        | changes[n % len(changes)]
        | {"article_id": f"id-{row['article']}", "action_text": "x", "confidence": 0.5}
        for n, row in enumerate(rows)
        if n % 3
    ]
    claims = [row | {"evidence_start": 0, "evidence_end": 0} for row in claims]
    folder, _ = write(tmp_path, claims, articles=articles)
    ours = evaluate(folder, path)
    for code, figures in [*ours.languages.items(), ("all", ours.total)]:
        keep = {key for key, language in languages.items() if code in (language, "all")}
        theirs = reference.score(
            [row for row in rows if row["article"] in keep],
            [row for row in claims if row["article"] in keep],
        )
        expected = figures.as_dict() | {
            "date_recall_where_gold_has_one": figures.date_recall,
            "reason_recall_where_gold_has_one": figures.reason_recall,
        }
        for key in set(theirs) & set(expected):
            assert expected[key] == pytest.approx(theirs[key]), (code, key)
        by_action = ours.actions(None if code == "all" else code)
        for action, figure in by_action.items():
            assert (figure.gold, figure.found, figure.predicted) == tuple(
                theirs["per_action"][action][key] for key in ("gold", "found", "predicted")
            )
