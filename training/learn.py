"""Learns the weights of the claim decisions (`pipeline/claims/weights`) from our own annotated articles.

    python -m training.learn FILE[:WEIGHT]... [--out FOLDER]

A file holds articles with gold claims (`.jsonl`, `.jsonl.gz`) or marked sentences (`.txt`), in the formats
that `training/claims/README.md` explains; WEIGHT says how much each of its examples counts (default 1).
Articles whose ids stand in `corpus/own_ids.txt` judge and never train. Three decisions are learned by
logistic regression over the features of `pipeline/claims`: whether a candidate is a claim, its role, and the
status of its trigger. Needs scikit-learn (`pip install wortlaut[train]`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.claims.action import find_triggers
from pipeline.claims.candidate import find_candidates
from pipeline.claims.entity import find_names
from pipeline.claims.linear import WEIGHTS
from pipeline.claims.status import status_features
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

    def extend(self, rows: Examples, weight: float) -> None:
        """The rows of others, their weights scaled."""
        self.features += rows.features
        self.labels += rows.labels
        self.weights += [weight * own for own in rows.weights]
        self.articles += rows.articles


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


def collect(articles: Sequence[dict[str, Any]]) -> dict[str, Examples]:
    """The examples of each decision."""
    examples = {name: Examples() for name in DECISIONS}
    gazetteer, lexicon = load_gazetteer(None), load_lexicon()
    for code, language in LANGUAGES.items():
        texts = [(a["text"], a) for a in articles if a["language"] == code]
        for doc, article in parse(texts, code) if texts else ():
            hits = gazetteer.find(doc.text, language=code)
            mentions = find_mentions(doc, hits, gazetteer.link, article_id=article["id"])
            mentions = _given(article, mentions)
            nouns = lexicon.triggers[language.code].nouns
            tree = Tree(doc)
            names = find_names(tree, mentions, language, words=nouns)
            gold = _gold(article)
            for candidate, features, _ in find_candidates(tree, names, language, lexicon):
                keys = (name_key(candidate.member.name), name_key(candidate.member.text))
                claims = [c for key in keys for c in gold.get((key, candidate.trigger.action), ())]
                sentence = candidate.trigger.token.sent.text
                here = [c for c in claims if _overlaps(sentence, c["evidence"])]
                weight = 1.0 if here or not claims else REPEATED
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
                    examples["status"].add(
                        status_features(trigger, language), statuses.pop(), 1.0, article["id"]
                    )
    return examples


def _given(article: dict[str, Any], found: Sequence[Mention]) -> Sequence[Mention]:
    """The names that a marked sentence marks, whatever the models see in it; else what was found."""
    if "names" not in article:
        return found
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
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts: dict[str, int] = {}
    for row in examples.features:
        for feature in set(row):
            counts[feature] = counts.get(feature, 0) + 1
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform(
        [{f: 1 for f in row if counts[f] >= MIN_COUNT} for row in examples.features]
    )
    model = LogisticRegression(C=strength, max_iter=2000, fit_intercept=False)
    model.fit(rows, examples.labels, sample_weight=examples.weights)
    table = model.coef_ if len(model.classes_) > 2 else [-model.coef_[0] / 2, model.coef_[0] / 2]
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): [round(float(row[column]), 3) for row in table]
        for column, name in sorted(enumerate(names), key=lambda pair: pair[1])
    }
    kept = {name: values for name, values in weights.items() if any(abs(v) >= 0.005 for v in values)}
    return {"classes": [str(c) for c in model.classes_], "weights": kept}


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
    for file in args.files:
        name, _, weight = file.partition(":")
        for decision, rows in collect(read_articles([Path(name)], without)).items():
            examples[decision].extend(rows, float(weight or 1))
    reweigh(examples["status"], STATUS_SHARES)
    for name, strength in DECISIONS.items():
        table = fit(examples[name], strength)
        write(table, args.out / f"{name}.json")
        rows = len(examples[name].labels)
        print(f"{name}: {rows} examples, {len(table['weights'])} weights, classes {table['classes']}")


if __name__ == "__main__":
    main()
