"""When it happens: a trigger and the dates of its article in, the date of the event out.

Two learned decisions (`training/slots.py`): whether a date of the trigger's sentence says when its event
takes place, and, where a date has two readings ("am Montag", "in November"), which of them is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.claims.expression import FoundDate, find_dates
from pipeline.claims.features import slot
from pipeline.claims.linear import load_model
from pipeline.claims.syntax import VERBS, case_marker, children, clause_head
from pipeline.claims.tree import LONGEST_PATH, Span, Token
from pipeline.languages import Language
from pipeline.records import EventDate

__all__ = ["FoundDate", "date_of", "find_dates"]

LIKELY = 0.5
DISTANCES = (1, 2, 4, 8, 16)
LISTED = ("conj", "flat", "appos")


def date_of(
    trigger: Span, action: str, dates: Sequence[FoundDate], *, language: Language
) -> EventDate | None:
    """When the event of the trigger takes place; None where no date of its sentence belongs to it."""
    candidates = find_candidates(trigger, dates)
    if not candidates:
        return None
    model = load_model("date")
    best, index = max(
        (model.probability("yes", attachment_features(trigger, action, i, candidates, language)), -i)
        for i in range(len(candidates))
    )
    if best < LIKELY:
        return None
    date, token = candidates[-index]
    return EventDate(_value(date, token, trigger, language), date.words, date.basis)


def find_candidates(trigger: Span, dates: Sequence[FoundDate]) -> list[tuple[FoundDate, Token]]:
    """The dates of the trigger's sentence, each with the head of its words."""
    sentence = trigger.sent
    found = []
    for date in dates:
        if not sentence.start_char <= date.words.start < sentence.end_char:
            continue
        span = trigger.doc.char_span(date.words.start, date.words.end)
        found.append((date, span.root))
    return found


def _value(date: FoundDate, token: Token, trigger: Span, language: Language) -> str:
    if date.past is None or date.future is None:
        return date.value
    future = load_model("tense").probability("future", tense_features(date, token, trigger, language))
    return date.future if future > 0.5 else date.past


def attachment_features(
    trigger: Span,
    action: str,
    index: int,
    candidates: Sequence[tuple[FoundDate, Token]],
    language: Language,
) -> list[str]:
    """What speaks for and against a date: the way to the trigger, what governs it, its rivals."""
    date, token = candidates[index]
    root = trigger.root
    place = slot(root, token)
    first = place.split("/")[0]
    grain = grain_of(date.value)
    governor = _governor(token)
    gap = token.i - root.i
    low, high = sorted((token.i, root.i))
    between = trigger.doc[low + 1 : high]
    figures = action == "report_results"
    return [
        "bias",
        f"slot={place}",
        f"slot1={first}",
        f"grain={grain}",
        f"grain+slot1={grain}+{first}",
        f"figures+grain={figures}+{grain}",
        f"action={action}",
        f"pos={root.pos_}",
        f"pos+slot={root.pos_}+{place}",
        f"kind={date.kind}",
        f"case={case_marker(token)}",
        f"below={root in token.path}",
        f"same-clause={clause_head(token).i == clause_head(root).i}",
        f"governor={'trigger' if governor.i == root.i else f'{governor.pos_}:{governor.dep_}'}",
        f"reporting={governor.i != root.i and governor.lemma_.lower() in language.attribution.verbs}",
        f"dates={min(len(candidates), 3)}",
        f"gap={'after' if gap > 0 else 'before'}{next((d for d in DISTANCES if abs(gap) <= d), 99)}",
        f"nearer={min(sum(abs(other.i - root.i) < abs(gap) for _, other in candidates), 2)}",
        f"verbs-between={min(sum(t.pos_ == 'VERB' for t in between), 3)}",
        f"comma-between={any(t.text in ',;:–-' for t in between)}",
    ]


def _governor(token: Token) -> Token:
    """The word that a date depends on, past the dates that it is listed with."""
    head = token.head
    while head.dep_ in LISTED and head.head is not head:
        head = head.head
    return head


def grain_of(value: str) -> str:
    """How precise an ISO value is."""
    if "Q" in value or "H" in value:
        return "quarter"
    if "W" in value:
        return "week"
    return ("year", "month", "day")[value.count("-")]


def tense_features(date: FoundDate, token: Token, trigger: Span, language: Language) -> Iterator[str]:
    """What speaks for a date before or after publication: the tenses and the verbs that it stands under."""
    yield "bias"
    yield f"kind={date.kind}"
    yield f"usual={'future' if date.value == date.future else 'past'}"
    yield f"nearer={date.nearer}"
    yield f"nearer+kind={date.nearer}+{date.kind}"
    yield f"case={case_marker(token)}"
    yield f"head={token.head.lemma_.lower()}"
    yield f"first={date.words.text.split()[0].lower()}"
    for side, verb in (("date", _verb(token)), ("trigger", _verb(trigger.root))):
        tense = _tense(verb)
        yield f"{side}={tense}"
        yield f"{side}+kind={tense}+{date.kind}"
        yield f"{side}+nearer={tense}+{date.nearer}"
        yield f"{side}+language={tense}+{language.code}"
        yield from _outlook(side, verb, language)


def _outlook(side: str, verb: Token, language: Language) -> Iterator[str]:
    """Words of planning above and beside a verb: "*plans* to open", "für Juni *geplant*"."""
    chain = verb.path
    for ancestor in (*chain, *[chain[-1]] * (LONGEST_PATH - len(chain))):
        status = language.status.governors.get(ancestor.lemma_.lower())
        if status is not None:
            yield f"{side}-under={status}"
    for word in (verb, *verb.children):
        status = language.status.modifiers.get(word.lemma_.lower())
        if status is not None:
            yield f"{side}-beside={status}"


def _verb(token: Token) -> Token:
    """The verb or participle that a token stands under: "der für Juni *geplante* Start"."""
    for ancestor in token.path:
        if ancestor.pos_ in VERBS or (ancestor.pos_ == "ADJ" and ancestor.i != token.i):
            return ancestor
    return token


def _tense(verb: Token) -> str:
    """The form of a verb and of its auxiliaries: "have:Pres Part:Past", "werden:Pres Inf:"."""
    words = [*children(verb, "aux", "aux:pass", "cop"), verb]
    return " ".join(
        f"{word.lemma_.lower() if word.i != verb.i else ''}:"
        f"{''.join(word.morph.get('VerbForm', [])) or word.pos_}{''.join(word.morph.get('Tense', []))}"
        for word in words
    )
