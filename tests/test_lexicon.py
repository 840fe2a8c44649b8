"""The lexicon: it loads, it says what is wrong, and its example sentences hold."""

from pathlib import Path

import pytest

from pipeline.claims.action import find_triggers
from pipeline.claims.tree import Tree
from pipeline.errors import ConfigError
from pipeline.lexicon import LANGUAGE_CODES, load_lexicon
from pipeline.nlp import load

LEXICON = load_lexicon()
BLOCK = '[a]\ngloss = "g"\nrole = "agent"\n' + "".join(
    f"[a.{code}]\nverbs = [{{verbs}}]\nweak = []\nnouns = []\nphrases = []\nyes = []\nno = []\n"
    for code in LANGUAGE_CODES
)
EXAMPLES = [
    (code, action.code, sentence, expected)
    for action in LEXICON.actions.values()
    for code in LANGUAGE_CODES
    for sentences, expected in ((action.yes[code], True), (action.no[code], False))
    for sentence in sentences
]


def test_every_action_has_triggers_and_examples_in_both_languages():
    for action in LEXICON.actions.values():
        for code in LANGUAGE_CODES:
            assert action.yes[code], f"{action.code}.{code} has no yes example"
            assert action.no[code], f"{action.code}.{code} has no no example"


@pytest.mark.parametrize(("code", "action", "sentence", "expected"), EXAMPLES)
def test_examples(code: str, action: str, sentence: str, expected: bool):
    triggers = find_triggers(Tree(load(code)(sentence)), LEXICON, code)
    found = {trigger.action for trigger in triggers if expected or not trigger.pattern.weak}
    assert (action in found) is expected


def test_compounds_match_by_their_ending():
    heads = {p.head for p in LEXICON.triggers["de"].by_lemma("noun", "firmenübernahme")}
    assert "*übernahme" in heads


def test_a_pattern_that_cannot_be_read_names_its_action(tmp_path: Path):
    path = tmp_path / "actions.toml"
    path.write_text(BLOCK.replace("{verbs}", '"two words"'), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"\[a\].*two words"):
        load_lexicon(path)


def test_a_block_with_an_unknown_entry_is_refused(tmp_path: Path):
    path = tmp_path / "actions.toml"
    path.write_text(BLOCK.replace("{verbs}", "").replace("gloss", "glos"), encoding="utf-8")
    with pytest.raises(ConfigError, match="glos"):
        load_lexicon(path)
