"""The gate: an evaluation against pinned floors, so that quality can't slip unseen.

In: an `Evaluation` and `tests/eval_baseline.json`. Out: what is wrong, in sentences; or new floors.
Promise: a floor goes down only where somebody says so, and a changed gold needs floors pinned anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import ConfigError

if TYPE_CHECKING:
    from pipeline.evaluate import Evaluation

# Rounding differs between processors and may flip a claim on the border: two flipped claims pass, three are a
# change worth looking at. What a claim is worth depends on how many the figure counts.
EPSILON = 2.0
FLOORS = {  # figure -> the count of which one claim is a share
    "claim_f1": "gold",
    "full_claim_f1": "gold",
    "role_accuracy": "found",
    "status_accuracy": "found",
    "date_accuracy": "found",
    "date_recall": "dated",
    "reason_accuracy": "found",
    "reason_recall": "reasoned",
}
REPIN = "look at the change, then pin with `wortlaut evaluate --gate FILE --update`"


def check_gate(evaluation: Evaluation, baseline: Path) -> list[str]:
    """Everything that keeps `evaluation` from passing, in sentences; empty when it passes."""
    pinned = _read(baseline)
    faults = []
    if pinned["gold"] != evaluation.gold_digest:
        faults.append(f"the gold has changed since the floors were pinned; {REPIN}")
    faults += [f"doubtful annotation, {doubt}" for doubt in evaluation.doubts]
    if evaluation.grounding != 1.0:
        faults.append(f"grounding is {evaluation.grounding}, and must be 1.0")
    if evaluation.unread:
        faults.append(f"annotated articles not read: {', '.join(evaluation.unread)}")
    for article, sentence in evaluation.lost:
        faults.append(f"gold evidence is not in the text of {article}: {sentence!r}")
    for language, floors in pinned["floors"].items():
        for name, floor in floors.items():
            value = _measured(evaluation, language, name)
            if value < floor - _slack(evaluation, language, name):
                faults.append(f"{language} {name} is {value:.3f}, below its floor {floor:.3f}")
    return faults


def pin_gate(evaluation: Evaluation, baseline: Path, *, allow_regression: bool = False) -> list[str]:
    """Write what was measured as the new floors; returns a sentence for each floor that moved.

    Raises ConfigError, and writes nothing, where a floor would go down and `allow_regression` is not set.
    """
    old = _read(baseline)["floors"] if baseline.exists() else {}
    new = {
        language: {name: _floor(_measured(evaluation, language, name)) for name in FLOORS}
        for language in sorted(evaluation.languages)
    }
    moved, lowered = [], []
    for language in sorted(set(old) | set(new)):
        for name in FLOORS:
            before, after = (floors.get(language, {}).get(name) for floors in (old, new))
            if before == after:
                continue
            moved.append(f"{language} {name}: {before} -> {after}")
            if before is not None and (after is None or after < before):
                lowered.append(moved[-1])
    if lowered and not allow_regression:
        raise ConfigError(
            "floors would go down:\n  "
            + "\n  ".join(lowered)
            + "\nmend the extraction, or add --allow-regression and say why in the commit"
        )
    table = {"gold": evaluation.gold_digest, "floors": new}
    baseline.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    return moved


def _measured(evaluation: Evaluation, language: str, name: str) -> float:
    figures = evaluation.languages.get(language)
    value = getattr(figures, name) if figures is not None else None
    return 0.0 if value is None else float(value)


def _slack(evaluation: Evaluation, language: str, name: str) -> float:
    figures = evaluation.languages.get(language)
    return EPSILON / max(1, getattr(figures, FLOORS[name])) if figures is not None else 0.0


def _floor(value: float) -> float:
    return math.floor(value * 1000) / 1000


def _read(baseline: Path) -> Mapping[str, Any]:
    try:
        table = json.loads(baseline.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{baseline}: can't be read ({error}); pin floors with --update") from error
    if not isinstance(table, dict) or not {"gold", "floors"} <= set(table):
        raise ConfigError(f"{baseline}: needs `gold` and `floors`; pin it anew with --update")
    return table
