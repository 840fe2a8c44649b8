"""A review: claims filtered and in order, one of them at hand, verdicts given and taken back.

In: an output folder and its `reviews.jsonl`. Out: plain dictionaries and lists for whoever shows them. No
widget and no browser is needed; the notebook only calls what stands here.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any, cast, get_args

import pandas as pd

from pipeline import store
from pipeline.errors import ConfigError
from pipeline.facts.periods import period
from pipeline.lexicon import load_lexicon
from pipeline.records import Role, Status
from pipeline.review.matching import Earlier, match
from pipeline.review.verdicts import (
    FIELDS,
    FILE,
    Judgement,
    Review,
    append_review,
    now,
    read_reviews,
    standing,
)

SLOTS = ("entity", "action", "date", "reason")
OPEN = "open"  # verdict of a claim that has none
VERDICTS = (OPEN, "changed", "accepted", "corrected", "rejected")
ORDER = {verdict: place for place, verdict in enumerate(VERDICTS)}  # what needs a look comes first
PAGE = 40  # claims listed at a time
MAX_TEXT = 30_000  # characters of an article shown around the sentence
COLUMNS = [
    *("claim_id", "article_id", "entity", "role", "action", "action_text", "status", "counterparty", "date"),
    *("reason", "reason_code", "attribution", "evidence", "evidence_start", "evidence_end", "confidence"),
    *("language", "source", "source_url", "title", "published"),
    *(f"{slot}_{end}" for slot in SLOTS for end in ("start", "end")),
]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are shown; an empty value shows all.

    Attributes:
        company: letters of the entity's name.
        text: letters of the sentence.
        verdict: one of VERDICTS.
    """

    company: str = ""
    text: str = ""
    language: str = ""
    action: str = ""
    status: str = ""
    source: str = ""
    verdict: str = ""
    min_confidence: float = 0.0
    max_confidence: float = 1.0


