"""Extraction against gold: figures, reliability of the confidence, causes of error, a gate.

In: the tables of a run and a gold file (`corpus/README.md`). Out: an `Evaluation`, and text or JSON of it.
Promise: the same figures as the definitions there, whatever the run contains besides the annotated articles.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import ConfigError
from pipeline.evaluate.causes import describe_faults, squeeze, write_faults
from pipeline.evaluate.compare import article_key, name_key
from pipeline.evaluate.gate import check_gate, pin_gate
from pipeline.evaluate.gold import Gold, GoldClaim, read_gold
from pipeline.evaluate.score import Band, Figures, Predicted, Triple, count, pair, reliability

__all__ = [
    "Evaluation",
    "check_gate",
    "describe_faults",
    "evaluate",
    "pin_gate",
    "read_gold",
    "render",
    "write_faults",
]

CLAIM_COLUMNS = [
    *("article_id", "entity", "role", "action", "action_text", "status", "date", "reason"),
    *("evidence", "evidence_start", "evidence_end", "confidence"),
]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run got right and wrong on annotated articles.

    Attributes:
        gold_digest: of the gold file's content; its `doubts` are annotations that contradict each other.
        articles: number of annotated articles; `unread` of them are not in the tables of the run.
        lost: (article, sentence) of gold evidence that is not in the text of an article that was read.
        grounding: share of all claims of the run whose evidence stands at its offsets; None without claims.
        languages: figures by language code; `total` over all.
        triples: what the figures were counted from.
        texts: text of each annotated article that was read.
        mentions: folded names mentioned in each annotated article.
    """

    gold_digest: str
    doubts: tuple[str, ...]
    articles: int
    unread: tuple[str, ...]
    lost: tuple[tuple[str, str], ...]
    grounding: float | None
    languages: Mapping[str, Figures]
    total: Figures
    triples: tuple[Triple, ...]
    texts: Mapping[str, str]
    mentions: Mapping[str, frozenset[str]]

    def actions(self, language: str | None = None) -> dict[str, Figures]:
        """Figures by action, of one language or of all."""
        groups: dict[str, list[Triple]] = defaultdict(list)
        for triple in self.triples:
            if language in (None, triple.language):
                groups[triple.action].append(triple)
        return {action: count(groups[action]) for action in sorted(groups)}

    @property
    def reliability(self) -> list[Band]:
        """Confidence against truth, in bands of a tenth."""
        return reliability(self.triples)

    def mention_recall(self, language: str | None = None) -> float | None:
        """Share of the gold entities that are mentioned in their article by a name that gold accepts.

        It bounds what extraction can find: an organisation that no mention bears gets no claim.
        """
        names: dict[tuple[str, str], set[str]] = defaultdict(set)
        for triple in self.triples:
            if language in (None, triple.language):
                for claim in triple.gold:
                    names[triple.article, triple.entity] |= {name_key(name) for name in claim.names}
        found = [
            not folded.isdisjoint(self.mentions.get(article, ())) for (article, _), folded in names.items()
        ]
        return sum(found) / len(found) if found else None

    def as_dict(self) -> dict[str, Any]:
        """All figures, ready for JSON."""
        return {
            "gold": self.gold_digest,
            "doubts": list(self.doubts),
            "articles": self.articles,
            "unread": list(self.unread),
            "lost_evidence": [list(pair) for pair in self.lost],
            "grounding": self.grounding,
            "mention_recall": {
                name: self.mention_recall(code)
                for name, code in [*((code, code) for code in self.languages), ("all", None)]
            },
            "languages": {code: figures.as_dict() for code, figures in self.languages.items()},
            "all": self.total.as_dict(),
            "actions": {
                name: {action: figures.as_dict() for action, figures in self.actions(code).items()}
                for name, code in [*((code, code) for code in self.languages), ("all", None)]
            },
            "reliability": [asdict(band) for band in self.reliability],
        }

    def as_json(self) -> str:
        """`as_dict` as one JSON object, with sorted keys."""
        return json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True, indent=2)


def evaluate(output: Path, gold: Path) -> Evaluation:
    """Score the tables in `output` against the file `gold`; raises ConfigError where either can't be read."""
    truth = read_gold(gold)
    articles = _rows(output, "articles", ["article_id", "source_ref", "text"])
    all_texts = {row["article_id"]: row["text"] for row in articles}
    keys = {row["article_id"]: article_key(row["source_ref"]) for row in articles}
    texts = {key: all_texts[id_] for id_, key in keys.items() if key in truth.languages}
    claims = _rows(output, "claims", CLAIM_COLUMNS)
    grounded = [_grounded(row, all_texts) for row in claims]
    triples = pair(truth.claims, _predicted(claims, keys, truth))
    return Evaluation(
        gold_digest=truth.digest,
        doubts=truth.doubts,
        articles=len(truth.languages),
        unread=tuple(sorted(set(truth.languages) - set(texts))),
        lost=tuple(sorted(set(_lost(truth.claims, texts)))),
        grounding=sum(grounded) / len(grounded) if grounded else None,
        languages={
            code: count([triple for triple in triples if triple.language == code])
            for code in sorted(set(truth.languages.values()))
        },
        total=count(triples),
        triples=tuple(triples),
        texts=texts,
        mentions=_mentions(_rows(output, "mentions", ["article_id", "text"]), keys),
    )


