"""When two claims tell the same event: a sum of plain reasons.

Only claims of one organisation in one role with one action are compared. Days, counterparties, amounts and
names speak for or against; a contradiction that can't be explained (other period of figures, other
counterparties, other time) ends it. The weights were set by hand on the half "open" of
`corpus/facts/claims.toml`; `python -m benchmarks facts` measures both halves.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.facts.periods import Period, days, gap

THRESHOLD = 1.0
NEVER = -10.0
SAME_DAYS = 3  # "on Monday" and the date in another paper differ by so much and mean the same
FRESH = 7  # news of an event appear within a week
WINDOW = 45  # a claim without date, told later than this, needs other reasons
TIMELESS = -0.5  # neither date nor publication: a common counterparty or name alone is too little
# Happens once between two parties, or once in some years to one: what was announced in May and done in
# October is one event. Days between the tellings up to which this is believed, with a common counterparty
# and without any on either side (None: not believed at all).
ONCE: dict[str, tuple[int, int | None]] = {
    "acquire": (1100, None),
    "divest": (700, None),
    "list": (365, 365),
    "insolvency": (365, 365),
    "close": (365, None),
    "expand": (365, None),
}
BY_PERIOD = ("report_results",)  # another period is another event: Q3 is not the year


@dataclass(frozen=True, slots=True)
class Telling:
    """What the rule sees of a claim.

    Attributes:
        key: organisation, action and role; only tellings of one key are compared.
        when: the days its date means; None where the text does not say.
        published: ordinal of the article's date.
        others: keys of all counterparties (`names.Names.keys`).
        amounts, anchors: what the sentence shares with a translation (`words`).
    """

    claim_id: str
    key: tuple[str, str, str]
    language: str
    when: Period | None
    published: int | None
    others: frozenset[str]
    amounts: frozenset[float]
    anchors: frozenset[str]

    @property
    def around(self) -> int | None:
        """The day the telling belongs to: its date, if as exact as a month, else its publication."""
        if self.when and (days(self.when) <= 31 or self.published is None):
            return self.when[0]
        return self.published


def score(left: Telling, right: Telling) -> float:
    """How well two tellings go together; from THRESHOLD on they tell the same event."""
    if left.key != right.key:
        return NEVER
    company = _counterparties(left, right)
    if company < 0:
        return NEVER
    names = _names(left, right)
    amounts = _amounts(left, right)
    time = _time(left, right, common=company > 0, alike=max(names, amounts) > 0)
    if time == NEVER:
        return NEVER
    return time + company + names + amounts


def _counterparties(left: Telling, right: Telling) -> float:
    if not left.others or not right.others:
        return 0.0
    shared = left.others & right.others
    if not shared:
        return -1.0
    # A state alone ("the US") is in many claims; a name says more.
    return 0.5 if all(key.startswith("state ") for key in shared) else 1.0


def _amounts(left: Telling, right: Telling) -> float:
    if not left.amounts or not right.amounts:
        return 0.0
    return 1.0 if left.amounts & right.amounts else -1.0


def _names(left: Telling, right: Telling) -> float:
    shared = left.anchors & right.anchors
    # All nouns of German have capitals, so two German sentences share "Stellen" without meaning the same.
    needed = 2 if left.language == right.language == "de" else 1
    if len(shared) >= needed:
        return 1.0
    english = left.language == right.language == "en"
    return -0.5 if english and left.anchors and right.anchors and not shared else 0.0


def _time(left: Telling, right: Telling, *, common: bool, alike: bool) -> float:
    action = left.key[1]
    if left.when and right.when:
        if action in BY_PERIOD:
            return 1.5 if left.when == right.when else NEVER
        apart = gap(left.when, right.when)
        if apart == 0 and max(days(left.when), days(right.when)) <= 31:
            return 1.5
        if apart == 0:
            return 0.75 if left.when == right.when else 0.25
        if apart <= SAME_DAYS:
            return 1.0
        return _once(action, apart, common=common, alike=alike)
    if left.around is None or right.around is None:
        return TIMELESS
    apart = abs(left.around - right.around)
    if apart <= FRESH:
        return 1.0
    if apart <= WINDOW:
        return 0.25
    return _once(action, apart, common=common, alike=alike)


def _once(action: str, apart: int, *, common: bool, alike: bool) -> float:
    with_common, alone = ONCE.get(action, (0, None))
    if common and apart <= with_common:
        return 0.5
    if alone is not None and apart <= alone:
        return 1.0
    return 0.0 if alike and apart <= with_common else NEVER
