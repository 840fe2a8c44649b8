"""One function for each step of the recipe; each reads what the step before it left in the work folder."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.cli.init_pipeline import convert_vectors
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from pipeline import encoder  # noqa: F401  spaCy must know its name
from training.articles import held_out as judging_ids
from training.articles import read_lines
from training.conllu import Sentence
from training.corpus import SEED, blank, documents, freed, named, records, treebank, weighted, write
from training.fill import fill_features, fill_names
from training.replace import invented, pool, replaced
from training.silver import with_names
from training.tokenizer import tokenise
from training.vectors import train as train_vectors

CONFIGS = Path(__file__).parent / "configs"
MODELS = Path(__file__).parent.parent / "pipeline" / "models"
VERSION = "1.0.0"
TREEBANKS = {
    "de": ("syntax/train", "syntax/news_corrected", "syntax/own_corrected"),
    "en": ("syntax/train",),
}
TAGGED = {"de": ("pos/train",), "en": ()}  # universal tags alone, of an older release
TREE_TURNS = {"de": 2, "en": 1}  # times that the trees come for each time that the tagged text comes
NAME_LISTS = {"de": ("ner/train",), "en": ("ner/train", "ner/btc")}
# MobIE marks no persons, and its tweets are far from news; the protocols have the spelling of 1951.
LEFT_OUT = ("MobIE", "plenarprotokolle_ner")
OWN_TURNS = 2
# Near our texts: their company names are exchanged in a further copy.
NEWS = {"de": ("SmartData",), "en": ("UNER_English-PUD", "UNER_English-EWT", "re3d")}
# What has gaps: corpora that leave something unmarked, articles that have claims but no names. A first model
# fills them; what ships is trained on from there, which takes fewer steps than from nothing.
GAPS = {"de": ("syntax", "names"), "en": ("names",)}
CLAIMS = Path(__file__).parent / "claims"
FIRST_STEPS, FURTHER_STEPS = 1200, 2800
# Steps of a second round, for what its first round left unfinished.
AGAIN = {"de": {"names": 6000}, "en": {"syntax": 3000, "names": 5000}}
# The last round of the names learns from corpora that the second has filled anew. German goes on from where
# that ended; English begins again, with spaCy's windows: they learn as much from them and are faster.
LAST: dict[str, tuple[str, bool, dict[str, Any]]] = {
    "de": (
        "names.cfg",
        True,
        {
            "training.max_steps": 5000,
            "training.dropout": 0.2,
            "training.optimizer.learn_rate.initial_rate": 0.0012,
            "training.batcher.size.start": 1000,
        },
    ),
    "en": ("names.last.en.cfg", False, {}),
}


def held_out(data: Path, language: str) -> list[dict[str, Any]]:
    """Our own articles that never train."""
    ids = set(judging_ids())
    return [record for record in own_articles(data, language) if record["id"] in ids]


def vectors(data: Path, language: str, work: Path) -> None:
    path = train_vectors(data, language, work)
    nlp = blank(language)
    convert_vectors(nlp, path, truncate=0, prune=-1, mode="floret")
    nlp.to_disk(work / f"{language}.vectors")


def corpora(data: Path, language: str, work: Path) -> None:
    """Dev files, and what the first models train on: only what is annotated as a whole."""
    nlp = blank(language)
    whole = [_masked(sentence) for sentence in _trees(data, language)]
    dev = treebank(data / language / "syntax" / "dev.conllu.gz", language)
    parts = {
        "syntax.first": documents(weighted(whole), nlp.vocab),
        "syntax.dev": documents(dev, nlp.vocab),
        "names.first": named(_lists(data, language), nlp),
        "names.dev": named(records(data / language / "ner" / "dev.jsonl.gz"), nlp),
    }
    for name, docs in parts.items():
        print(f"{language}.{name}: {write(docs, _corpus(work, language, name))} tokens")


def first(language: str, work: Path) -> None:
    """Train the models that fill the gaps."""
    for kind in GAPS[language]:
        fit(kind, language, work, corpus="first", changes={"training.max_steps": FIRST_STEPS})


def fill(data: Path, language: str, work: Path) -> None:
    """What ships trains on: all sources, the gaps filled by the first models."""
    parts = {"syntax.train": _syntax(data, language, work), "names.train": _names(data, language, work)}
    for name, docs in parts.items():
        print(f"{language}.{name}: {write(docs, _corpus(work, language, name))} tokens")


def fit(
    kind: str, language: str, work: Path, *, corpus: str = "train", changes: dict[str, Any] | None = None
) -> None:
    """Train the components of one config (`syntax` or `names`); `changes` are config overrides.

    Where there is a first model, the components start from it instead of from random numbers.
    """
    further = corpus == "train" and kind in GAPS[language]
    start = _model(work, language, kind, "first") if further else None
    steps = {"training.max_steps": FURTHER_STEPS} if further else {}
    out = _model(work, language, kind, corpus)
    _train(f"{kind}.cfg", kind, language, work, corpus, out, start, steps | (changes or {}))


def again(language: str, work: Path) -> None:
    """A second round, from where the first ended (warm restart, Loshchilov & Hutter 2017)."""
    for kind, steps in AGAIN[language].items():
        changes = {
            "training.max_steps": steps,
            "training.optimizer.learn_rate.initial_rate": 0.0015,
            "training.batcher.size.start": 1000,
        }
        start, out = (_model(work, language, kind, name) for name in ("train", "again"))
        _train(f"{kind}.cfg", kind, language, work, "train", out, start, changes)


def last(data: Path, language: str, work: Path) -> None:
    """The names once more, from corpora whose gaps a better model has filled (self-training)."""
    docs = _names(data, language, work, filler="again")
    print(f"{language}.names.last: {write(docs, _corpus(work, language, 'names.last'))} tokens")
    config, further, changes = LAST[language]
    start = _model(work, language, "names", "again") if further else None
    _train(config, "names", language, work, "last", _model(work, language, "names", "last"), start, changes)


def _train(
    config_file: str,
    kind: str,
    language: str,
    work: Path,
    corpus: str,
    out: Path,
    start: Path | None,
    changes: dict[str, Any],
) -> None:
    # numpy's matrix product is three times as fast as spaCy's own here; set OPENBLAS_NUM_THREADS=1.
    set_current_ops(NumpyOps(use_blis=False))
    overrides = {
        "nlp.lang": language,
        "paths.train": str(_corpus(work, language, f"{kind}.{corpus}")),
        "paths.dev": str(_corpus(work, language, f"{kind}.dev")),
        "paths.vectors": str(work / f"{language}.vectors"),
    }
    config = load_config(CONFIGS / config_file, overrides | changes, interpolate=False)
    if start is not None:
        source = str(start / "model-last")
        config["components"] = {name: {"source": source} for name in config["components"]}
    out.mkdir(parents=True, exist_ok=True)
    nlp = init_nlp(config)
    if start is not None and "lemmatizer" in nlp.pipe_names:
        # spaCy 3.8 forgets this table when it loads a lemmatizer, and then teaches it tree 0 for every word.
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    train(nlp, out, stdout=sys.stdout, stderr=sys.stderr)


def package(language: str, work: Path, models: Path = MODELS) -> Path:
    """Join the trained components to one pipeline, without what only training needs."""
    nlp, names = (spacy.load(_last(work, language, kind) / "model-last") for kind in ("syntax", "names"))
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
    strings = json.dumps(_needed_strings(nlp), ensure_ascii=False)
    (path / "vocab" / "strings.json").write_text(strings, encoding="utf-8")
    (path / "meta.json").write_text(json.dumps(nlp.meta, indent=1, ensure_ascii=False), encoding="utf-8")
    if text is not None:
        card.write_text(text, encoding="utf-8")
    return path


def _needed_strings(nlp: Language) -> list[str]:
    """What the pipeline must be able to spell: its rules, labels and endings, but no word of its corpora."""
    needed = set(blank(nlp.lang).vocab.strings)
    for name in nlp.pipe_names:
        needed.update(getattr(nlp.get_pipe(name), "labels", ()))
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    needed.update(
        nlp.vocab.strings[tree[part]] for tree in trees for part in ("orig", "subst") if part in tree
    )
    return sorted(map(str, needed))


def own_articles(data: Path, language: str) -> Iterator[dict[str, Any]]:
    return records(data / "own" / f"{language}.jsonl.gz")


def _corpus(work: Path, language: str, name: str) -> Path:
    return work / f"{language}.{name}.spacy"


def _model(work: Path, language: str, kind: str, corpus: str) -> Path:
    return work / f"{language}.{kind}.{corpus}"


def _last(work: Path, language: str, kind: str) -> Path:
    if kind == "names":
        return _model(work, language, kind, "last")
    return _model(work, language, kind, "again" if kind in AGAIN[language] else "train")


def _trees(data: Path, language: str) -> Iterator[Sentence]:
    for name in TREEBANKS[language]:
        yield from treebank(data / language / f"{name}.conllu.gz", language)


def _masked(sentence: Sentence) -> Sentence:
    for word in sentence.words:
        if word.feats is None:
            word.upos = ""  # a tag without features would teach "no features"
    return sentence


def _lists(data: Path, language: str) -> list[dict[str, Any]]:
    paths = [data / language / f"{name}.jsonl.gz" for name in NAME_LISTS[language]]
    return [freed(record) for path in paths for record in records(path) if record["source"] not in LEFT_OUT]


def _syntax(data: Path, language: str, work: Path) -> Iterator[Doc]:
    filled = "syntax" in GAPS[language]
    nlp = spacy.load(_model(work, language, "syntax", "first") / "model-last") if filled else blank(language)
    trees = list(_trees(data, language))
    for turn in range(TREE_TURNS[language]):
        docs = documents(weighted(trees), nlp.vocab, seed=SEED + turn)
        yield from fill_features(docs, nlp) if filled else docs
    for name in TAGGED[language]:
        docs = documents(treebank(data / language / f"{name}.conllu.gz", language), nlp.vocab)
        yield from fill_features(docs, nlp, revised=True)


def _names(data: Path, language: str, work: Path, *, filler: str = "first") -> Iterator[Doc]:
    nlp = spacy.load(_model(work, language, "names", filler) / "model-last")
    lists = _lists(data, language)
    ids = set(judging_ids())
    own = [record for record in own_articles(data, language) if record["id"] not in ids]
    claimed = list(with_names(_claimed(language), nlp))
    real = pool([*lists, *own])
    names = [*real, *invented(lists, language, len(real), SEED)]
    near = [record for record in lists if record["source"] in NEWS[language]]
    copies = [*replaced([*near, *own, *claimed], names, SEED), *replaced(own, names, SEED + 1)]
    mixed = [*lists, *own * OWN_TURNS, *claimed, *copies]
    random.Random(SEED).shuffle(mixed)
    docs = named(mixed, blank(language))
    whole = ("PER", "ORG", "LOC", "MISC")
    return fill_names(((d, frozenset(r.get("labels", whole))) for d, r in zip(docs, mixed, strict=True)), nlp)


def _claimed(language: str) -> Iterator[dict[str, Any]]:
    """Our own articles that teach the claims."""
    for path in sorted(CLAIMS.glob(f"*_{language}*.jsonl")):
        yield from (record for record in read_lines(path) if "claims" in record)
