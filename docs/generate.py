"""Writes what follows from elsewhere: the tables from the schema, the actions from the lexicon, and into the
page Limits the figures of the evaluation from its floors.

python docs/generate.py          writes them
python docs/generate.py --check  fails where a page is not up to date
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.lexicon import load_lexicon
from pipeline.schema import DERIVED, TABLES

HERE = Path(__file__).parent
NOTE = "<!-- made by docs/generate.py; change the code it follows from, then run it -->"
FLOORS = HERE.parent / "tests" / "eval_baseline.json"
FIGURES, END = (
    "<!-- figures: made by docs/generate.py from tests/eval_baseline.json -->\n",
    "\n<!-- end of figures -->",
)
SAYS = {
    "claim_f1": "claims with the right entity and action, precision and recall taken together",
    "full_claim_f1": "the same, where every other field is right too",
    "role_accuracy": "of the claims found: agent or target is right",
    "status_accuracy": "… asserted, planned, negated … is right",
    "date_accuracy": "… the date is right, or rightly empty",
    "date_recall": "… where readers found a date, it is right",
    "reason_accuracy": "… the reason is right, or rightly empty",
    "reason_recall": "… where readers found a reason, it is right",
}
MEANS = {
    "articles": "one row per article read",
    "mentions": "one row per named organisation, person or place",
    "claims": "one row per claim",
    "rejects": "one row per input that gave no article",
    "facts": "one row per event, told by one or many claims",
}


def tables() -> str:
    lines = [
        "# The tables",
        "",
        NOTE,
        "",
        "Each table is a folder of parquet files in the output folder and reads as one data set at any",
        "moment, also while a run is writing. Offsets count Unicode code points of `articles.text`,",
        "half-open, so that `text[start:end]` is the words. A column with `?` may be empty, which means that",
        "the text does not say. More columns may come; none changes its meaning.",
        "",
        "Beside them stand `run.json` (what ran), `datapackage.json` (the columns for programs, as a",
        "Frictionless data package), `DATACARD.md` (counts, versions, licences) and, once somebody has",
        "reviewed, `reviews.jsonl`. Every input is accounted for: inputs found = articles + rejects.",
    ]
    for table in (*TABLES, *DERIVED):
        lines += ["", f"## {table.name}", "", MEANS[table.name].capitalize() + ".", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        for field in table.schema:
            meaning = field.metadata[b"description"].decode()
            kind = str(field.type).replace("element: ", "").replace("item: ", "")
            lines.append(f"| `{field.name}`{'?' if field.nullable else ''} | {kind} | {meaning} |")
    return "\n".join(lines) + "\n"


def actions() -> str:
    lexicon = load_lexicon()
    lines = [
        "# Actions",
        "",
        NOTE,
        "",
        f"{len(lexicon.actions)} actions, each with sentences in which it is found and, where words mislead,",
        "one in which it is not. The sentences run as tests. Triggers of both languages stand side by side",
        "in `pipeline/lexicon/actions.toml`; the annotation guide in `corpus/README.md` defines the limits.",
    ]
    for action in lexicon.actions.values():
        role = {"both": "agent or target"}.get(action.role, action.role)
        lines += [
            "",
            f"## {action.code}",
            "",
            f"{action.gloss[0].upper()}{action.gloss[1:]}. Role: {role}.",
            "",
        ]
        for language in sorted(action.yes):
            lines += [f"- {language}: {sentence}" for sentence in action.yes[language]]
            lines += [f"- {language}, not: {sentence}" for sentence in action.no[language]]
    return "\n".join(lines) + "\n"


def limits() -> str:
    """The page as it stands, with today's figures between its two marks."""
    before, _, rest = (HERE / "limits.md").read_text("utf-8").partition(FIGURES)
    _, _, after = rest.partition(END)
    floors = json.loads(FLOORS.read_text("utf-8"))["floors"]
    lines = ["| figure | German | English | says |", "| --- | ---: | ---: | --- |"]
    for name, says in SAYS.items():
        lines.append(f"| {name} | {floors['de'][name]:.2f} | {floors['en'][name]:.2f} | {says} |")
    return before + FIGURES + "\n" + "\n".join(lines) + "\n" + END + after


PAGES = {"tables.md": tables, "actions.md": actions, "limits.md": limits}


def main() -> None:
    stale = [
        n for n, make in PAGES.items() if not (HERE / n).exists() or (HERE / n).read_text("utf-8") != make()
    ]
    if "--check" in sys.argv:
        sys.exit(f"not up to date: {', '.join(stale)}; run python docs/generate.py" if stale else 0)
    for name in stale:
        (HERE / name).write_text(PAGES[name](), encoding="utf-8")


if __name__ == "__main__":
    main()