def _rows(output: Path, name: str, columns: list[str]) -> list[dict[Any, Any]]:
    folder = output / name
    try:
        return pd.read_parquet(folder, columns=columns).to_dict("records")
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(
            f"{folder}: can't be read ({error}); run `wortlaut extract` into {output}"
        ) from error


def _predicted(
    claims: Iterable[Mapping[Any, Any]], keys: Mapping[str, str], truth: Gold
) -> Iterator[Predicted]:
    for row in claims:
        article = keys.get(row["article_id"])
        if article is None or article not in truth.languages:
            continue
        yield Predicted(
            article=article,
            language=truth.languages[article],
            entity=row["entity"],
            role=row["role"],
            action=row["action"],
            action_text=row["action_text"],
            status=row["status"],
            date=_words(row["date"]),
            reason=_words(row["reason"]),
            evidence=row["evidence"],
            confidence=float(row["confidence"]),
        )


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value else None  # pandas writes None as NaN in some columns


def _grounded(row: Mapping[Any, Any], texts: Mapping[str, str]) -> bool:
    text = texts.get(row["article_id"], "")
    return bool(text[int(row["evidence_start"]) : int(row["evidence_end"])] == row["evidence"])


def _lost(claims: Iterable[GoldClaim], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    squeezed = {key: squeeze(text) for key, text in texts.items()}
    for claim in claims:
        if claim.article in squeezed and squeeze(claim.evidence) not in squeezed[claim.article]:
            yield claim.article, claim.evidence


def _mentions(mentions: Iterable[Mapping[Any, Any]], keys: Mapping[str, str]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for row in mentions:
        if row["article_id"] in keys:
            names[keys[row["article_id"]]].add(name_key(row["text"]))
    return {article: frozenset(found) for article, found in names.items()}


def render(evaluation: Evaluation) -> str:
    """The figures as plain text for a terminal: by language, by action, reliability."""
    groups = {**evaluation.languages, "all": evaluation.total}
    grounding = "none" if evaluation.grounding is None else f"{evaluation.grounding:.4f}"
    read = evaluation.articles - len(evaluation.unread)
    lines = [
        f"articles {read} of {evaluation.articles}   grounding {grounding}   "
        f"gold sentences lost by cleaning {len(evaluation.lost)}",
        "",
        _row("", groups),
    ]
    for name in ("gold", "predicted", "found"):
        lines.append(_row(name, [getattr(figures, name) for figures in groups.values()]))
    for name in evaluation.total.ratios():
        lines.append(_row(name, [figures.ratios()[name] for figures in groups.values()]))
    codes: list[str | None] = [*evaluation.languages, None]
    lines.append(_row("mention_recall", [evaluation.mention_recall(code) for code in codes]))
    lines += ["", *_action_lines(evaluation)]
    lines += ["", _row("confidence", ["predicted", "mean", "right", "all right"])]
    for band in evaluation.reliability:
        if band.predicted:
            cells = [band.predicted, band.confidence, band.right, band.full]
            lines.append(_row(f"{band.low:.1f} to {band.high:.1f}", cells))
    if evaluation.doubts:
        lines += ["", "doubtful annotations:", *(f"  {doubt}" for doubt in evaluation.doubts)]
    return "\n".join(lines)


def _action_lines(evaluation: Evaluation) -> Iterator[str]:
    """Of each action and language: gold, predicted and found triples, and claim F1; full F1 over all."""
    codes = list(evaluation.languages)
    heads = [f"{code} {head}" for code in codes for head in ("gold", "pred", "found", "f1")]
    yield _row("action", [*heads, "f1", "full f1"], width=9)
    by_language = [evaluation.actions(code) for code in codes]
    for action, total in evaluation.actions().items():
        cells: list[object] = []
        for figures in (actions.get(action) for actions in by_language):
            if figures is None:
                cells += ["-"] * 4
            else:
                cells += [figures.gold, figures.predicted, figures.found, figures.claim_f1]
        yield _row(action, [*cells, total.claim_f1, total.full_claim_f1], width=9)


def _row(name: str, cells: Iterable[object], *, width: int = 11) -> str:
    return f"{name:18}" + "".join(f"{_cell(cell):>{width}}" for cell in cells)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
