import datetime as dt
import random

import pytest

from pipeline.stories import group, signature

DAY = dt.date(2024, 5, 1)


def wire(number: int, words: int = 300) -> list[str]:
    """The words of a made-up report; reports of different numbers share no more than chance."""
    source = random.Random(number)
    return ["".join(source.choices("abcdefgh", k=source.randint(2, 7))) for _ in range(words)]


def text(words: list[str]) -> str:
    return " ".join(words)


ORIGINAL = wire(1)
COPIES = {
    "same": ORIGINAL,
    "cut by a third": ORIGINAL[:200],
    "retouched": [word if n % 20 else "neu" for n, word in enumerate(ORIGINAL)],
    "own beginning": [*wire(2, 40), *ORIGINAL],
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_the_same_story(name):
    stories = group({"a": (signature(text(ORIGINAL)), DAY), "b": (signature(text(COPIES[name])), DAY)})
    assert stories == {"a": "a", "b": "a"}


def test_other_reports_are_other_stories():
    stories = group({str(n): (signature(text(wire(n))), DAY) for n in range(30)})
    assert len(set(stories.values())) == 30


def test_order_does_not_matter():
    signed = {str(n): (signature(text([*wire(n % 3), str(n)])), DAY) for n in range(12)}
    backwards = dict(reversed(signed.items()))
    assert group(signed) == group(backwards)


def test_a_later_article_keeps_the_story_of_the_earlier_ones():
    mark = signature(text(ORIGINAL))
    before = {"m": (mark, DAY), "n": (mark, None)}
    after = before | {"a": (mark, DAY + dt.timedelta(1))}
    assert set(group(before).values()) == set(group(after).values()) == {"m"}


def test_texts_without_words_stand_alone():
    assert group({"a": (signature("…"), None), "b": (signature(""), None)}) == {"a": "a", "b": "b"}


def test_signatures_never_change():
    # Stored by earlier runs: a new version of the library must not move articles to other stories.
    assert signature("Der Konzern schließt das Werk.")[:3] == (3635066647, 3336948885, 3294113134)
