"""Trees that vote: numbers in, a probability out."""

import json
import math

import pytest

from pipeline.claims.forest import Forest, load_forest
from pipeline.errors import ConfigError

STUMP = ("best", 0.5, -1.0, ("names", 2.0, 1.0, 3.0))


@pytest.mark.parametrize(
    ("features", "score"),
    [
        ({"best": 0.5}, -1.0),  # the limit itself goes low
        ({"best": 0.6}, 1.0),  # what is not given is 0
        ({"best": 0.6, "names": 3.0}, 3.0),
        ({}, -1.0),
    ],
)
def test_a_tree_is_followed_to_its_leaf(features, score):
    assert Forest(0.0, (STUMP,)).probability(features) == pytest.approx(1 / (1 + math.exp(-score)))


def test_trees_add_up():
    assert Forest(0.5, (-0.25, -0.25)).probability({}) == 0.5


def test_written_trees_are_read_back(tmp_path):
    table = {"base": -1.5, "trees": [0.25, ["best", 0.5, -1, ["names", 2, 1.0, 3.0]]]}
    (tmp_path / "fact.json").write_text(json.dumps(table), encoding="utf-8")
    assert load_forest("fact", tmp_path) == Forest(-1.5, (0.25, STUMP))


@pytest.mark.parametrize("content", ["", "{}", '{"base": 1, "trees": [["best", 1, 2]]}'])
def test_broken_trees_name_the_file_and_the_remedy(tmp_path, content):
    (tmp_path / "fact.json").write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"fact\.json.*reinstall"):
        load_forest("fact", tmp_path)
