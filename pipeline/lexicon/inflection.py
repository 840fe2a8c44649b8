"""The inflected forms of a verb, so that a trigger is found where the lemmatizer errs: lemma in, forms out.

Regular endings by rule, strong and irregular verbs by table (`irregular.toml`). The rules give more forms
than exist ("gestreicht" beside "gestrichen"); what nobody writes never matches.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

GERMAN_PARTICLES = tuple(
    "zusammen entgegen zurück weiter heraus voraus vorbei nieder dicht pleite fehl fest fort frei lahm nach "
    "raus still wieder wert auf aus bei ein her hin los mit vor weg hoch ab an da um zu teil durch "
    "rück".split()
)
GERMAN_PREFIXES = ("be", "ver", "ent", "er", "zer", "ge", "miss", "über", "unter", "wider", "hinter", "voll")
IRREGULAR: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "irregular.toml").read_text(encoding="utf-8")
)


def german_forms(lemma: str) -> set[str]:
    """Forms of a German verb, with its particle before them: "einstellt", "eingestellt", "einzustellen"."""
    for particle in GERMAN_PARTICLES:
        root = lemma.removeprefix(particle)
        if root != lemma and len(root) > 3 and root.endswith("n"):
            finite, participles = _german_root(root)
            forms = {particle + form for form in finite | participles}
            return forms | {f"{particle}zu{root}", lemma} | _declined({particle + p for p in participles})
    finite, participles = _german_root(lemma)
    return finite | participles | {lemma} | _declined(participles)


def _german_root(root: str) -> tuple[set[str], set[str]]:
    """Finite forms and participles of a verb without particle."""
    stem = root.removesuffix("en") if root.endswith("en") else root.removesuffix("n")
    prefix = next((p for p in GERMAN_PREFIXES if root.startswith(p) and len(root) - len(p) > 4), "")
    bare = root.removeprefix(prefix) if prefix else root
    finite = {stem + ending for ending in ("e", "st", "t", "et", "en", "te", "ten", "ete", "eten", "n")} | {
        root
    }
    weak = f"{stem}t" if prefix or root.endswith("ieren") else f"ge{stem}t"
    participles = {weak, weak.removesuffix("t") + "et"}
    strong = IRREGULAR["de"]
    for form in (strong.get(root) or strong.get(bare) or "").split():
        form = (
            form if root in strong else prefix + (form.removeprefix("ge") if form.startswith("ge") else form)
        )
        (participles if form.endswith("en") and _is_participle(form, root) else finite).add(form)
    return finite, participles


def _is_participle(form: str, root: str) -> bool:
    return form.startswith("ge") or form[:2] == root[:2]


def _declined(participles: set[str]) -> set[str]:
    """Participles before a noun: "gestrichene", "sanktionierten"."""
    return {participle + ending for participle in participles for ending in ("e", "en", "er", "es", "em")}


def english_forms(lemma: str) -> set[str]:
    """Forms of an English verb."""
    forms = {lemma, lemma + "s", lemma + "ed", lemma + "ing", lemma + "es"}
    if lemma.endswith("e"):
        forms |= {lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y"):
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    return forms | set(IRREGULAR["en"].get(lemma, "").split())


FORMS = {"de": german_forms, "en": english_forms}
