"""Articles with claims in; the same with names out: gold where a claim names a company, else predicted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language

from training.articles import places


def with_names(articles: Iterable[dict[str, Any]], nlp: Language) -> Iterator[dict[str, Any]]:
    """Records with `spans` for articles with `claims`.

    The organisations of the claims are marked wherever the text has them; the other names are those that
    `nlp` finds. Where it finds a longer organisation that holds one of theirs ("Deutsche Bank AG"), its
    borders count; what it takes for another kind and is how a name of theirs begins ("Tyson" of "Tyson
    Foods"), is the organisation.
    """
    for article in articles:
        text = article["text"]
        names = _names(article["claims"])
        short = {name[:end] for name in names for end in range(len(name)) if name[end] == " "}
        guesses = [
            (span.start_char, span.end_char, "ORG" if span.text in short else span.label_)
            for span in nlp(text).ents
        ]
        claimed: list[tuple[int, int]] = []
        for name in names:
            for low, high in places(name, text):
                if not any(start < high and low < end for start, end in claimed):
                    claimed.append((low, high))
        spans: list[list[Any]] = []
        for start, end in claimed:
            around = (g for g in guesses if g[0] <= start and end <= g[1] and g[2] == "ORG")
            low, high, _ = next(around, (start, end, "ORG"))
            spans.append([low, high, "ORG"])
        taken = [(start, end) for start, end, _ in spans]
        spans += [list(g) for g in guesses if not any(s < g[1] and g[0] < e for s, e in taken)]
        unique = {(start, end): label for start, end, label in spans}
        yield {
            "text": text,
            "spans": [[start, end, label] for (start, end), label in sorted(unique.items())],
            "source": "claims",
        }


def _names(claims: Iterable[dict[str, Any]]) -> list[str]:
    names = {name for claim in claims for name in (claim["entity"], *claim.get("variants", ()))}
    return sorted(names, key=lambda name: (-len(name), name))
