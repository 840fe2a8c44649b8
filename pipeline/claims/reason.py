"""Why it happens: a trigger in, the words of the text that give its cause, ground or purpose out.

For accusations, lawsuits, probes and penalties the reason is what is alleged; for a denial, the argument. Which
candidate (`claims/phrase.py`) is the reason, if any, is a learned decision (`training/slots.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from pipeline.claims.features import slot
from pipeline.claims.linear import load_model
from pipeline.claims.phrase import ALLEGING, Phrase, find_phrases
from pipeline.claims.syntax import VERBS, ancestors, case_marker, children, clause_head, verb_lemma
from pipeline.languages import Language
from pipeline.lexicon.reasons import OTHER, load_reasons
from pipeline.records import Evidence

LIKELY = 0.4  # accuracy and recall on articles that do not train are both best near here
DISTANCES = (1, 2, 4, 8, 16)
LENGTHS = (1, 2, 3, 5, 8, 12, 20)


def reason_of(trigger: Span, action: str, *, language: Language) -> Evidence | None:
    """The words that give the reason of the event; None where the text gives none."""
    model = load_model("reason")
    best, chosen = LIKELY, None
    for phrase in find_phrases(trigger, action, language):
        likely = model.probabilities(reason_features(trigger, action, phrase, language))["yes"]
        if likely > best:
            best, chosen = likely, phrase
    if chosen is None:
        return None
    span = trigger.doc[chosen.start : chosen.end]
    return Evidence(span.text, span.start_char, span.end_char)


def reason_features(trigger: Span, action: str, phrase: Phrase, language: Language) -> list[str]:
    """What speaks for and against a phrase being the reason of the trigger."""
    head, kind, link = phrase.head, phrase.kind, phrase.connector
    group = "alleging" if action in ALLEGING else "other"
    place = "here" if phrase.sentence == 0 else "next" if phrase.sentence > 0 else "before"
    features = [
        "bias",
        f"kind={kind}+{place}",
        f"kind+group={kind}+{place}+{group}",
        f"kind+action={kind}+{place}+{action}",
        f"link={kind}+{link}",
        f"link+place={kind}+{link}+{place}",
        f"link+group={kind}+{link}+{group}",
        f"link+action={kind}+{link}+{action}",
        f"dep={head.dep_}",
        f"kind+dep={kind}+{head.dep_}+{place}",
        f"link+dep={link}+{head.dep_}",
        f"pos={head.pos_}",
        f"lemma={head.lemma_.lower()}",
        f"governor={head.head.lemma_.lower()}",
        f"first={trigger.doc[phrase.start].lower_}",
        f"length={next((n for n in LENGTHS if phrase.end - phrase.start <= n), 99)}",
        f"kind+length={kind}+{place}+{next((n for n in LENGTHS if phrase.end - phrase.start <= n), 99)}",
    ]
    features.extend(_form_features(phrase, place))
    if place == "here":
        features.extend(_way_features(trigger, action, phrase, language))
    else:
        features.extend(_sentence_features(phrase, action, place, language))
    return features


def _form_features(phrase: Phrase, place: str) -> Iterator[str]:
    """The mood and form of its verb, and whether it is quoted."""
    head, doc = phrase.head, phrase.head.doc
    words = [head, *children(head, "aux", "aux:pass", "cop")]
    if any("Sub" in word.morph.get("Mood", []) for word in words):
        yield f"mood=subjunctive+{place}"
    form = "".join(head.morph.get("VerbForm", []))
    yield f"form={form}+{phrase.kind}"
    quoted = phrase.start > 0 and doc[phrase.start - 1].is_quote
    yield f"quoted={quoted}+{place}"


def _way_features(trigger: Span, action: str, phrase: Phrase, language: Language) -> Iterator[str]:
    """How the phrase hangs together with the trigger in the tree, and how far apart they stand."""
    root, head = trigger.root, phrase.head
    way = slot(root, head)
    below = any(token.i == root.i for token in ancestors(head))
    governor = head.head
    yield f"slot={way}"
    yield f"link+slot={phrase.connector}+{way}"
    yield f"slot+action={way}+{action}"
    yield f"below={below}+{phrase.kind}"
    yield f"direct={governor.i == root.i}+{phrase.kind}"
    yield f"direct+link={governor.i == root.i}+{phrase.connector}"
    yield f"same-clause={clause_head(governor).i == clause_head(root).i}+{phrase.connector}"
    yield f"over={any(token.i == head.i for token in ancestors(root))}"
    yield f"case={case_marker(head)}+{phrase.kind}"
    yield f"trigger-pos={root.pos_}+{phrase.connector}"
    reporting = verb_lemma(governor) in language.attribution.verbs
    yield f"reporting={reporting}+{phrase.kind}+{governor.i == root.i}"
    gap = phrase.start - root.i
    yield f"gap={'after' if gap > 0 else 'before'}{next((n for n in DISTANCES if abs(gap) <= n), 99)}"
    yield f"verbs-between={min(_verbs_between(root, head), 3)}"


def _verbs_between(left: Token, right: Token) -> int:
    low, high = sorted((left.i, right.i))
    return sum(token.pos_ in VERBS for token in left.doc[low + 1 : high])


def _sentence_features(phrase: Phrase, action: str, place: str, language: Language) -> Iterator[str]:
    """What another sentence begins with and says, where the phrase stands there."""
    sentence = phrase.head.sent
    root = sentence.root
    yield f"opening={sentence[0].lower_}+{place}"
    yield f"root={verb_lemma(root)}+{place}"
    yield f"root+action={verb_lemma(root)}+{action}"
    yield f"root-reporting={verb_lemma(root) in language.attribution.verbs}+{phrase.kind}+{action}"
    subject = next(children(root, "nsubj", "nsubj:pass"), None)
    yield f"subject={subject.pos_ if subject is not None else '-'}+{phrase.kind}+{place}"


def reason_code(words: str, *, language: Language) -> str:
    """The code of `lexicon/reasons.toml` that most of the words speak for; the first of equals."""
    hits = {
        code: len(patterns.findall(words.lower()))
        for code, table in load_reasons().items()
        if (patterns := table[language.code]) is not None
    }
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] else OTHER
