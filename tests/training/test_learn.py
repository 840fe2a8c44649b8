"""What is learned, taken out of scikit-learn: the shipped form must say the same."""

import numpy as np
import pytest

from training.learn import forest_of


def test_the_trees_say_what_scikit_learn_says():
    ensemble = pytest.importorskip("sklearn.ensemble", reason="comes with wortlaut[train]")
    chance = np.random.RandomState(1)
    rows = chance.normal(size=(400, 3))
    labels = rows[:, 0] + rows[:, 1] * rows[:, 2] > 0.2
    model = ensemble.HistGradientBoostingClassifier(max_iter=15, random_state=1).fit(rows, labels)
    forest = forest_of(model, ["a", "b", "c"])
    asked = chance.normal(size=(50, 3))
    ours = [forest.probability(dict(zip("abc", row, strict=True))) for row in asked]
    assert ours == pytest.approx(model.predict_proba(asked)[:, 1], abs=1e-3)
