"""Learns the weights of the claim decisions (`pipeline/claims/weights`) from our own annotated articles.

    python -m training.learn FILE[:WEIGHT]... [--data FOLDER] [--out FOLDER]

A file holds articles with gold claims (`.jsonl`, `.jsonl.gz`), marked sentences (`.txt`) or judgements of
texts of the training data (`.jsonl`), in the formats that `training/claims/README.md` explains; WEIGHT says
how much each of its examples counts (default 1). Three decisions are learned by logistic
regression over the features of `pipeline/claims`: whether a candidate is a claim, its role, and the status of
its trigger. The fourth, whether all that an article says makes a fact, is learned by boosted trees and builds
on the first two (stacked generalisation, Wolpert 1992): it learns from what models say of articles that they
were not fitted on. Needs scikit-learn (`pip install wortlaut[train]`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.claims.action import find_triggers
from pipeline.claims.candidate import find_candidates
from pipeline.claims.entity import find_names
from pipeline.claims.features import Candidate
from pipeline.claims.forest import Forest
from pipeline.claims.linear import WEIGHTS
from pipeline.claims.proposal import Proposal
from pipeline.claims.selection import level
from pipeline.claims.status import status_features
from pipeline.claims.support import fact_features
from pipeline.claims.tree import Tree
from pipeline.evaluate import name_key
from pipeline.gazetteer import load_gazetteer
from pipeline.languages import LANGUAGES
from pipeline.lexicon import load_lexicon
from pipeline.mentions import find_mentions
from pipeline.nlp import parse
from training.articles import DATA, held_out, read_articles
from training.verdicts import verdicts_of

MIN_COUNT = 2  # rarer features are noise
# Statuses in real news; our own articles hold more of the rare ones, to teach them.
STATUS_SHARES = {"asserted": 0.70, "planned": 0.14, "speculative": 0.09, "cancelled": 0.04, "negated": 0.03}
# Inverse strength of regularisation of each decision, by cross-validation over articles.
DECISIONS = {"claim": 0.4, "role": 1.0, "status": 0.3}
# Boosting of the decision about facts, by cross-validation too.
FACT = {
    "max_iter": 60,
    "learning_rate": 0.12,
    "max_leaf_nodes": 20,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
    "max_features": 0.3,
    "random_state": 1,
}
FOLDS = 5


@dataclass
class Examples:
    """Rows of one decision: features, label, weight, and the article they come from."""

    features: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)

    def add(self, features: list[str], label: str, weight: float, article: str) -> None:
        """One more row."""
        self.features.append(features)
        self.labels.append(label)
        self.weights.append(weight)
        self.articles.append(article)


@dataclass
class Reading:
    """The candidates of an article and where in the examples of `claim` they begin; the gold facts."""

    candidates: list[tuple[Candidate, int]]
    first: int
    gold: set[tuple[str, str]]


def collect(
    articles: Sequence[dict[str, Any]], examples: dict[str, Examples], weight_of_all: float
) -> Iterator[Reading]:
    """Add the examples of each decision; yield what the facts are made of, for whole articles."""
    gazetteer, lexicon = load_gazetteer(None), load_lexicon()
    for code, language in LANGUAGES.items():
        texts = [(a["text"], a) for a in articles if a["language"] == code]
        for doc, article in parse(texts, code) if texts else ():
            hits = gazetteer.find(doc.text, language=code)
            mentions = find_mentions(doc, hits, gazetteer.link, article_id=article["id"])
            verdicts = verdicts_of(article)
            mentions = verdicts.mentions(mentions)
            nouns = lexicon.triggers[language.code].nouns
            tree = Tree(doc)
            names = find_names(tree, mentions, language, words=nouns)
            reading = Reading([], len(examples["claim"].labels), verdicts.facts)
            for candidate, features, number in find_candidates(tree, names, language, lexicon):
                verdict = verdicts.of(candidate)
                if verdict is None:
                    continue
                weight = weight_of_all * verdict.weight
                examples["claim"].add(features, "yes" if verdict.role else "no", weight, article["id"])
                if verdict.role:
                    examples["role"].add(features, verdict.role, weight, article["id"])
                reading.candidates.append((candidate, number))
            if verdicts.whole:
                yield reading
            for trigger in find_triggers(tree, lexicon, code):
                status = verdicts.status_of(trigger)
                if status is not None:
                    features = status_features(trigger, language)
                    examples["status"].add(features, status, weight_of_all, article["id"])


def fit(examples: Examples, strength: float) -> dict[str, Any]:
    """The weights of one decision."""
    rows, names = _matrix(examples)
    model = _regression(strength).fit(rows, examples.labels, sample_weight=examples.weights)
    return _table(model.classes_, _rows_of(model.coef_), names)


def _regression(strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)


def _matrix(examples: Examples) -> tuple[Any, Sequence[str]]:
    from sklearn.feature_extraction import DictVectorizer

    counts = Counter(feature for row in examples.features for feature in set(row))
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        [{f: 1 for f in row if counts[f] >= MIN_COUNT} for row in examples.features]
    )
    return rows, vectorizer.get_feature_names_out()


def _rows_of(weights: Any) -> Any:
    """A row for each class; scikit-learn keeps one for two."""
    return weights if len(weights) > 1 else [-weights[0] / 2, weights[0] / 2]


def _table(classes: Iterable[Any], rows: Any, names: Sequence[str]) -> dict[str, Any]:
    weights = {
        str(name): [round(float(row[column]), 3) for row in rows]
        for column, name in sorted(enumerate(names), key=lambda pair: pair[1])
    }
    kept = {name: values for name, values in weights.items() if any(abs(v) >= 0.005 for v in values)}
    return {"classes": [str(c) for c in classes], "weights": kept}


def unseen(examples: Examples, strength: float, label: str, asked: Examples) -> list[float]:
    """The probability of a label for each row of `asked`, by a model that saw no row of its article."""
    from sklearn.model_selection import GroupKFold

    rows, names = _matrix(examples)
    labels, weights = np.array(examples.labels), np.array(examples.weights)
    articles = np.array(examples.articles)
    questions = _known(asked, names)
    chances = np.zeros(len(asked.labels))
    for _, judged in GroupKFold(FOLDS).split(questions, groups=asked.articles):
        fitted = ~np.isin(articles, list({asked.articles[row] for row in judged}))
        model = _regression(strength).fit(rows[fitted], labels[fitted], sample_weight=weights[fitted])
        chances[judged] = model.predict_proba(questions[judged])[:, list(model.classes_).index(label)]
    return chances.tolist()


def _known(asked: Examples, names: Sequence[str]) -> Any:
    """The rows as a matrix of the features that a model knows."""
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer().fit([dict.fromkeys(names, 1)])
    return vectorizer.transform([dict.fromkeys(row, 1) for row in asked.features])


def fit_facts(readings: Sequence[Reading], chances: Sequence[float], agencies: Sequence[float]) -> Forest:
    """The trees of the decision about facts, from what models say of articles that they have not seen."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.feature_extraction import DictVectorizer

    features: list[dict[str, float]] = []
    labels: list[bool] = []
    for reading in readings:
        proposals = [
            Proposal(candidate, number, partial(float, agencies[place]), chances[place])
            for place, (candidate, number) in enumerate(reading.candidates, reading.first)
        ]
        texts = {p.fact: p.candidate.member.text for p in proposals}
        for (name, action), values in fact_features(level(proposals)).items():
            features.append(values)
            keys = {(name_key(form), action) for form in (name, texts[name, action])}
            labels.append(bool(keys & reading.gold))
    vectorizer = DictVectorizer(sparse=False)
    rows = vectorizer.fit_transform(features)
    model = HistGradientBoostingClassifier(**FACT).fit(rows, labels)
    return forest_of(model, list(vectorizer.get_feature_names_out()))


