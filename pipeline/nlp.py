"""Texts in, spaCy Docs out: the only place that loads language models.

Both languages speak Universal Dependencies with one label scheme (`training/README.md` has the table). A
model is loaded when its language is first needed, once per process. `doc.text` equals the text that came
in. A blank line always ends a sentence, and a German separable verb has its particle back in its lemma
("stellt … ein": einstellen).
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pipeline.errors import ConfigError, DocumentError
from pipeline.settings import PACKAGE

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

T = TypeVar("T")

MODELS = PACKAGE / "models"
LANGUAGES = ("de", "en")
UNUSED = ("tagger",)  # treebank tags; the grammar reads universal tags and features
REMEDY = "install wortlaut again, or build the models with `make models`"
LOADED: list[Language] = []
MAX_CHARACTERS = 1_000_000  # spaCy's own bound: about 1 GB of memory for 100,000 characters at worst


def load(language: str) -> Language:
    """The pipeline of a language; raises ConfigError if it is missing, broken or of another spaCy."""
    return _load(language, MODELS / language)


def parse(texts: Iterable[tuple[str, T]], language: str, *, batch_size: int = 32) -> Iterator[tuple[Doc, T]]:
    """Doc and context of each (text, context), in order.

    Raises DocumentError for a text above `MAX_CHARACTERS`, which ends the iteration: whoever parses many
    articles tries those of such a batch one by one.
    """
    yield from load(language).pipe(_bounded(texts), as_tuples=True, batch_size=batch_size)


@contextlib.contextmanager
def memory_zone() -> Iterator[None]:
    """Give back, at the end, the memory of the words that were new inside; no Doc may be kept beyond it.

    spaCy remembers every word it meets, which is 4 MB for 1,000 articles that each bring new names. (A
    language that is first needed inside is left out of this zone.)
    """
    with contextlib.ExitStack() as zones:
        for nlp in LOADED:
            zones.enter_context(nlp.memory_zone())
        yield


def check_models() -> list[str]:
    """What is wrong with the models, one sentence each; empty if they can be loaded."""
    problems = []
    for language in LANGUAGES:
        try:
            load(language)
        except ConfigError as error:
            problems.append(str(error))
    return problems


def model_versions() -> dict[str, str]:
    """Language -> version and digest of the model files: what a run depends on besides its code."""
    return {language: _version(MODELS / language) for language in LANGUAGES}


def _bounded(texts: Iterable[tuple[str, T]]) -> Iterator[tuple[str, T]]:
    for text, context in texts:
        if len(text) > MAX_CHARACTERS:
            message = f"{len(text)} characters are more than the {MAX_CHARACTERS} that can be parsed at once"
            raise DocumentError("parse", "too_long", message)
        yield text, context


@functools.cache
def _load(language: str, path: Path) -> Language:
    meta = _meta(path)
    _check_version(path, str(meta.get("spacy_version", "")))
    import spacy  # 1 s to import: `wortlaut --help` must not pay for it
    from thinc.api import use_ops

    from pipeline import encoder  # noqa: F401  the models name what it registers

    try:
        with use_ops("numpy", use_blis=False):  # numpy's matrix products: a fifth faster than spaCy's own
            nlp = spacy.load(path, exclude=list(UNUSED))
    except Exception as error:  # whatever spaCy says about damaged files, the remedy is the same
        raise ConfigError(f"{path}: the language model can't be loaded ({error}); {REMEDY}") from error
    nlp.max_length = MAX_CHARACTERS
    _register()
    nlp.add_pipe("wortlaut_sentences", first=True)
    if language == "de":
        nlp.add_pipe("wortlaut_particles", last=True)
    LOADED.append(nlp)
    return nlp


def _meta(path: Path) -> dict[str, object]:
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: the language model is missing; {REMEDY}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: meta.json is damaged ({error}); {REMEDY}") from error
    if not isinstance(meta, dict):
        raise ConfigError(f"{path}: meta.json is damaged; {REMEDY}")
    return meta


def _check_version(path: Path, wanted: str) -> None:
    from spacy.about import __version__ as found
    from spacy.util import is_compatible_version

    if not is_compatible_version(found, wanted):
        raise ConfigError(f"{path}: made for spaCy {wanted}, but {found} is installed; {REMEDY}")


def _version(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.is_file() and file.suffix != ".md":
            digest.update(file.relative_to(path).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{_meta(path).get('version')}+{digest.hexdigest()[:16]}"


@functools.cache
def _register() -> None:
    """Tell spaCy the two components by name, once."""
    from spacy.language import Language

    Language.component("wortlaut_sentences", func=bound_sentences)
    Language.component("wortlaut_particles", func=restore_particles, requires=["token.dep", "token.lemma"])


def bound_sentences(doc: Doc) -> Doc:
    """Settle the sure cases of where sentences start, before the parser has its say about the others.

    "Siemens baut um\\n\\nMünchen (dpa) - …": a headline has no full stop, the blank line ends it. White space
    starts no sentence, and neither does a sign that clings to the word before it ("… in der Hand.“ Dann").
    """
    for token in doc[1:]:
        before = doc[token.i - 1]
        if token.is_space or (token.is_punct and not before.whitespace_ and not before.is_space):
            token.is_sent_start = False
        elif "\n\n" in before.text:
            token.is_sent_start = True
    return doc


def restore_particles(doc: Doc) -> Doc:
    """Put the particles of separable verbs before their lemmas."""
    for token in reversed(doc):  # of two particles the last stands next to the verb: "sieht … mit an"
        # "stellt die Produktion ein": stellen + ein. "hat eingestellt" and "einzustellen" are whole already.
        if token.dep_ == "compound:prt" and token.head.pos_ in ("VERB", "AUX"):
            particle, verb = token.lower_, token.head
            if not verb.lemma_.startswith(particle):
                verb.lemma_ = particle + verb.lemma_
    return doc
