"""Small linear models: features in, probabilities out."""

import pytest

from pipeline.claims.linear import LinearModel

MODEL = LinearModel(("no", "yes"), {"a": (-0.5, 0.5), "b": (0.2, -0.3)})


@pytest.mark.parametrize("features", [[], ["a"], ["a", "b"], ["a", "a", "unknown"]])
def test_the_short_way_of_two_classes_gives_what_the_long_way_gives(features):
    for name, probability in MODEL.probabilities(features).items():
        assert MODEL.probability(name, features) == pytest.approx(probability)


def test_a_feature_counts_once():
    assert MODEL.probability("yes", ["a", "a"]) == MODEL.probability("yes", ["a"])


def test_nothing_known_leaves_it_open():
    assert MODEL.probability("yes", ["unknown"]) == 0.5
