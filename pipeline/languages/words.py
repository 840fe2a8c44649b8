"""The kinds of word tables that a language fills: what the grammar asks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntityWords:
    """Words that stand for organisations without naming them, and names that are no company.

    Attributes:
        company_nouns: matches a lemma in lower case that describes a company ("automobilzulieferer").
        generic: nouns that describe a company, lower case; alone they are no name ("der Welser *Riese*").
        group_nouns: matches a lemma that, in the plural, stands for several organisations.
        definite: determiners that point back ("der", "this", "its" is none).
        pronouns: personal pronouns of the third person that may stand for a company, lower case.
        possessives: possessive pronouns, lower case.
        both: words that mean exactly two ("beide", "both").
        others: adjectives that set a group apart from those named ("weitere", "five *more*").
        numbers: number words up to twelve.
        membership: lemmas of verbs that can put firms into a group ("Weitere Firmen *sind* …").
        inclusion: those of them that do so by themselves ("Zu den Firmen *gehören* …").
        public_bodies: matches names of authorities, courts, parties, unions and countries, which act but are
            never the entity of a claim.
    """

    company_nouns: re.Pattern[str]
    group_nouns: re.Pattern[str]
    generic: frozenset[str]
    definite: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    both: frozenset[str]
    others: frozenset[str]
    numbers: dict[str, int]
    membership: frozenset[str]
    inclusion: frozenset[str]
    public_bodies: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """Cues of the status of a claim; each table maps a lemma in lower case to the status it speaks for.

    Attributes:
        governors: verbs and nouns above the trigger ("*erwägt* den Verkauf", "*plans* to buy").
        auxiliaries: modal and auxiliary forms at the trigger's verb, by form ("könnte", "will").
        modifiers: adverbs and adjectives at or near the trigger ("angeblich", "planned").
        negations: words that negate their clause, by form.
        conditions: conjunctions of conditional clauses.
        hearsay: prepositions and fixed words of hearsay ("laut", "reportedly").
    """

    governors: dict[str, str]
    auxiliaries: dict[str, str]
    modifiers: dict[str, str]
    negations: frozenset[str]
    conditions: frozenset[str]
    hearsay: frozenset[str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """How dates are written.

    Attributes:
        months, weekdays: name or abbreviation in lower case -> 1 to 12, 0 (Monday) to 6.
        numbers: number words and the ordinals of quarters and halves, lower case.
        seasons: lower case -> the month in which it begins.
        offsets: days from publication, lower case ("gestern": -1).
        units: lower case -> day, week, weekend, month, quarter, half, year or decade.
        patterns: one regular expression for each form, tried in this order, ignoring case. `<MONTH>` stands for any
            key of `months`, `<WEEKDAY>`, `<NUMBER>`, `<SEASON>`, `<OFFSET>` and `<UNIT>` likewise. Groups are named after the
            parts of a date (`claims/calendar.py`); `last`, `this`, `next` shift the unit, `ylast`, `ythis`,
            `ynext` the year, `before_last` and `after_next` by two, `same` is the day last named, `ago` and `ahead` say on which side of publication a count lies, `ahead_of` and
            `until` that a date is rather to come, and `skip` that the words are no date at all.
        stems: parts of words, lower case, one of which stands in each date that has neither a digit nor a word of
            the tables.
        datelines: matches the place and day that an agency prints before its text, or its sign-off.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    seasons: dict[str, int]
    offsets: dict[str, int]
    units: dict[str, str]
    patterns: tuple[str, ...]
    stems: tuple[str, ...]
    datelines: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """How causes, purposes and grounds are brought in.

    Attributes:
        connectors: adposition, conjunction or participle, lower case -> cause ("wegen"), weak (seldom a cause:
            "durch"), after ("nachdem"), purpose ("um … zu"), aim ("for"), content ("accused *of* fraud") or
            condition ("if").
        nouns: lemmas that announce a reason ("Grund", "Vorwurf"), which stands beside them.
        verbs: likewise ("verweisen auf", "cite").
        backward: words by which a sentence points to a reason in the one before ("deshalb").
    """

    connectors: dict[str, str]
    nouns: frozenset[str]
    verbs: frozenset[str]
    backward: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """How the text says who says it.

    Attributes:
        prepositions: "laut", "zufolge", "according [to]".
        accounts: for an adposition of several senses, the lemmas that make it one of source ("nach *Angaben* der
            Firma").
        verbs: lemmas of saying, of which the subject is the source.
    """

    prepositions: frozenset[str]
    accounts: dict[str, re.Pattern[str]]
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code, its name and its word tables."""

    code: str
    name: str
    entities: EntityWords
    status: StatusWords
    dates: DateWords
    reasons: ReasonWords
    attribution: AttributionWords
