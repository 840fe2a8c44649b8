"""The records that cross borders between stages: frozen, slotted, standard library only.

Types progress, `RawDocument -> Page -> Article -> Extraction`, so that no field is filled in later. `None`
means "the text does not say", never "went wrong". Every offset is a half-open range of Unicode code points
into `Article.text`, and `article.text[e.start:e.end] == e.text` holds for each `Evidence` of an extraction.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Label = Literal["ORG", "PER", "LOC", "MISC"]
FoundBy = Literal["model", "gazetteer", "both"]
Role = Literal["agent", "target"]
Status = Literal["asserted", "planned", "speculative", "cancelled", "negated"]
DateBasis = Literal["stated", "relative"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of an article: `article.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page, a record or a sidecar says about an article, besides its text."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None  # as declared, e.g. "de" or "en-GB"; evidence for detection, not its result


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one would-be article, as found in a file or in a record of a container file.

    Attributes:
        source_ref: path relative to the input folder, `/`-separated; `file.jsonl#ID` for a record.
        format: a name of `ingest.FORMATS`.
        data: the bytes of this document alone, decompressed.
        metadata: what the container or a sidecar file says; what the document itself says wins.
    """

    source_ref: str
    format: str
    data: bytes
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True)
class Page:
    """A document read and freed of its furniture; its language is not known yet.

    Attributes:
        content_sha256: hexadecimal digest of `RawDocument.data`.
        body: the cleaned running text in NFC, paragraphs separated by one blank line, without the title.
        paywalled: the page shows only the beginning of the article.
    """

    source_ref: str
    format: str
    content_sha256: str
    body: str
    metadata: Metadata
    paywalled: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the tables know it.

    Attributes:
        article_id: hash of `text`; the same words give the same id on every machine.
        text: title, blank line, body (or the body alone where there is no title), in NFC.
        language: a code of `languages.LANGUAGES`.
        words: number of whitespace-separated words of `text`.
    """

    article_id: str
    source_ref: str
    content_sha256: str
    format: str
    url: str | None
    publisher: str | None
    title: str | None
    authors: tuple[str, ...]
    published: dt.date | None
    language: str
    language_score: float
    text: str
    words: int
    paywalled: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Why a name was linked to a company: the alias that matched, how well, and what came second.

    Attributes:
        kind: what the linked organisation is, as the gazetteer says: company, bank, fund, university,
            research, association, club, media, or one that is no entity of a claim: government, regulator,
            union, party, igo.
    """

    company_id: str
    company_name: str
    score: float  # 0 to 1
    alias: str
    runner_up_id: str | None = None
    runner_up_score: float | None = None
    kind: str = "company"


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the gazetteer found in a text, with the company it stands for."""

    start: int
    end: int
    text: str
    link: Link


@dataclass(frozen=True, slots=True)
class Mention:
    """A named organisation, person or place in an article.

    Attributes:
        name: the fullest good name of what is mentioned, within this article: the company's canonical name
            where it is linked, else the longest form by which the article introduces it.
    """

    mention_id: str
    start: int
    end: int
    text: str
    label: Label
    found_by: FoundBy
    name: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an action takes place: an ISO 8601 value as precise as the words are, and the words."""

    value: str  # 2019, 2019-H1, 2019-Q3, 2019-10, 2019-W41 or 2019-10-07
    words: Evidence
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it happens, in the words of the text, and their normalised code (`lexicon/reasons.toml`)."""

    words: Evidence
    code: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an article: an organisation takes part in an action.

    The corpus README is the specification of the fields.

    Attributes:
        event_id: shared by the claims of one event (the buyer's and the bought company's, say).
        entity: canonical name; `entity_words` is the mention, pronoun or description that stands for it.
    """

    claim_id: str
    event_id: str
    article_id: str
    entity: str
    entity_words: Evidence
    link: Link | None
    role: Role
    action: str
    action_words: Evidence
    status: Status
    counterparty: tuple[str, ...]
    date: EventDate | None
    reason: Reason | None
    attribution: Evidence | None
    evidence: Evidence
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that gave no article, and why; `stage` and `error` as in `DocumentError`."""

    source_ref: str
    stage: str
    error: str
    message: str
    bytes: int
