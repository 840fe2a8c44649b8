"""`python -m benchmarks.dates`: our date expressions beside the library dateparser on public test cases.

Comes in: JSON lines of texts with a reference day and the expected date (`../shared/dates`, of four open
parsers). Goes out, by origin: the share that is right for both. Holidays are left out, as news dates no
event by them.

Right means: a found expression meets the expected span and has the expected value; of a range, its start;
where the case lists several readings, any of them. "either" takes both our readings of "on Monday".
dateparser gives days only, so for it any day inside the expected period counts. A case without a date is
right if nothing is found. `--errors ORIGIN` prints those that ours has wrong.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.claims.calendar import first_day
from pipeline.claims.expression import find_dates
from pipeline.languages import LANGUAGES

FOLDER = Path(__file__).resolve().parents[1] / "../shared/dates"
LENGTHS = {4: 366, 7: 31, 10: 1}  # days of 2019, 2019-10 (a quarter and a half are longer), 2019-10-07


def read_cases(folder: Path) -> Iterator[dict[str, Any]]:
    """All cases but holidays, in the order of the files."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                case = json.loads(line)
                if not case.get("holiday"):
                    yield case


def expected(case: dict[str, Any]) -> list[str]:
    """The values that count as right; of a range its start, of one that is open before, its end."""
    values = case.get("alternatives") or [case["value"]]
    return [(value.replace("../", "") if value else "").split("/")[0] for value in values]


def ours_is_right(case: dict[str, Any], *, either: bool) -> bool:
    """Whether what we find is right; `either` takes both readings of "on Monday"."""
    found = find_dates(case["text"], published=_reference(case), language=_language(case))
    if case["type"] == "none":
        return not found
    start, end = case["span"]
    met = [date for date in found if date.words.start < end and start < date.words.end]
    values = [
        v for d in met for v in ((d.value, d.past, d.future) if either else (d.value,)) if v is not None
    ]
    is_range = case["type"] == "daterange"
    return any(_same(value, right, is_range=is_range) for value in values for right in expected(case))


def dateparser_is_right(case: dict[str, Any]) -> bool:
    """Whether dateparser's search finds a day inside the expected period."""
    from dateparser.search import search_dates

    reference = _reference(case) or dt.date(2016, 11, 7)
    settings = {
        "RELATIVE_BASE": dt.datetime.combine(reference, dt.time()),
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
    }
    found = search_dates(case["text"], languages=[case["language"][:2]], settings=settings) or []
    if case["type"] == "none":
        return not found
    return any(_inside(day.date(), right) for _, day in found for right in expected(case))


def _reference(case: dict[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(case["reference"]) if case["reference"] else None


def _language(case: dict[str, Any]) -> Any:
    return LANGUAGES[case["language"][:2]]


def _same(value: str, right: str, *, is_range: bool) -> bool:
    if value == right or not is_range:
        return value == right
    try:  # 2019-Q3 and the range from 2019-07-01 begin on the same day
        return first_day(value) == first_day(right)
    except ValueError:
        return False


def _inside(day: dt.date, right: str) -> bool:
    try:
        first = first_day(right)
    except ValueError:
        return False
    length = 7 if "W" in right else 92 if "Q" in right else LENGTHS.get(len(right), 1)
    return first <= day < first + dt.timedelta(days=length)


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--errors", metavar="ORIGIN", help="print our wrong cases of this origin")
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for case in read_cases(arguments.folder):
        count = counts.setdefault(f"{case['origin']} {case['language']}", Counter())
        right = ours_is_right(case, either=False)
        count["cases"] += 1
        count["ours"] += right
        count["either"] += ours_is_right(case, either=True)
        count["dateparser"] += dateparser_is_right(case)
        if arguments.errors == case["origin"] and not right:
            print(f"{case['reference']}  {expected(case)}  {case['text']}")
    for name, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        shares = "  ".join(
            f"{key} {count[key] / count['cases']:.3f}" for key in ("ours", "either", "dateparser")
        )
        print(f"{name:28} {count['cases']:5} cases  {shares}")


if __name__ == "__main__":
    main()
