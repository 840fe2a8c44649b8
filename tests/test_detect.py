import pytest

from pipeline.detect import detect_language
from pipeline.errors import DocumentError


def test_says_the_same_twice():
    text = "Der Konzern streicht Stellen."
    assert detect_language(text, declared=None) == detect_language(text, declared=None)


def test_another_language_is_an_error():
    with pytest.raises(DocumentError) as caught:
        detect_language("La société a annoncé hier la fermeture de son usine de Lyon.", declared=None)
    assert caught.value.error == "unsupported_language"
