"""The columns of the four tables, in one place: name, type, meaning.

They are a contract with everybody downstream: more columns may come, none may change its meaning. The
descriptions travel in the parquet files, as metadata of the fields.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

STRING, INT, FLOAT, DATE = pa.string(), pa.int32(), pa.float32(), pa.date32()
STRINGS = pa.list_(pa.string())


@dataclass(frozen=True, slots=True)
class Table:
    """A data set: its folder's name, its columns, and the columns that order its rows."""

    name: str
    schema: pa.Schema
    key: tuple[str, ...]  # the file a row belongs to follows from the first of these


def _schema(*columns: tuple[str, pa.DataType, str]) -> pa.Schema:
    """Columns as (name, type, description); a name that ends in `?` may be null."""
    return pa.schema(
        pa.field(name.removesuffix("?"), kind, name.endswith("?"), {"description": description})
        for name, kind, description in columns
    )


ARTICLES = Table(
    "articles",
    _schema(
        ("article_id", STRING, "hash of the text: the same words give the same id on every machine"),
        ("source_ref", STRING, "path relative to the input; file.jsonl#ID for a record of a container file"),
        ("content_sha256", STRING, "digest of the document's bytes"),
        ("format", STRING, "html, text, jsonl, warc, …"),
        ("url?", STRING, "canonical address of the page"),
        ("publisher?", STRING, "who published it, as the page says"),
        ("title?", STRING, "headline without the site's suffix"),
        ("authors", STRINGS, "as the page names them"),
        ("published?", DATE, "date of publication"),
        ("language", STRING, "de or en, as detected"),
        ("language_score", FLOAT, "certainty of the detection, 0 to 1"),
        ("text", STRING, "cleaned text: title, blank line, body; all offsets count its Unicode code points"),
        ("words", INT, "number of words of the text"),
        ("paywalled", pa.bool_(), "the page shows only the beginning of the article"),
        (
            "story_id",
            STRING,
            "shared by articles that are nearly the same (one agency report in five papers)",
        ),
        ("pipeline_version", STRING, "version of wortlaut that made the row"),
    ),
    ("article_id",),
)
MENTIONS = Table(
    "mentions",
    _schema(
        ("mention_id", STRING, "stable id"),
        ("article_id", STRING, "the article it stands in"),
        ("start", INT, "offset of its first character in articles.text"),
        ("end", INT, "offset after its last character"),
        ("text", STRING, "the words"),
        ("label", STRING, "ORG, PER, LOC or MISC"),
        ("found_by", STRING, "model, gazetteer or both"),
        ("name", STRING, "fullest good name of what is mentioned, within this article"),
        ("company_id?", STRING, "company of the gazetteer it was linked to"),
        ("company_name?", STRING, "that company's canonical name"),
        ("link_score?", FLOAT, "certainty of the link, 0 to 1"),
        ("link_alias?", STRING, "the alias that matched"),
        ("runner_up_id?", STRING, "the company that came second"),
        ("runner_up_score?", FLOAT, "its score"),
    ),
    ("article_id", "start", "end", "mention_id"),
)
CLAIMS = Table(
    "claims",
    _schema(
        ("claim_id", STRING, "stable id"),
        ("event_id", STRING, "shared by the claims of one event"),
        ("article_id", STRING, "the article that states it"),
        ("entity", STRING, "canonical name of the organisation that takes part"),
        ("company_id?", STRING, "company of the gazetteer, where the name is known there"),
        ("entity_text", STRING, "the words that stand for the entity: name, pronoun or description"),
        ("entity_start", INT, "their first character in articles.text"),
        ("entity_end", INT, "after their last character"),
        ("link_score?", FLOAT, "certainty of the link to the company, 0 to 1"),
        ("role", STRING, "agent (does it) or target (it is done to it)"),
        ("action", STRING, "one of the 29 action codes"),
        ("action_text", STRING, "the words that state the action"),
        ("action_start", INT, "their first character in articles.text"),
        ("action_end", INT, "after their last character"),
        ("status", STRING, "asserted, planned, speculative, cancelled or negated"),
        ("counterparty", STRINGS, "the other named participants"),
        ("date?", STRING, "when it takes place, ISO 8601 as precise as the text: 2019, 2019-Q3, 2019-10-07"),
        ("date_text?", STRING, "the words that say so"),
        ("date_start?", INT, "their first character in articles.text"),
        ("date_end?", INT, "after their last character"),
        ("date_basis?", STRING, "stated in full, or relative to the date of publication"),
        ("reason?", STRING, "cause, ground or purpose, in the words of the text"),
        ("reason_start?", INT, "their first character in articles.text"),
        ("reason_end?", INT, "after their last character"),
        ("reason_code?", STRING, "the reason normalised: human_rights, cost_cutting, …"),
        ("attribution?", STRING, "who says it, in the words of the text"),
        ("evidence", STRING, "the sentence that states the claim"),
        ("evidence_start", INT, "its first character in articles.text"),
        ("evidence_end", INT, "after its last character"),
        ("confidence", FLOAT, "estimated probability that the claim is right"),
        ("language", STRING, "language of the article"),
        ("source", STRING, "publisher, else host of the url, else source_ref"),
        ("source_url?", STRING, "address of the article"),
        ("title?", STRING, "headline of the article"),
        ("published?", DATE, "the article's date of publication"),
        ("pipeline_version", STRING, "version of wortlaut that made the row"),
    ),
    ("article_id", "evidence_start", "entity_start", "claim_id"),
)
REJECTS = Table(
    "rejects",
    _schema(
        ("source_ref", STRING, "the input that gave no article"),
        ("stage", STRING, "where it failed: read, clean, language, parse, …"),
        ("error", STRING, "short stable code: empty, too_large, duplicate, timeout, crash, …"),
        ("message", STRING, "what happened, for a person"),
        ("bytes", pa.int64(), "size of the input"),
    ),
    ("source_ref", "stage", "error", "message"),
)
TABLES = (ARTICLES, MENTIONS, CLAIMS, REJECTS)

# Follows from the tables above: written after them, made anew at any time.
FACTS = Table(
    "facts",
    _schema(
        ("fact_id", STRING, "hash of the id of its first claim"),
        ("entity", STRING, "the organisation, as most of its claims call it"),
        ("company_id?", STRING, "company of the gazetteer, where the name is known there"),
        ("role", STRING, "agent or target"),
        ("action", STRING, "one of the 29 action codes"),
        ("counterparty", STRINGS, "the other named participants, each once, as first named"),
        ("date?", STRING, "the most exact date that any claim states, the most frequent of those"),
        ("earliest_date?", STRING, "the earliest date that any claim states"),
        ("status", STRING, "status of the latest article that tells the fact"),
        ("statuses", STRINGS, "all statuses told"),
        ("contradicted", pa.bool_(), "asserted or planned by some articles, negated by others"),
        ("claims", INT, "number of claims"),
        ("articles", INT, "number of articles"),
        ("stories", INT, "number of independent stories: copies of one report count once"),
        ("publishers", INT, "number of sources"),
        ("languages", STRINGS, "languages in which it is told"),
        ("first_seen?", DATE, "earliest publication"),
        ("last_seen?", DATE, "latest publication"),
        ("confidence", FLOAT, "highest confidence of its claims"),
        ("evidence", STRING, "sentence of the claim with the highest confidence"),
        ("claim_ids", STRINGS, "its claims"),
    ),
    ("fact_id",),
)
DERIVED = (FACTS,)
