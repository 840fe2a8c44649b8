"""The named organisations, persons and places of one article.

In go a parsed `Doc` with the model's entities and the gazetteer's hits in the same text; out come Mentions in
text order that never overlap. Promises: `doc.text[m.start:m.end] == m.text`; a mention's `name` is the
company's canonical name where it is linked, else the longest form by which this article introduces it.

The stages, a file each: `spans` mends what the model found, `rules` adds the organisations that the words
around them give away (`found_by` counts them as the model's), `merge` puts model, rules and gazetteer
together, `names` finds who is who.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from spacy.tokens import Doc

from pipeline.mentions.merge import SURE, merge
from pipeline.mentions.names import clean_name as clean_name
from pipeline.mentions.names import full_names, introduced
from pipeline.mentions.rules import given_away, relabelled, repeated, without_roles
from pipeline.mentions.spans import Span, mended
from pipeline.records import Hit, Link, Mention


class Linker(Protocol):
    """From a name to its company; `evidence` says that the surroundings speak for an organisation."""

    def __call__(self, name: str, *, language: str, evidence: bool = False) -> Link | None: ...


def find_mentions(doc: Doc, hits: Sequence[Hit], link: Linker, *, article_id: str) -> tuple[Mention, ...]:
    """The mentions of one article, in text order.

    `hits` come from `Gazetteer.find(doc.text, language=…)`, `link` is `Gazetteer.link`; `article_id` only
    enters the ids.
    """
    text = doc.text
    found = [span for ent in doc.ents for span in mended(text, ent.start_char, ent.end_char, ent.label_)]
    named = [span for span in (without_roles(doc, span) for span in found) if span is not None]
    spans = merge(text, named, given_away(doc), [_judged(hit, link, doc.lang_) for hit in hits])
    spans = repeated(doc, relabelled(text, spans))
    linked = [_linked(text, span, link, doc.lang_) for span in spans]
    kept = introduced(text, [s for s in linked if s.link is not None or s.found_by != "gazetteer"])
    names = full_names(text, kept)
    return tuple(
        Mention(
            mention_id=_mention_id(article_id, span, text),
            start=span.start,
            end=span.end,
            text=text[span.start : span.end],
            label=span.label,
            found_by=span.found_by,
            name=name,
            link=span.link,
        )
        for span, name in zip(kept, names, strict=True)
    )


def _judged(hit: Hit, link: Linker, language: str) -> Hit:
    """A hit that is no word of this language is sure: "Apple" in a German text."""
    if hit.link.score >= SURE:
        return hit
    made = link(hit.text, language=language)
    return hit if made is None else replace(hit, link=made)


def _linked(text: str, span: Span, link: Linker, language: str) -> Span:
    """The span with its company; an organisation of the model or a rule is evidence for an ambiguous name."""
    if span.label not in ("ORG", "MISC") or (span.link is not None and span.link.score >= SURE):
        return span
    made = link(text[span.start : span.end], language=language, evidence=span.label == "ORG")
    if made is None:
        return replace(span, link=None)
    return replace(span, link=made, label="ORG", found_by="both")


def _mention_id(article_id: str, span: Span, text: str) -> str:
    facts = f"{article_id}|{span.start}|{span.end}|{span.label}|{text[span.start : span.end]}"
    return hashlib.blake2b(facts.encode("utf-8"), digest_size=10).hexdigest()
