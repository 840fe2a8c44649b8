"""One function for each step of the recipe; each reads what the step before it left in the work folder."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.init_pipeline import convert_vectors
from spacy.cli.train import train

from training.corpus import SEED, blank, documents, named, records, treebank, weighted, write
from training.tokenizer import tokenise
from training.vectors import train as train_vectors

CONFIGS = Path(__file__).parent / "configs"
MODELS = Path(__file__).parent.parent / "pipeline" / "models"
VERSION = "1.0.0"
TREEBANKS = {
    "de": ("syntax/train", "syntax/news_corrected", "syntax/own_corrected"),
    "en": ("syntax/train",),
}
# MobIE marks no persons, and its tweets are far from news; the protocols have the spelling of 1951.
LEFT_OUT = ("MobIE", "plenarprotokolle_ner")
OWN_WEIGHT = 3
HELD_OUT = 6  # every sixth of our own articles never trains


def held_out(data: Path, language: str) -> list[dict[str, Any]]:
    """Our own articles that never train."""
    return [
        r
        for i, r in enumerate(records(data / "own" / f"{language}.jsonl.gz"))
        if i % HELD_OUT == HELD_OUT - 1
    ]


def vectors(data: Path, language: str, work: Path) -> None:
    path = train_vectors(data, language, work)
    nlp = blank(language)
    convert_vectors(nlp, path, truncate=0, prune=-1, mode="floret")
    nlp.to_disk(work / f"{language}.vectors")


def corpora(data: Path, language: str, work: Path) -> None:
    nlp = blank(language)
    sentences = [
        s for f in TREEBANKS[language] for s in treebank(data / language / f"{f}.conllu.gz", language)
    ]
    dev = treebank(data / language / "syntax" / "dev.conllu.gz", language)
    articles = [
        r for r in records(data / "own" / f"{language}.jsonl.gz") if r not in held_out(data, language)
    ]
    lists = [r for r in records(data / language / "ner" / "train.jsonl.gz") if r["source"] not in LEFT_OUT]
    random.Random(SEED).shuffle(lists)
    parts = {
        "syntax.train": documents(weighted(sentences), nlp.vocab),
        "syntax.dev": documents(dev, nlp.vocab),
        "names.train": named(lists + articles * OWN_WEIGHT, nlp),
        "names.dev": named(records(data / language / "ner" / "dev.jsonl.gz"), nlp),
    }
    for name, docs in parts.items():
        print(f"{language}.{name}: {write(docs, work / f'{language}.{name}.spacy')} tokens")


def fit(kind: str, language: str, work: Path, changes: dict[str, Any] | None = None) -> None:
    """Train the components of one config (`syntax` or `names`); `changes` are config overrides."""
    overrides = {
        "nlp.lang": language,
        "paths.train": str(work / f"{language}.{kind}.train.spacy"),
        "paths.dev": str(work / f"{language}.{kind}.dev.spacy"),
        "paths.vectors": str(work / f"{language}.vectors"),
    }
    train(CONFIGS / f"{kind}.cfg", work / f"{language}.{kind}", overrides=overrides | (changes or {}))


def package(language: str, work: Path, models: Path = MODELS) -> Path:
    """Join the trained components to one pipeline, without what only training needs."""
    nlp = spacy.load(work / f"{language}.syntax" / "model-best")
    names = spacy.load(work / f"{language}.names" / "model-best")
    names.vocab.vectors = nlp.vocab.vectors  # the same vectors, loaded twice
    nlp.add_pipe("ner", source=names)
    tokenise(nlp)
    nlp.meta |= {"name": "wortlaut", "version": VERSION, "description": "UD syntax and names for news"}
    for key in ("performance", "author", "email", "url", "license", "sources", "vectors"):
        nlp.meta.pop(key, None)
    path = models / language
    card = path / "README.md"
    text = card.read_text(encoding="utf-8") if card.exists() else None
    if path.exists():
        shutil.rmtree(path)
    nlp.to_disk(path)
    (path / "meta.json").write_text(json.dumps(nlp.meta, indent=1, ensure_ascii=False), encoding="utf-8")
    if text is not None:
        card.write_text(text, encoding="utf-8")
    return path