def forest_of(model: Any, names: Sequence[str]) -> Forest:
    """The trees of a boosted model of scikit-learn, which has no public way to them."""
    trees = tuple(_tree(stage[0].nodes, 0, names) for stage in model._predictors)
    return Forest(round(float(model._baseline_prediction.ravel()[0]), 5), trees)


def _tree(nodes: Any, place: int, names: Sequence[str]) -> Any:
    node = nodes[place]
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    low, high = (_tree(nodes, int(node[side]), names) for side in ("left", "right"))
    return [names[node["feature_idx"]], round(float(node["num_threshold"]), 5), low, high]


def reweigh(examples: Examples, shares: dict[str, float]) -> None:
    """Scale the weights of the rows so that the labels have the shares."""
    total = sum(examples.weights)
    sums = dict.fromkeys(shares, 0.0)
    for label, weight in zip(examples.labels, examples.weights, strict=True):
        sums[label] += weight
    for index, label in enumerate(examples.labels):
        examples.weights[index] *= shares[label] * total / sums[label]


def write(table: dict[str, Any], path: Path) -> None:
    """One line for each feature, so that a change can be read."""
    lines = ",\n".join(
        f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in table["weights"].items()
    )
    head = json.dumps(table["classes"])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{"classes": {head}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


def write_trees(forest: Forest, path: Path) -> None:
    """One line for each tree."""
    trees = ",\n".join(json.dumps(tree, ensure_ascii=False) for tree in forest.trees)
    path.write_text(f'{{"base": {forest.base}, "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="FILE[:WEIGHT]")
    parser.add_argument("--data", type=Path, default=DATA, help="the training data that judgements name")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    without = set(held_out())
    examples = {name: Examples() for name in DECISIONS}
    readings: list[Reading] = []
    for file in args.files:
        name, _, weight = file.partition(":")
        readings += collect(read_articles([Path(name)], without, args.data), examples, float(weight or 1))
    reweigh(examples["status"], STATUS_SHARES)
    for name, strength in DECISIONS.items():
        table = fit(examples[name], strength)
        write(table, args.out / f"{name}.json")
        rows = len(examples[name].labels)
        print(f"{name}: {rows} examples, {len(table['weights'])} weights, classes {table['classes']}")
    candidates = examples["claim"]
    chances = unseen(candidates, DECISIONS["claim"], "yes", candidates)
    agencies = unseen(examples["role"], DECISIONS["role"], "agent", candidates)
    write_trees(fit_facts(readings, chances, agencies), args.out / "fact.json")


if __name__ == "__main__":
    main()
