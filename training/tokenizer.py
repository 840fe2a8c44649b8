"""Our tokenizers: spaCy's rules, changed towards the tokens of the treebanks.

German GSD and PUD cut every compound at its hyphens, and so do we: "Siemens-Chef" is `Siemens - Chef`,
"Deutsche-Bank-Aktie" is `Deutsche - Bank - Aktie`; the name can be an entity, and a company can be found by
token borders. English EWT and GUM cut likewise, save after prefixes ("co-founder"). A trained model stores
the rules.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.lang.char_classes import ALPHA, ALPHA_UPPER, HYPHENS
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

QUOTES = "»«„“”\"'"
RUNS = {  # "!!!" is one token of EWT, but not of GSD
    "en": (r"[!?]{2,}", *(rf"{sign}{{2,}}" for sign in (r"\*", "=", "_", "~", "<", ">", r"\$"))),
    "de": (),
}
BOTH_INFIXES = (
    rf"(?<=[{ALPHA}]\.)-(?=[{ALPHA}])",  # "U.S.-based", "St.-Vinzenz-Verbund"
    rf"(?<=[{ALPHA}])[-‐‑](?=[0-9])",  # "COVID-19", "Ariane-5-Rakete"
    r"(?<=[0-9])[–—](?=[0-9])",  # "2018–2020"
)
GERMAN_INFIXES = (
    rf"(?<=[{ALPHA}0-9{QUOTES}])[-‐‑–—](?=[{ALPHA}{QUOTES}])",  # "VW-Chef", "»Zeit«-Reporter", "5G-Netz"
    rf"(?<=[{QUOTES}])[-‐‑](?=[0-9])",
    rf"(?<=[{ALPHA}])[»«“”\"](?=[-‐‑])",  # the closing quote of "»Zeit«-Reporter"
    rf"(?<=[{ALPHA}])-(?=/)",  # "Bau-/Immobilienkonzern"
)
GERMAN_SUFFIXES = (
    rf"(?<=[{ALPHA}])[-‐‑]",  # "Energie- und Wasserversorger"
    r"(?<=[0-9]{3})\.",  # a year ends the sentence; "3." stays an ordinal
    r"(?<=[0-9],[0-9])\.",
)
# EWT keeps a prefix on its word: "co-founder", "non-profit"; before a name it is cut: "anti-Huawei".
PREFIXES = "non re co pre anti pro post multi mid ex cross e semi sub inter intra mini neo bi".split()
WHOLE = "".join(rf"(?<!\b{p})(?<!\b{p.title()})" for p in PREFIXES)
CUT = rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])"  # spaCy's own rule for hyphens
ENGLISH_INFIXES = (
    rf"(?<=[{ALPHA}0-9]){WHOLE}(?:{HYPHENS})(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA_UPPER}])",
)
ENGLISH_SUFFIXES = (r"(?<=[0-9])(?:bn|mn|tn|k|AM|PM)",)  # "$16bn", "7:30PM"
# Special cases of spaCy that the treebanks do not share, and abbreviations that spaCy does not know.
FORGOTTEN = ("and/or", "):")
ABBREVIATIONS = {"en": ("al.", "Ft.", "Capt.", "Cal."), "de": ()}


def tokenise(nlp: Language) -> Language:
    """Change the rules of `nlp.tokenizer` in place, as its language needs."""
    german = nlp.lang == "de"
    defaults = nlp.Defaults
    runs = RUNS[nlp.lang]
    infixes = [*runs, *(rule for rule in defaults.infixes or () if rule != CUT), *BOTH_INFIXES]
    infixes += GERMAN_INFIXES if german else ENGLISH_INFIXES
    suffixes = [*runs, *(defaults.suffixes or ()), *(GERMAN_SUFFIXES if german else ENGLISH_SUFFIXES)]
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*runs, *(defaults.prefixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    tokenizer.rules = {form: parts for form, parts in tokenizer.rules.items() if form not in FORGOTTEN}
    for form in ABBREVIATIONS[nlp.lang]:
        tokenizer.add_special_case(form, [{ORTH: form}])
    return nlp


@registry.callbacks("wortlaut.tokenizer.v1")
def make_tokenizer() -> Callable[[Language], Language]:
    """What the training configs call before initialisation; a trained model holds the result."""
    return tokenise
