"""Boosted trees: numbers in, a probability out (gradient boosting, Friedman 2001).

Learned by `training/learn.py` and kept as JSON: {"base": log odds, "trees": [...]}. A tree is a number, what
it adds to the log odds, or [feature, limit, tree up to the limit, tree above it]; a feature that is not given
is 0.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.claims.linear import WEIGHTS
from pipeline.errors import ConfigError

Node = Any  # float | tuple[str, float, Node, Node]: mypy knows no recursive tuples of lists


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that vote with numbers."""

    base: float
    trees: tuple[Node, ...]

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability of "yes"."""
        score = self.base
        for node in self.trees:
            while not isinstance(node, float):
                name, limit, low, high = node
                node = low if features.get(name, 0.0) <= limit else high
            score += node
        return 1.0 / (1.0 + math.exp(-score))


@cache
def load_forest(name: str, folder: Path = WEIGHTS) -> Forest:
    """The trees kept in `folder/name.json`; raises ConfigError where they are missing or broken."""
    path = folder / f"{name}.json"
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return Forest(float(table["base"]), tuple(_node(tree) for tree in table["trees"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: can't be read ({error}); reinstall wortlaut or train it again") from error


def _node(written: Any) -> Node:
    if isinstance(written, list):
        name, limit, low, high = written
        return (str(name), float(limit), _node(low), _node(high))
    return float(written)
