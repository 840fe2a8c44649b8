"""Word vectors in, vectors of words in their context out: the encoder of both language models.

spaCy's own encoder is a stack of windows that sees four words to each side. Ours lets one or two windows
read the neighbours and a bidirectional LSTM the rest of the document, as graph and transition parsers do
(Kiperwasser & Goldberg 2016, TACL 4): what a German verb governs often stands ten words before it.
Importing this module tells spaCy the name that the configs and the trained models refer to.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import LSTM, Maxout, Model, chain, with_array, with_padded
from thinc.types import Floats2d

Vectors = list[Floats2d]


@registry.architectures("wortlaut.ContextEncoder.v1")  # type: ignore[untyped-decorator]
def build_encoder(
    width: int, window_width: int, window_depth: int, context_width: int, context_depth: int
) -> Model[Vectors, Vectors]:
    """Windows, then an LSTM over what they saw; both are mixed to vectors of `width`."""
    windows = MaxoutWindowEncoder(width=window_width, window_size=1, maxout_pieces=3, depth=window_depth)
    lstm: Model[Vectors, Vectors] = with_padded(
        LSTM(nO=context_width, nI=window_width, bi=True, depth=context_depth)
    )
    mix = Maxout(nO=width, nI=window_width + context_width, nP=2, normalize=True, dropout=0.0)
    model: Model[Vectors, Vectors] = chain(windows, beside(lstm), with_array(mix))
    model.set_dim("nI", window_width)
    model.set_dim("nO", width)
    return model


def beside(layer: Model[Vectors, Vectors]) -> Model[Vectors, Vectors]:
    """What comes in and what `layer` makes of it, side by side.

    A way around the LSTM: what a word is shows in its form, where it belongs in its context.
    """
    return Model("beside", _forward, layers=[layer], init=_initialize)


def _forward(
    model: Model[Vectors, Vectors], vectors: Vectors, is_train: bool
) -> tuple[Vectors, Callable[[Vectors], Vectors]]:
    made, backprop_layer = model.layers[0](vectors, is_train)
    xp = model.ops.xp
    width = vectors[0].shape[1] if vectors else 0

    def backprop(gradients: Vectors) -> Vectors:
        through = backprop_layer([xp.ascontiguousarray(g[:, width:]) for g in gradients])
        return [g[:, :width] + t for g, t in zip(gradients, through, strict=True)]

    return [xp.hstack(pair) for pair in zip(vectors, made, strict=True)], backprop


def _initialize(model: Model[Vectors, Vectors], X: Vectors | None = None, Y: Vectors | None = None) -> None:
    model.layers[0].initialize(X=X)
