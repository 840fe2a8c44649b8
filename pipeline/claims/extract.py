"""A parsed article in, its claims out: the only file of this folder that knows the order of the slots.

Triggers meet the organisations of their sentence; a learned decision says which of these pairs are claims;
the other slots are filled for those; statements that the article repeats become one claim. Every span of a
claim points at exact words of `article.text`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import get_args

from spacy.tokens import Doc

from pipeline.claims.action import Trigger
from pipeline.claims.attribution import attribution_of
from pipeline.claims.candidate import find_candidates
from pipeline.claims.counterparty import others
from pipeline.claims.date import FoundDate, date_of, find_dates
from pipeline.claims.entity import Name, find_names
from pipeline.claims.linear import load_model
from pipeline.claims.proposal import Fact, Proposal
from pipeline.claims.reason import reason_code, reason_of
from pipeline.claims.selection import select
from pipeline.claims.sharing import share
from pipeline.claims.status import status_features
from pipeline.claims.tree import Span, Tree
from pipeline.languages import Language
from pipeline.lexicon import Lexicon
from pipeline.records import Article, Claim, EventDate, Evidence, Mention, Reason, Status
from pipeline.settings import ClaimSettings

STATUSES: tuple[Status, ...] = get_args(Status)
# Probability from which a sentence that is no claim of its own may tell the date of one.
ECHO = 0.3

DateAt = Callable[[Trigger], EventDate | None]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a trigger says, whomever it says it of."""

    words: Evidence
    status: Status
    date: EventDate | None
    reason: Reason | None
    attribution: Evidence | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Context:
    """What the slots of a claim may look at besides its candidate."""

    doc: Tree
    article: Article
    mentions: tuple[Mention, ...]
    proposals: tuple[Proposal, ...]
    dates: tuple[FoundDate, ...]
    language: Language


def extract_claims(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    *,
    language: Language,
    lexicon: Lexicon,
    settings: ClaimSettings,
) -> tuple[Claim, ...]:
    """The claims of one article in text order; `doc.text == article.text`."""
    nouns = lexicon.triggers[language.code].nouns
    tree = Tree(doc)
    names = find_names(tree, mentions, language, words=nouns)
    if not names:
        return ()
    proposed = list(_propose(tree, names, language, lexicon))
    proposals = select(proposed, threshold=settings.threshold)
    dates = find_dates(article.text, published=article.published, language=language)
    context = Context(tree, article, tuple(mentions), tuple(proposals), dates, language)
    date = cache(partial(_date, context=context))
    state = cache(partial(_state, date=date, context=context))
    claims = [_claim(proposal, state(proposal.candidate.trigger), context) for proposal in proposals]
    echoes = _echoes(proposed)
    completed = (_echoed(claim, echoes[claim.entity, claim.action], date) for claim in _merge(claims))
    return tuple(share(tuple(completed)))


def _propose(doc: Tree, names: Sequence[Name], language: Language, lexicon: Lexicon) -> Iterator[Proposal]:
    is_claim, role = load_model("claim"), load_model("role")
    for candidate, features, number in find_candidates(doc, names, language, lexicon):
        agency = cache(partial(role.probability, "agent", features))
        yield Proposal(candidate, number, agency, is_claim.probability("yes", features))


def _echoes(proposed: Sequence[Proposal]) -> dict[Fact, list[Proposal]]:
    """All that the article says of each fact, the surest first, where it is likely enough to mean it."""
    echoes: dict[Fact, list[Proposal]] = {}
    for proposal in sorted(proposed, key=lambda p: (-p.confidence, p.sentence)):
        group = echoes.setdefault(proposal.fact, [])
        if proposal.confidence >= ECHO:
            group.append(proposal)
    return echoes


def _echoed(claim: Claim, echoes: Sequence[Proposal], date_at: DateAt) -> Claim:
    """The claim with a date from other sentences about its fact, where its own have none.

    Reasons are not taken over so: a sentence that only touches upon an event mostly has another's.
    """
    if claim.date is not None:
        return claim
    dates = (date_at(echo.candidate.trigger) for echo in echoes)
    return replace(claim, date=next((date for date in dates if date is not None), None))


