"""Small linear models: features in, probabilities out.

Weights are learned by `training/learn.py` with multinomial logistic regression and kept as JSON, one table
for each decision: {"classes": [...], "weights": {feature: [a weight for each class]}}. Readable, diffable,
and fast enough that it never shows in a profile.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import add
from pathlib import Path

from pipeline.errors import ConfigError

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class LinearModel:
    """One decision: its classes, and for each feature a weight for each class."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class, from the features that hold; unknown ones say nothing."""
        held = dict.fromkeys(features)  # each once, as in learning
        known = [row for feature in held if (row := self.weights.get(feature)) is not None]
        # Added one after the other: `sum` of other Python versions rounds otherwise.
        scores = [reduce(add, column) for column in zip(*known, strict=True)] or [0.0] * len(self.classes)
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = math.fsum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

    def probability(self, name: str, features: Iterable[str]) -> float:
        """The probability of one of two classes, in half the time."""
        sign = (-1.0, 1.0)[self.classes.index(name)]
        margins = self._margins
        known = [
            margin for feature in dict.fromkeys(features) if (margin := margins.get(feature)) is not None
        ]
        return 1.0 / (1.0 + math.exp(-sign * reduce(add, known, 0.0)))

    @cached_property
    def _margins(self) -> dict[str, float]:
        """By how much a feature speaks more for the second of two classes than for the first."""
        return {feature: second - first for feature, (first, second) in self.weights.items()}


@cache
def load_model(name: str, folder: Path = WEIGHTS) -> LinearModel:
    """The model kept in `folder/name.json`; raises ConfigError where it is missing or broken."""
    path = folder / f"{name}.json"
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        weights = {feature: tuple(values) for feature, values in table["weights"].items()}
        return LinearModel(tuple(table["classes"]), weights)
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"{path}: can't be read ({error}); reinstall wortlaut or train it again") from error
