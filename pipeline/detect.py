"""A text -> `de` or `en`, or a DocumentError for every other language. The only room where langdetect works.

Two kinds of evidence are weighed. langdetect compares letter sequences with those of 30 languages; it is
right on whole articles, and guesses on a headline. Function words ("und", "der" / "and", "the") are rarer
but certain. Words in quotation marks count only where there is little else, so that a quotation does not
flip its article. What a page declares decides between German and English where the words leave it open, and
never against them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import DocumentError

LANGUAGES = ("de", "en")

# The frequent words that occur in one of the two languages only. "in", "die", "was", "will", "so", "am",
# "an", "war",
# "hat", "also", "man", "bald", "gift" are words of both; "de", "en", "van" are left to Dutch, "som" to
# Danish.
GERMAN = frozenset(
    """
    aber alle als am auch auf aus bei beim bis da das dass dem den denn der des deutschen dies diese
    diesem diesen dieser doch durch ein eine einem einen einer eines er es für gegen gibt habe haben
    hatte hatten ihm ihr ihre ihren ihrer immer ins ist laut sagte ja jetzt kann kein keine können
    künftig mehr mit müssen nach nicht noch nun nur ob oder ohne schon sei sein seine seinem seinen
    seiner seit sich sie sind soll sollen sowie über um und uns unter viele vom von vor waren weil
    weiter wenn werde werden wegen weitere wie wieder wir wird wollen worden wurde wurden zu zum zur
    zwei zwischen
    """.split()
)
ENGLISH = frozenset(
    """
    about after against all and are as at be because been before being between but by can could did
    do does during each for from had has have he her his how if into is it its more most new no not
    of on one only or other our out over said says she should since some than that the their them
    then there these they this through to under until up us we were what when where which while who
    whose why with would years you your
    """.split()
)
SURE_WORDS = 8  # so many more function words of one language than of the other are no accident
SURE_SHARE = (
    0.12  # German and English prose has 0.35 to 0.5; Dutch has 0.05 of German ones, Scots more of English
)
SAMPLE = 3000  # characters; langdetect's answer does not change with more
OUTSIDE_QUOTES = 60  # characters outside quotation marks that suffice to decide alone
FRAME_WORDS = 2  # so do so many function words of one language: "Der Chef sagte: …"
MIN_LATIN = 0.6  # of the letters
# Share that langdetect must give to a language when function words are too few to tell.
SURE_PROBABILITY = 0.7

WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"[„“][^„“”\n]{0,1500}[“”]|\"[^\"\n]{0,1500}\"|[»«][^»«\n]{0,1500}[«»]")
# The Latin-script languages that langdetect knows.
PROFILES = (
    "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi".split()
)
PRIOR = {"de": 0.3, "en": 0.3}


def detect_language(text: str, *, declared: str | None) -> tuple[str, float]:
    """The language's code and a score from 0 to 1; the same text always gives the same answer.

    `declared` is what the page says ("de", "en-GB"). Raises DocumentError (`unsupported_language`) for a
    text in another language, `no_language` for one without words.
    """
    sample = _sample(text)
    words = [word.lower() for word in WORD.findall(sample)]
    if not words:
        raise DocumentError("language", "no_language", "no words to tell a language by")
    letters = "".join(words)
    latin = sum(char < "\u0250" for char in letters) / len(letters)
    if latin < MIN_LATIN:
        raise DocumentError("language", "unsupported_language", "not written in Latin letters")
    german, english = (sum(word in known for word in words) for known in (GERMAN, ENGLISH))
    lead, code = abs(german - english), "de" if german > english else "en"
    share = max(german, english) / len(words)
    if lead >= SURE_WORDS and share >= SURE_SHARE:
        return code, round(max(german, english) / (german + english), 4)
    return _weighed(sample, german, english, share, declared)


def _weighed(sample: str, german: int, english: int, share: float, declared: str | None) -> tuple[str, float]:
    guesses = _probabilities(sample)
    stated = (declared or "")[:2].lower()
    votes = {"de": guesses.get("de", 0.0), "en": guesses.get("en", 0.0)}
    other = max(((p, name) for name, p in guesses.items() if name not in LANGUAGES), default=(0.0, ""))
    # One function word more counts like a tenth of langdetect's certainty, a declaration like two words.
    votes["de"] += 0.1 * german + (0.2 if stated == "de" else 0.0)
    votes["en"] += 0.1 * english + (0.2 if stated == "en" else 0.0)
    best = max(LANGUAGES, key=lambda name: votes[name])
    known = share >= SURE_SHARE or stated == best
    if other[0] > SURE_PROBABILITY and not (known and votes[best] >= other[0]):
        raise DocumentError("language", "unsupported_language", f"the text seems to be in {other[1]!r}")
    if votes[best] <= 0.0:
        raise DocumentError(
            "language", "unsupported_language", f"neither German nor English; perhaps {other[1]!r}"
        )
    return best, round(min(1.0, votes[best] / (votes["de"] + votes["en"] + other[0])), 4)


def _sample(text: str) -> str:
    """Up to SAMPLE characters from all over the text, without quotations where enough is left."""
    outside = QUOTED.sub(" ", text[: 20 * SAMPLE])
    text = outside if len(outside.strip()) >= OUTSIDE_QUOTES or _is_frame(outside) else text
    if len(text) <= SAMPLE:
        return text
    # Three pieces: an article may begin with a summary or end with a notice in the other language.
    size = SAMPLE // 3
    middle = len(text) // 2
    return "\n".join((text[:size], text[middle : middle + size], text[-size:]))


def _is_frame(outside: str) -> bool:
    """Whether what little stands around a quotation is plainly of one language."""
    words = [word.lower() for word in WORD.findall(outside)]
    german, english = (sum(word in known for word in words) for known in (GERMAN, ENGLISH))
    return max(german, english) >= FRAME_WORDS and min(german, english) == 0


def _probabilities(text: str) -> dict[str, float]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.set_prior_map(
        PRIOR | dict.fromkeys(set(PROFILES) - set(PRIOR), 0.4 / (len(PROFILES) - len(PRIOR)))
    )
    detector.append(text.lower() if text.isupper() else text)
    try:
        return {guess.lang: float(guess.prob) for guess in detector.get_probabilities()}
    except LangDetectException:
        return {}  # no letter sequences that any profile knows


@cache
def _factory() -> Any:
    """langdetect's profiles, loaded once; the seed makes its random trials the same in every call."""
    import langdetect
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    DetectorFactory.seed = 0
    factory = DetectorFactory()
    folder = Path(langdetect.__file__).parent / Path(PROFILES_DIRECTORY).name
    factory.load_json_profile([(folder / name).read_text(encoding="utf-8") for name in PROFILES])
    return factory
