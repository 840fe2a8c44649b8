"""The encoder of the language models: shapes, gradients, and no influence of what else is in a batch."""

import numpy as np
import pytest
from thinc.api import Linear, with_array

from pipeline.encoder import beside, build_encoder


@pytest.fixture
def encoder():
    model = build_encoder(width=6, window_width=4, window_depth=1, context_width=8, context_depth=1)
    model.initialize(X=[vectors(5)])
    return model


def vectors(words: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(words, 4)).astype("float32")


def test_each_word_gets_a_vector_of_the_width(encoder):
    made = encoder.predict([vectors(5), vectors(1), vectors(0)])
    assert [vector.shape for vector in made] == [(5, 6), (1, 6), (0, 6)]


def test_the_other_documents_of_a_batch_change_nothing(encoder):
    alone = encoder.predict([vectors(5)])[0]
    among = encoder.predict([vectors(9, 1), vectors(5), vectors(2, 2)])[1]
    np.testing.assert_allclose(alone, among, atol=1e-5)


def test_a_word_behind_the_window_counts(encoder):
    words = vectors(9)
    changed = words.copy()
    changed[7] += 1.0  # the window of the first word ends at the second
    first, second = (encoder.predict([x])[0][0] for x in (words, changed))
    assert np.abs(first - second).max() > 0


def test_the_gradient_goes_through_the_layer_and_around_it():
    layer = with_array(Linear(3, 4))
    model = beside(layer)
    words = [vectors(5), vectors(2, 1)]
    model.initialize(X=words)
    made, backprop = model.begin_update(words)
    assert [vector.shape for vector in made] == [(5, 7), (2, 7)]

    around = [np.zeros_like(vector) for vector in made]
    around[0][2, 1] = 1.0  # the second value of the third word
    back = backprop(around)[0]
    assert back[2, 1] == 1.0
    assert np.abs(back).sum() == 1.0

    through = [np.zeros_like(vector) for vector in made]
    through[0][2, 5] = 1.0  # the second value that the layer made of it
    back = model.begin_update(words)[1](through)[0]
    np.testing.assert_allclose(back[2], layer.layers[0].get_param("W")[1], rtol=1e-5)
