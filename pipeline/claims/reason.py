"""Why it happens: a trigger in, the words of the text that give its cause, ground or purpose out.

For accusations, lawsuits, probes and penalties the reason is what is alleged; for a denial, the argument.
Which candidate (`claims/phrase.py`) is the reason, if any, is a learned decision (`training/slots.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.claims.features import slot
from pipeline.claims.linear import load_model
from pipeline.claims.phrase import ALLEGING, Phrase, find_phrases
from pipeline.claims.syntax import case_marker, children, clause_head, verb_lemma
from pipeline.claims.tree import Span, Token
from pipeline.languages import Language
from pipeline.lexicon.reasons import OTHER, load_reasons
from pipeline.records import Evidence

LIKELY = 0.35  # of 0.25, 0.3, 0.35 and 0.4 the best for accuracy and recall together
DISTANCES = (1, 2, 4, 8, 16)
LENGTHS = (1, 2, 3, 5, 8, 12, 20)


def reason_of(trigger: Span, action: str, *, language: Language) -> Evidence | None:
    """The words that give the reason of the event; None where the text gives none."""
    model = load_model("reason")
    best, chosen = LIKELY, None
    for phrase in find_phrases(trigger, action, language):
        likely = model.probability("yes", reason_features(trigger, action, phrase, language))
        if likely > best:
            best, chosen = likely, phrase
    if chosen is None:
        return None
    span = trigger.doc[chosen.start : chosen.end]
    return Evidence(span.text, span.start_char, span.end_char)


def reason_features(trigger: Span, action: str, phrase: Phrase, language: Language) -> list[str]:
    """What speaks for and against a phrase being the reason of the trigger."""
    head = phrase.head
    group = "alleging" if action in ALLEGING else "other"
    place = ("here", "next", "before")[phrase.sentence]
    size = next((n for n in LENGTHS if phrase.end - phrase.start <= n), 99)
    features = [
        "bias",
        f"kinds={'+'.join(sorted(phrase.links))}+{place}",
        f"dep={head.dep_}",
        f"pos={head.pos_}",
        f"lemma={head.lemma_.lower()}",
        f"governor={head.head.lemma_.lower()}",
        f"first={trigger.doc[phrase.start].lower_}",
    ]
    for kind, link in phrase.links.items():
        features += _link_features(kind, link, place, group, action, head.dep_, size)
    features.extend(_form_features(phrase, place))
    features.extend(_content_features(trigger, action, phrase, language))
    if place == "here":
        features.extend(_way_features(trigger, action, phrase, language))
    else:
        features.extend(_sentence_features(phrase, action, place, language))
    if "connector" in phrase.links:
        features.extend(_class_features(trigger, group, place, phrase, language))
    return features


@lru_cache(maxsize=1 << 15)
def _link_features(
    kind: str, link: str, place: str, group: str, action: str, label: str, size: int
) -> tuple[str, ...]:
    """What brings it in."""
    return (
        f"kind={kind}+{place}",
        f"kind+group={kind}+{place}+{group}",
        f"kind+action={kind}+{place}+{action}",
        f"link={kind}+{link}",
        f"link+place={kind}+{link}+{place}",
        f"link+group={kind}+{link}+{group}",
        f"link+action={kind}+{link}+{action}",
        f"kind+dep={kind}+{label}+{place}",
        f"kind+length={kind}+{place}+{size}",
        f"link+dep={link}+{label}",
    )


def _class_features(
    trigger: Span, group: str, place: str, phrase: Phrase, language: Language
) -> Iterator[str]:
    """What its connector usually says, and where it stands as seen from the trigger."""
    kind = language.reasons.connectors[phrase.links["connector"]]
    governor = phrase.head.head
    at = "trigger" if governor.i == trigger.root.i else "clause"
    if clause_head(governor).i != clause_head(trigger.root).i:
        at = "elsewhere"
    yield f"class={kind}+{place}"
    yield f"class+group={kind}+{group}+{place}"
    yield f"class+at={kind}+{at}+{place}"
    yield f"class+at+dep={kind}+{at}+{phrase.head.dep_}+{place}"
    yield f"class+pos={kind}+{phrase.head.pos_}+{place}"
    if place == "here":
        yield f"class+gap={kind}+{_gap(trigger, phrase)}"
        yield f"class+verbs={kind}+{_verbs_between(trigger.root, phrase)}"
        yield f"class+trigger={kind}+{trigger.root.pos_}"


def _form_features(phrase: Phrase, place: str) -> Iterator[str]:
    """The mood and form of its verb, and whether it is quoted."""
    head, doc = phrase.head, phrase.head.doc
    words = [head, *children(head, "aux", "aux:pass", "cop")]
    if any("Sub" in word.morph.get("Mood", []) for word in words):
        yield f"mood=subjunctive+{place}"
    form = "".join(head.morph.get("VerbForm", []))
    if form:
        yield f"form={form}+{place}"
    if phrase.start > 0 and doc[phrase.start - 1].is_quote:
        yield f"quoted+{place}"


def _content_features(trigger: Span, action: str, phrase: Phrase, language: Language) -> Iterator[str]:
    """What the words are about: a reason is an event or a state, seldom a time, a sum or a name."""
    words = trigger.doc[phrase.start : phrase.end]
    head = phrase.head
    code = reason_code(words.text, language=language)
    group = "alleging" if action in ALLEGING else "other"
    lemma = head.lemma_.lower()
    tokens = list(words)
    yield f"code={code}"
    yield f"code+group={code}+{group}"
    yield f"code+action={code}+{action}"
    yield f"numbers={any(token.like_num for token in tokens)}+{head.pos_}"
    yield f"names={min([token.pos_ for token in tokens].count('PROPN'), 2)}+{min(len(tokens), 6)}"
    yield f"time={lemma in language.dates.units or lemma in language.dates.months}"
    for kind, link in phrase.links.items():
        yield f"kind+code={kind}+{code}"
        yield f"kind+suffix={kind}+{lemma[-3:]}"
        yield f"link+suffix={link}+{lemma[-3:]}"


def _way_features(trigger: Span, action: str, phrase: Phrase, language: Language) -> Iterator[str]:
    """How the phrase hangs together with the trigger in the tree, and how far apart they stand."""
    root, head = trigger.root, phrase.head
    governor = head.head
    way = slot(root, head)
    over = head in root.path
    below = root in head.path
    reporting = verb_lemma(governor) in language.attribution.verbs
    yield f"slot={way}"
    yield f"slot+action={way}+{action}"
    yield f"gap={_gap(trigger, phrase)}"
    yield f"verbs-between={_verbs_between(root, phrase)}"
    for kind, link in phrase.links.items():
        yield f"link+slot={link}+{way}"
        yield f"direct+link={governor.i == root.i}+{kind}+{link}"
        yield f"direct={governor.i == root.i}+{kind}"
        yield f"same-clause={clause_head(governor).i == clause_head(root).i}+{kind}+{link}"
        yield f"trigger-pos={root.pos_}+{kind}+{link}"
        yield f"below={below}+{over}+{kind}"
        yield f"reporting={reporting}+{kind}+{governor.i == root.i}"
        yield f"case={case_marker(head)}+{kind}"


def _gap(trigger: Span, phrase: Phrase) -> str:
    gap = phrase.start - trigger.root.i
    return f"{'after' if gap > 0 else 'before'}{next((n for n in DISTANCES if abs(gap) <= n), 99)}"


def _verbs_between(root: Token, phrase: Phrase) -> int:
    """Verbs between the trigger and the words, not counting those of the words themselves; 3 is many."""
    first, last = (root.i + 1, phrase.start) if root.i < phrase.start else (phrase.end, root.i)
    return min([token.pos_ for token in root.doc[first:last]].count("VERB"), 3)


def _sentence_features(phrase: Phrase, action: str, place: str, language: Language) -> Iterator[str]:
    """What another sentence begins with and says, where the phrase stands there."""
    sentence = phrase.head.sent
    root = sentence.root
    lemma = verb_lemma(root)
    subject = next(children(root, "nsubj", "nsubj:pass"), None)
    yield f"opening={sentence[0].lower_}+{place}"
    yield f"root={lemma}+{place}"
    yield f"root+action={lemma}+{action}"
    for kind in phrase.links:
        yield f"root-reporting={lemma in language.attribution.verbs}+{kind}+{action}"
        yield f"subject={subject.pos_ if subject is not None else '-'}+{kind}+{place}"


def reason_code(words: str, *, language: Language) -> str:
    """The code of `lexicon/reasons.toml` that most of the words speak for; the first of equals."""
    return _code(words.lower(), language.code)


@lru_cache(maxsize=1 << 10)  # the triggers of a sentence ask for the same phrases
def _code(words: str, language: str) -> str:
    hits = {
        code: len(patterns.findall(words))
        for code, table in load_reasons().items()
        if (patterns := table[language]) is not None
    }
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] else OTHER
