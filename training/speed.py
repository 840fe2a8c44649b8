"""Our pipeline against spaCy's own recipe, paired: words per second of one core on the same texts.

The other is spaCy's `efficiency` config (one tok2vec of width 96 for all components) with the same components
and tokenizer. It gets a few steps of training so that its parser moves like a parser.

    python -m training.speed --data ../shared/training
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config, minibatch
from thinc.api import use_ops

from training.build import MODELS, own_articles
from training.corpus import documents, named, treebank
from training.tokenizer import tokenise

COMPONENTS = ["tagger", "morphologizer", "parser", "trainable_lemmatizer", "ner"]
ROUNDS = 5
TRAINING_DOCS = 60


def efficient(language: str, data: Path) -> Language:
    """A barely trained pipeline of spaCy's `efficiency` config over our labels."""
    config: Any = init_config(lang=language, pipeline=COMPONENTS, optimize="efficiency")
    nlp = load_model_from_config(config, auto_fill=True)
    tokenise(nlp)
    trees = treebank(data / language / "syntax" / "dev.conllu.gz", language)
    gold = list(documents(trees, nlp.vocab))[:TRAINING_DOCS]
    gold += list(named(own_articles(data, language), nlp))[:TRAINING_DOCS]
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in gold]
    optimizer = nlp.initialize(lambda: examples)
    for batch in minibatch(examples, 8):
        nlp.update(batch, sgd=optimizer)
    return nlp


def seconds(nlp: Language, texts: Sequence[str]) -> float:
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return time.process_time() - start


def compare(language: str, data: Path) -> str:
    with use_ops("numpy", use_blis=False):  # as `pipeline.nlp` loads it
        ours = spacy.load(MODELS / language)
    alike = spacy.load(MODELS / language)
    other = efficient(language, data)
    texts = [record["text"] for record in own_articles(data, language)]
    words = sum(len(text.split()) for text in texts)
    rounds = [tuple(seconds(nlp, texts) for nlp in (ours, alike, other)) for _ in range(ROUNDS)]
    ratio = statistics.median(c / a for a, _, c in rounds)
    same = statistics.median(c / b for _, b, c in rounds)
    speed = words / statistics.median(a for a, _, _ in rounds)
    return (
        f"{language}: {speed:,.0f} words/s, {ratio:.2f} x the speed of spaCy's efficiency config "
        f"({same:.2f} x with spaCy's own matrix products)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.speed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    for language in ("de", "en"):
        print(compare(language, options.data))


if __name__ == "__main__":
    main()
