"""Small linear models: features in, probabilities out.

Weights are learned by `training/claims` with multinomial logistic regression and kept as JSON, one table
for each decision: {"classes": [...], "weights": {feature: [a weight for each class]}}. Readable, diffable,
and fast enough that it never shows in a profile.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import add
from pathlib import Path

from pipeline.errors import ConfigError

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class LinearModel:
    """One decision: its classes, and for each feature a weight for each class."""

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str] | Mapping[str, float]) -> dict[str, float]:
        """The probability of each class, from features that hold or have values; unknown ones say nothing."""
        if isinstance(features, Mapping):
            known = [
                tuple(value * weight for weight in self.weights[feature])
                for feature, value in features.items()
                if feature in self.weights
            ]
        else:
            held = dict.fromkeys(features)  # each once, as in learning
            known = [row for feature in held if (row := self.weights.get(feature)) is not None]
        # Added one after the other: `sum` of other Python versions rounds otherwise.
        scores = [reduce(add, column) for column in zip(*known, strict=True)] or [0.0] * len(self.classes)
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = math.fsum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}


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
