"""Fit the coefficients of `pipeline/gazetteer/score.py` to pairs of names judged by people.

    python gazetteer/fit.py PAIRS

PAIRS is a folder of CSV files with the columns `left`, `right`, `match`. Prints the F1 of five-fold
cross-validation, pairs of one left name in one fold, and then the coefficients of a fit to all pairs: what
goes into the file.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path

import numpy as np

from pipeline.gazetteer.score import MATCH_THRESHOLD, measures, parse

RIDGE = 0.57  # keeps the coefficients of measures that say the same small
# Misprints made by a program are many and easy: pairs that people wrote down count twice.
WRITTEN_BY_PEOPLE = frozenset(("nomenklatura",))


def fit(values: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; the constant first."""
    matrix = np.column_stack([np.ones(len(values)), values])
    ridge = np.diag([1e-6] + [RIDGE] * values.shape[1])
    coefficients = np.zeros(matrix.shape[1])
    for _ in range(50):
        guess = probabilities(coefficients, values)
        slope = matrix.T @ (weights * (guess - truth)) + ridge @ coefficients
        curve = (matrix * (weights * guess * (1 - guess))[:, None]).T @ matrix + ridge
        step = np.linalg.solve(curve, slope)
        coefficients -= step
        if np.abs(step).max() < 1e-8:
            break
    return coefficients


def probabilities(coefficients: np.ndarray, values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(coefficients[0] + values @ coefficients[1:])))


def main() -> None:
    rows = []
    for path in sorted(Path(sys.argv[1]).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += [
                (path.stem, row["left"], row["right"], row["match"] == "1") for row in csv.DictReader(file)
            ]
    values = np.array([measures(parse(left), parse(right)) for _, left, right, _ in rows])
    truth = np.array([match for *_, match in rows], dtype=float)
    weights = np.array([2.0 if source in WRITTEN_BY_PEOPLE else 1.0 for source, *_ in rows])
    folds = np.array([hashlib.sha256(left.encode()).digest()[0] % 5 for _, left, _, _ in rows])
    answers = np.zeros(len(rows), dtype=bool)
    for fold in range(5):
        kept = folds != fold
        coefficients = fit(values[kept], truth[kept], weights[kept])
        answers[~kept] = probabilities(coefficients, values[~kept]) > MATCH_THRESHOLD
    hits = (answers & (truth == 1)).sum()
    print(f"cross-validated, without a gazetteer: F1 {2 * hits / (answers.sum() + truth.sum()):.3f}")
    print("COEFFICIENTS =", tuple(round(float(c), 2) for c in fit(values, truth, weights)))


if __name__ == "__main__":
    main()