class Session:
    """One reviewer's work on an output folder."""

    def __init__(self, output: Path, claims: pd.DataFrame, *, reviewer: str) -> None:
        self.output = output
        self.path = output / FILE
        self.reviewer = reviewer
        self.claims = claims
        self._place = {claim_id: at for at, claim_id in enumerate(claims["claim_id"])}
        self._done: list[str] = []  # claims judged in this session, for undo
        self.filters = Filters()
        self.load()
        self.show(self.filters)

    @classmethod
    def open(cls, output: str | os.PathLike[str], *, reviewer: str | None = None) -> Session:
        """Raises ConfigError where there are no tables or a line of the reviews can't be read."""
        folder = Path(output)
        try:
            claims = store.read_table(folder, "claims", columns=COLUMNS).to_pandas()
            refs = store.read_table(folder, "articles", columns=["article_id", "source_ref"]).to_pandas()
        except OSError as error:
            raise ConfigError(f"{folder}: no claims; run `wortlaut extract` into it first") from error
        claims = claims.merge(refs, on="article_id", how="left")
        claims = claims.sort_values(["article_id", "evidence_start", "claim_id"], ignore_index=True)
        return cls(folder, claims, reviewer=reviewer or getpass.getuser())

    def load(self) -> None:
        """Reads the verdicts, also those that another reviewer has merged in the meantime."""
        self._reviews = read_reviews(self.path)
        judged = standing(self._reviews)
        # Only these can be meant: making dictionaries of 100,000 claims would take half a minute.
        meant = self.claims["claim_id"].isin([review.claim_id for review in judged])
        meant |= self.claims["source_ref"].isin([review.claim.get("source_ref") for review in judged])
        self._found, self.lost = match(judged, (self.row(int(at)) for at in self.claims.index[meant]))
        labels = [self._label(claim_id) for claim_id in self.claims["claim_id"]]
        self.claims["verdict"] = labels

    def rows(self) -> Iterator[dict[str, Any]]:
        """All claims as dictionaries, None where the text says nothing."""
        for at in range(len(self.claims)):
            yield self.row(at)

    def row(self, at: int) -> dict[str, Any]:
        row = {str(name): value for name, value in self.claims.iloc[at].to_dict().items()}
        return {name: _plain(value) for name, value in row.items()}

    def verdict(self, claim_id: str) -> Earlier | None:
        """The last verdict on a claim, whoever gave it."""
        found = self._found.get(claim_id)
        return found[-1] if found else None

    def _label(self, claim_id: str) -> str:
        earlier = self.verdict(claim_id)
        return earlier.label if earlier else OPEN

    def show(self, filters: Filters) -> int:
        """Filters the claims, what needs a look first; returns their number."""
        self.filters = filters
        claims = self.claims
        keep = pd.Series(True, index=claims.index)
        for name in ("language", "action", "status", "source", "verdict"):
            if wanted := getattr(filters, name):
                keep &= claims[name] == wanted
        for name, wanted in (("entity", filters.company), ("evidence", filters.text)):
            if wanted:
                keep &= claims[name].str.contains(wanted, case=False, regex=False)
        confidence = claims["confidence"].round(4)
        keep &= confidence.between(filters.min_confidence, filters.max_confidence)
        order = claims.loc[keep, "verdict"].map(ORDER).sort_values(kind="stable")
        self.shown = [int(at) for at in order.index]
        self.at = 0
        return len(self.shown)

    @property
    def current(self) -> dict[str, Any] | None:
        """The claim at hand, or None where the filters show none."""
        return self.row(self.shown[self.at]) if self.shown else None

    def step(self, by: int) -> None:
        """Goes on (or back) among the claims shown."""
        self.at = max(0, min(len(self.shown) - 1, self.at + by))

    def go(self, claim_id: str) -> None:
        """Takes a claim at hand, where the filters show it."""
        place = self._place.get(claim_id)
        if place in self.shown:
            self.at = self.shown.index(place)

    def judge(
        self, verdict: Judgement, *, corrections: Mapping[str, Any] | None = None, note: str = ""
    ) -> str:
        """Gives a verdict on the claim at hand and goes on; returns its id.

        Raises ConfigError for a correction that no claim could have; nothing is written then.
        """
        claim = self.current
        if claim is None:
            raise ConfigError("no claim is at hand; widen the filters")
        right = self.checked(claim, corrections or {}) if verdict == "accept" else {}
        self._append(claim, verdict, corrections=right, note=note)
        self._done.append(claim["claim_id"])
        self.step(1)
        return str(claim["claim_id"])

    def undo(self) -> str | None:
        """Takes the last verdict of this session back and goes to its claim; None where there is none."""
        if not self._done:
            return None
        claim_id = self._done.pop()
        claim = self.row(self._place[claim_id])
        self._append(claim, "undo")
        self.go(claim_id)
        return claim_id

    def _append(
        self,
        claim: Mapping[str, Any],
        verdict: Judgement,
        *,
        corrections: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> None:
        kept = (*FIELDS, "evidence", "action_text", "language", "confidence", "source_ref", "article_id")
        snapshot = {name: claim[name] for name in kept}
        review = Review(
            claim["claim_id"], verdict, self.reviewer, now(), corrections or {}, note.strip(), snapshot
        )
        append_review(self.path, review)
        self._reviews.append(review)
        self._refresh(str(claim["claim_id"]))

    def _refresh(self, claim_id: str) -> None:
        """Brings one claim's verdict up to date; matching all of 100,000 again would take seconds."""
        said = [review for review in self._reviews if review.claim_id == claim_id]
        before = [e for e in self._found.get(claim_id, []) if e.moved]
        found, _ = match(standing(said), [self.row(self._place[claim_id])])
        self._found[claim_id] = sorted(
            before + found.get(claim_id, []), key=lambda earlier: earlier.review.order
        )
        self.claims.loc[self._place[claim_id], "verdict"] = self._label(claim_id)

    def checked(self, claim: Mapping[str, Any], corrections: Mapping[str, Any]) -> dict[str, Any]:
        """The corrections that differ from the claim; raises ConfigError for values that can't stand."""
        right: dict[str, Any] = {}
        for name, value in corrections.items():
            if name not in FIELDS:
                raise ConfigError(f"{name} can't be corrected; only {', '.join(FIELDS)}")
            meant = _cleaned(name, value)
            if meant != (list(claim[name]) if name == "counterparty" else claim[name]):
                right[name] = meant
        text = self.text_of(claim["article_id"])
        if right.get("reason") and right["reason"] not in text:
            raise ConfigError("reason: write the words as they stand in the article")
        return right

    def text_of(self, article_id: str) -> str:
        """The text of an article."""
        table = store.read_table(
            self.output, "articles", filters=[("article_id", "==", article_id)], columns=["text"]
        )
        return str(table["text"][0].as_py()) if table.num_rows else ""

    def segments(self, claim: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The article around the claim as pieces (text, names of what they are: "evidence action")."""
        text = self.text_of(claim["article_id"])
        first = max(0, claim["evidence_start"] - MAX_TEXT // 2)
        last = min(len(text), claim["evidence_end"] + MAX_TEXT // 2)
        spans = [("evidence", claim["evidence_start"], claim["evidence_end"])]
        spans += [
            (s, claim[f"{s}_start"], claim[f"{s}_end"]) for s in SLOTS if claim[f"{s}_start"] is not None
        ]
        cuts = sorted({first, last, *(at for _, a, b in spans for at in (a, b) if first < at < last)})
        return [
            (text[a:b], " ".join(name for name, start, end in spans if start <= a and b <= end))
            for a, b in pairwise(cuts)
        ]

    def listing(self) -> list[dict[str, Any]]:
        """The claims around the one at hand, for a list."""
        begin = max(0, min(self.at - PAGE // 4, len(self.shown) - PAGE))
        names = ["claim_id", "entity", "action", "status", "language", "verdict", "confidence"]
        rows = self.claims.iloc[self.shown[begin : begin + PAGE]][names]
        return cast("list[dict[str, Any]]", rows.to_dict("records"))

    def progress(self) -> dict[str, int]:
        """Number of claims by verdict, and of all."""
        counts = self.claims["verdict"].value_counts()
        return {"all": len(self.claims), **{name: int(counts.get(name, 0)) for name in VERDICTS}}

    def choices(self) -> dict[str, list[str]]:
        """The values that each filter and field may take."""
        names = ("language", "action", "status", "source")
        present = {name: sorted(map(str, self.claims[name].unique()))[:500] for name in names}
        return {
            **present,
            "verdict": list(VERDICTS),
            "actions": list(load_lexicon().actions),
            "roles": list(get_args(Role)),
            "statuses": list(get_args(Status)),
        }


def make_filters(values: Mapping[str, Any]) -> Filters:
    """Filters from loose values, as a browser sends them; what is unknown or of a wrong kind is left out."""
    defaults = Filters()
    kinds = {one.name: type(getattr(defaults, one.name)) for one in fields(Filters)}
    known: dict[str, Any] = {}
    for name, value in values.items():
        kind = kinds.get(name)
        if kind is str and isinstance(value, str):
            known[name] = value.strip()
        elif kind is float and isinstance(value, (int, float)):
            known[name] = float(value)
    return Filters(**known)


def _cleaned(name: str, value: Any) -> Any:
    if name == "counterparty":
        names = value.split(";") if isinstance(value, str) else list(value)
        return [one.strip() for one in names if one.strip()]
    text = (value or "").strip() or None
    allowed = {
        "role": get_args(Role),
        "status": get_args(Status),
        "action": tuple(load_lexicon().actions),
    }
    if name in allowed and text not in allowed[name]:
        raise ConfigError(f"{name}: {text!r} is none of {', '.join(allowed[name])}")
    if name == "entity" and not text:
        raise ConfigError("entity: a claim needs a name")
    if name == "date" and text and period(text) is None:
        raise ConfigError("date: write 2019, 2019-H1, 2019-Q3, 2019-10, 2019-W41 or 2019-10-07")
    return text


def _plain(value: Any) -> Any:
    """A cell as Python has it: None for missing, int for offsets, list for arrays."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float):
        if value != value:
            return None
        return int(value) if value.is_integer() and abs(value) > 1 else round(value, 4)
    if value is pd.NaT or value is pd.NA:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
