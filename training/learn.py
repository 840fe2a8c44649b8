"""Learns the weights of the claim decisions (`pipeline/claims/weights`) from our own annotated articles.

    python -m training.learn FILE[:WEIGHT]... [--out FOLDER]

A file holds articles with gold claims (`.jsonl`, `.jsonl.gz`) or marked sentences (`.txt`), in the formats
that `training/claims/README.md` explains; WEIGHT says how much each of its examples counts (default 1).
Articles whose ids stand in `corpus/own_ids.txt` judge and never train. Four decisions are learned by
logistic regression over the features of `pipeline/claims`: whether a candidate is a claim, its role, the
status of its trigger, and whether all that an article says makes a fact. The last builds on the first
(stacked generalisation, Wolpert 1992): it learns from what models say of articles that they were not fitted
on. Needs scikit-learn (`pip install wortlaut[train]`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.claims.action import find_triggers
from pipeline.claims.candidate import find_candidates
from pipeline.claims.entity import find_names
from pipeline.claims.features import Candidate
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
from pipeline.records import Mention

HELD_OUT = Path(__file__).parent.parent / "corpus" / "own_ids.txt"
REPEATED = 0.4  # weight of a candidate whose claim is stated most clearly in another sentence
MIN_COUNT = 2  # rarer features are noise
MARK = re.compile(r"\{([^|}]+)(?:\|([^}]*))?\}")
# Statuses in real news; our own articles hold more of the rare ones, to teach them.
STATUS_SHARES = {"asserted": 0.70, "planned": 0.14, "speculative": 0.09, "cancelled": 0.04, "negated": 0.03}
# Inverse strength of regularisation of each decision, by cross-validation over articles.
DECISIONS = {"claim": 0.8, "role": 1.0, "status": 0.3}
FACT = 0.3
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


def read_articles(paths: Sequence[Path], without: set[str]) -> list[dict[str, Any]]:
    """The annotated articles of the files, less those that judge."""
    articles: list[dict[str, Any]] = []
    for path in paths:
        if path.suffix == ".txt":
            articles += read_sentences(path, path.stem.rpartition("_")[2])
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        articles += [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]
    return [article for article in articles if article["id"] not in without]


def read_sentences(path: Path, language: str) -> list[dict[str, Any]]:
    """The marked sentences of a file, each as an article of its own; the file explains its marks."""
    articles: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        marked, _, status = line.partition("#")
        text = MARK.sub(lambda m: m[1], marked).strip()
        claims = [
            {
                "entity": mark[1],
                "action": code[:-1],
                "role": "agent" if code.endswith("+") else "target",
                "status": status.strip() or "asserted",
                "evidence": text,
            }
            for mark in MARK.finditer(marked)
            for code in (mark[2] or "").split(",")
            if code
        ]
        names = [mark[1] for mark in MARK.finditer(marked)]
        articles.append(
            {
                "id": f"{path.stem}-{number}",
                "language": language,
                "text": text,
                "claims": claims,
                "names": names,
            }
        )
    return articles


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
            mentions = _given(article, mentions) if "names" in article else _completed(article, mentions)
            nouns = lexicon.triggers[language.code].nouns
            tree = Tree(doc)
            names = find_names(tree, mentions, language, words=nouns)
            gold = _gold(article)
            candidates = list(find_candidates(tree, names, language, lexicon))
            if "names" not in article:
                placed = [(candidate, number) for candidate, _, number in candidates]
                yield Reading(placed, len(examples["claim"].labels), set(gold))
            for candidate, features, _ in candidates:
                keys = (name_key(candidate.member.name), name_key(candidate.member.text))
                claims = [c for key in keys for c in gold.get((key, candidate.trigger.action), ())]
                sentence = candidate.trigger.token.sent.text
                here = [c for c in claims if _overlaps(sentence, c["evidence"])]
                weight = weight_of_all * (1.0 if here or not claims else REPEATED)
                examples["claim"].add(features, "yes" if claims else "no", weight, article["id"])
                if claims:
                    examples["role"].add(features, (here or claims)[0]["role"], weight, article["id"])
            for trigger in find_triggers(tree, lexicon, code):
                statuses = {
                    claim["status"]
                    for claim in article["claims"]
                    if claim["action"] == trigger.action
                    and _overlaps(trigger.token.sent.text, claim["evidence"])
                }
                if len(statuses) == 1:
                    features = status_features(trigger, language)
                    examples["status"].add(features, statuses.pop(), weight_of_all, article["id"])


def _completed(article: dict[str, Any], found: Sequence[Mention]) -> list[Mention]:
    """What was found, and the organisations of gold claims that were not: a name missed teaches nothing."""
    mentions = list(found)
    for claim in article["claims"]:
        for name in sorted({claim["entity"], *claim.get("variants", ())}, key=lambda n: (-len(n), n)):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article["text"]):
                start, end = match.span()
                if not any(start < m.end and m.start < end for m in mentions):
                    mentions.append(Mention(f"{start}", start, end, name, "ORG", "both", claim["entity"]))
    return sorted(mentions, key=lambda m: m.start)


def _given(article: dict[str, Any], found: Sequence[Mention]) -> Sequence[Mention]:
    """The names that a marked sentence marks, whatever the models see in it."""
    return [
        Mention(f"{start}", start, start + len(name), name, "ORG", "both", name)
        for name in article["names"]
        for start in [article["text"].index(name)]
    ]


def _gold(article: dict[str, Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    gold: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for claim in article["claims"]:
        for name in {name_key(n) for n in (claim["entity"], *claim.get("variants", ()))}:
            gold.setdefault((name, claim["action"]), []).append(claim)
    return gold


def _overlaps(sentence: str, evidence: str) -> bool:
    sentence, evidence = sentence.strip(), evidence.strip()
    return sentence in evidence or evidence in sentence


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


def unseen(examples: Examples, strength: float) -> list[float]:
    """The probability of "yes" for each row, by a model that saw no row of its article."""
    from sklearn.model_selection import GroupKFold

    rows, _ = _matrix(examples)
    labels, weights = np.array(examples.labels), np.array(examples.weights)
    chances = np.zeros(len(labels))
    for fitted, judged in GroupKFold(FOLDS).split(rows, labels, examples.articles):
        model = _regression(strength).fit(rows[fitted], labels[fitted], sample_weight=weights[fitted])
        chances[judged] = model.predict_proba(rows[judged])[:, list(model.classes_).index("yes")]
    return chances.tolist()


def fit_facts(readings: Sequence[Reading], chances: Sequence[float], strength: float) -> dict[str, Any]:
    """The weights of the decision about facts; the values of features are scaled for learning alone."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    features: list[dict[str, float]] = []
    labels: list[str] = []
    for reading in readings:
        proposals = [
            Proposal(candidate, number, lambda: 0.5, chances[reading.first + place])
            for place, (candidate, number) in enumerate(reading.candidates)
        ]
        texts = {p.fact: p.candidate.member.text for p in proposals}
        for (name, action), values in fact_features(level(proposals)).items():
            features.append(values)
            keys = {(name_key(form), action) for form in (name, texts[name, action])}
            labels.append("yes" if keys & reading.gold else "no")
    vectorizer = DictVectorizer(sparse=False)
    rows = vectorizer.fit_transform(features)
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=strength, max_iter=2000).fit(scaler.transform(rows), labels)
    weights = model.coef_[0] / scaler.scale_
    names = list(vectorizer.get_feature_names_out())
    weights[names.index("bias")] = model.intercept_[0] - float(weights @ scaler.mean_)
    return _table(model.classes_, _rows_of([weights]), names)


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


def held_out(path: Path = HELD_OUT) -> Iterator[str]:
    """The ids of articles that judge."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()[0]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="FILE[:WEIGHT]")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    without = set(held_out())
    examples = {name: Examples() for name in DECISIONS}
    readings: list[Reading] = []
    for file in args.files:
        name, _, weight = file.partition(":")
        readings += collect(read_articles([Path(name)], without), examples, float(weight or 1))
    reweigh(examples["status"], STATUS_SHARES)
    for name, strength in DECISIONS.items():
        table = fit(examples[name], strength)
        write(table, args.out / f"{name}.json")
        rows = len(examples[name].labels)
        print(f"{name}: {rows} examples, {len(table['weights'])} weights, classes {table['classes']}")
    chances = unseen(examples["claim"], DECISIONS["claim"])
    write(fit_facts(readings, chances, FACT), args.out / "fact.json")


if __name__ == "__main__":
    main()