def _date(trigger: Trigger, context: Context) -> EventDate | None:
    return date_of(trigger.span, trigger.action, context.dates, language=context.language)


def _state(trigger: Trigger, date: DateAt, context: Context) -> Statement:
    span, action, language = trigger.span, trigger.action, context.language
    words = reason_of(span, action, language=language)
    return Statement(
        words=_words(span),
        status=status_of(trigger, language),
        date=date(trigger),
        reason=None if words is None else Reason(words, reason_code(words.text, language=language)),
        attribution=attribution_of(span, language=language),
        evidence=_trimmed(context.article.text, trigger.token.sent),
    )


def _claim(proposal: Proposal, statement: Statement, context: Context) -> Claim:
    trigger, referent = proposal.candidate.trigger, proposal.candidate.referent
    member, article = proposal.candidate.member, context.article
    event = f"{article.article_id}:{statement.words.start}"
    return Claim(
        claim_id=_digest(f"{event}:{trigger.action}:{member.name}"),
        event_id=_digest(event),
        article_id=article.article_id,
        entity=member.name,
        entity_words=_mention_words(member) if referent.kind == "topic" else _words(referent.span),
        link=member.link,
        role=proposal.role,
        action=trigger.action,
        action_words=statement.words,
        status=statement.status,
        counterparty=_counterparty(proposal, context),
        date=statement.date,
        reason=statement.reason,
        attribution=statement.attribution,
        evidence=statement.evidence,
        confidence=proposal.confidence,
    )


def status_of(trigger: Trigger, language: Language) -> Status:
    """The status of the statement that a trigger makes."""
    probabilities = load_model("status").probabilities(status_features(trigger, language))
    return max(STATUSES, key=lambda status: probabilities.get(status, 0.0))


def _counterparty(proposal: Proposal, context: Context) -> tuple[str, ...]:
    """The other participants of the same event."""
    own = proposal.candidate
    names = {
        other.candidate.member.name
        for other in context.proposals
        if other.candidate.trigger.token.i == own.trigger.token.i
    }
    names.update(others(context.doc, own.trigger, context.mentions, context.language))
    return tuple(sorted(names - {own.member.name}))


def _merge(claims: Sequence[Claim]) -> Iterator[Claim]:
    """One claim for a statement that is repeated: the surest, with the slots that only a repetition fills."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.entity, claim.action), []).append(claim)
    merged = [one for group in groups.values() for one in _merge_group(group)]
    yield from sorted(merged, key=lambda c: (c.evidence.start, c.action_words.start, c.action, c.entity))


def _merge_group(group: Sequence[Claim]) -> list[Claim]:
    kept: list[Claim] = []
    for claim in sorted(group, key=lambda c: (-c.confidence, c.evidence.start)):
        same = next((i for i, k in enumerate(kept) if _same_statement(k, claim)), None)
        if same is None:
            kept.append(claim)
        else:
            kept[same] = _complete(kept[same], claim)
    return kept


def _same_statement(left: Claim, right: Claim) -> bool:
    if left.role != right.role:
        return False
    if left.date is not None and right.date is not None:
        return left.date.value.startswith(right.date.value) or right.date.value.startswith(left.date.value)
    return True


def _complete(claim: Claim, other: Claim) -> Claim:
    return replace(
        claim,
        date=claim.date or other.date,
        reason=claim.reason or other.reason,
        counterparty=tuple(sorted({*claim.counterparty, *other.counterparty})),
    )


def _words(span: Span) -> Evidence:
    return Evidence(span.text, span.start_char, span.end_char)


def _mention_words(mention: Mention) -> Evidence:
    return Evidence(mention.text, mention.start, mention.end)


def _trimmed(text: str, span: Span) -> Evidence:
    words = text[span.start_char : span.end_char]
    start = span.start_char + len(words) - len(words.lstrip())
    words = words.strip()
    return Evidence(words, start, start + len(words))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]
