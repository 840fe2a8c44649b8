"""Names made comparable: from a name as written to its folded words, its core and its common form.

In goes a name as a text or a register writes it ("Deutsche Bank's", "SENSETIME GROUP LTD", "Muenchener Rück
AG"); out come words without case, accents, punctuation and legal form. Pure functions; a name that folds to
nothing (only punctuation) gives an empty result, never an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

# Letters that Unicode decomposition leaves alone.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "å": "aa",
        "Å": "Aa",
        "ø": "oe",
        "Ø": "Oe",
    }
)
SIGNS = str.maketrans(
    {"&": " and ", "+": " and ", ".": "", "'": "", "’": "", "‘": "", "`": "", "´": "", "·": ""}
)
# Zero-width and direction marks come along when names are copied from web pages.
INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)

MAX_NAME = 300  # characters; no organisation has a longer name, and a hostile one must not cost time
# Chinese, Japanese and Korean forms are written together with the name.
EASTERN_FORMS = re.compile(
    "股份有限公司|有限责任公司|有限公司|株式会社|주식회사|集团|グループ|（株）|㈜|公司$"
)
WORD = re.compile(r"[^\W_]+")
SINGLE_LETTERS = re.compile(r"\b[^\W\d_](?: [^\W\d_]\b){1,5}")
GENITIVE = re.compile(r"(?<=\w)(?:['’`´]s?)$")
SAME_WORD = {"und": "and", "et": "and", "u": "and", "y": "and", "en": "and"}

# Forms that stand in front of the name: "OOO Romaschka", "PT Astra International".
LEADING = frozenset(
    "pt oao ooo zao pao pjsc jsc cjsc ojsc aktiebolaget srl llc tov stichting ооо оао зао пао".split()
)
ARTICLES = frozenset(("the", "die", "der", "das"))
# An adjective at the head of a name: "Deutsche", "Europäischer", "Weißes".
INFLECTED = re.compile(r"(\w+(?:sch|ß))(?:e|er|es|en)$")
# Not legal forms, yet a name means the same with and without them.
WEAK = frozenset("group gruppe holding holdings konzern company co corp corporation the".split())


@cache
def legal_forms() -> frozenset[str]:
    """Folded legal forms of the world ("gmbh", "and co kg", "sdn bhd")."""
    text = files("pipeline.gazetteer").joinpath("legal_forms.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _form_edges() -> tuple[int, frozenset[str], frozenset[str]]:
    """The most words of a form, and the words that forms begin and end with: most names have none of them."""
    split = [form.split() for form in legal_forms()]
    heads = frozenset(words[0] for words in split if len(words) > 1)
    return max(map(len, split)), heads, frozenset(words[-1] for words in split)


def clean(name: str) -> str:
    """The name in NFC with plain spaces, without invisible characters, at most MAX_NAME characters."""
    name = name[: 4 * MAX_NAME]
    if not name.isascii():
        name = unicodedata.normalize("NFC", name.translate(INVISIBLE))
    return " ".join(name.split())[:MAX_NAME].strip()


def fold(name: str) -> str:
    """Lower-case words of `name` joined by one space; "A. O. Smith & Söhne" gives "ao smith and sohne"."""
    return _join(_words(name))


def _words(name: str) -> list[str]:
    if name.isascii():
        text = name.lower()
        if text.isalnum():
            return [text]
    else:
        bare = EASTERN_FORMS.sub("", name)
        text = (bare if bare.strip() else name).casefold().translate(LETTERS)
        text = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFKC", "".join(c for c in text if not unicodedata.combining(c)))
    return WORD.findall(text.translate(SIGNS))


def spellings(name: str) -> tuple[str, ...]:
    """`name` and, where it has umlauts, its spelling without ("Müller", "Mueller")."""
    spelled = name.translate(UMLAUTS)
    return (name,) if spelled == name else (name, spelled)


def inflected(name: str) -> tuple[str, ...]:
    """`name` and its German cases: "der Deutschen Bank", "des Deutschen Bundestags"."""
    first, space, rest = name.partition(" ")
    stem = INFLECTED.match(first)
    if not stem or not space:
        return (name,)
    cases = (f"{stem[1]}{ending} {rest}" for ending in ("e", "en", "er", "es"))
    return tuple(dict.fromkeys((name, *cases)))


def core_range(words: Sequence[str]) -> tuple[int, int]:
    """The half-open range of folded words that is left without article and legal forms; never empty."""
    forms = legal_forms()
    longest, heads, tails = _form_edges()
    start, end = 0, len(words)
    if end > 1 and words[0] in ARTICLES:
        start = 1
    # A single letter may be the end of a form in pieces: "S. p. A."
    while end - start > 1 and (words[end - 1] in tails or len(words[end - 1]) == 1):
        counts = range(min(longest, end - start - 1), 0, -1)
        cut = next((n for n in counts if _join(words[end - n : end]) in forms), 0)
        if not cut:
            break
        end -= cut
        while end - start > 1 and words[end - 1] in {"and", "und"}:
            end -= 1
    while end - start > 1 and (words[start] in heads or words[start] in LEADING):
        # "Open Joint Stock Company Gazprom", "OAO Gazprom": a single word must be one of LEADING.
        counts = range(min(longest, end - start - 1), 1, -1)
        cut = next((n for n in counts if _join(words[start : start + n]) in forms), 0)
        if not cut and words[start] not in LEADING:
            break
        start += cut or 1
    return start, end


def _join(words: Sequence[str]) -> str:
    text = " ".join(words)
    if len(words) < 2 or min(map(len, words)) > 1:
        return text
    return SINGLE_LETTERS.sub(lambda match: match[0].replace(" ", ""), text)


def core_key(name: str) -> str:
    """The key under which a name is looked up: folded, without legal form, "und/&/et" as "and"."""
    return split_name(name)[1]


def without_genitive(name: str) -> str:
    """'Deutsche Bank's' -> 'Deutsche Bank'; a bare s is left, for "Siemens" ends in one too."""
    return GENITIVE.sub("", name)


def common_name(name: str) -> str:
    """The name as a reader would write it in a table: without article and legal form."""
    return split_name(clean(name))[0]


def split_name(name: str) -> tuple[str, str]:
    """The name without article and legal form, as written and as the key under which it is looked up."""
    parts = name.split()
    places: list[int] = []
    words: list[str] = []
    for place, part in enumerate(parts):
        for word in _words(part):
            places.append(place)
            words.append(word)
    if not words:
        return name, ""
    start, end = core_range(words)
    kept = parts[places[start] : places[end - 1] + 1]
    short = " ".join(kept).strip(" ,;(-") if len(kept) < len(parts) else name
    core = [words[start], *(SAME_WORD.get(word, word) for word in words[start + 1 : end])]
    return short or name, _join(core)


def acronym(name: str) -> str:
    """First letters of the capitalised words: "Massachusetts Institute of Technology" gives "MIT"."""
    words = [word for word in re.split(r"[\s\-/]+", common_name(name)) if word]
    return "".join(word[0] for word in words if word[0].isupper())
