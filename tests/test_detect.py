import pytest

from pipeline.detect import detect_language
from pipeline.errors import DocumentError

GERMAN = "Der Konzern schließt sein Werk in Uelzen, weil die Nachfrage nach Motoren nachgelassen hat."
ENGLISH = "The company is closing its plant in Leeds because demand for engines has fallen."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        (GERMAN.upper(), "de"),
        ("Nordwerk wurde sanktioniert.", "de"),
        ("Halden opens factory", "en"),
        # A quotation in the other language does not flip its article.
        (f"{GERMAN} „{ENGLISH} {ENGLISH} {ENGLISH}“, sagte die Chefin.", "de"),
        (f'{ENGLISH} "{GERMAN} {GERMAN} {GERMAN}", she said.', "en"),
        (f"Der Chef sagte dazu: „{ENGLISH} {ENGLISH}“", "de"),
        (f'She said at noon: "{GERMAN} {GERMAN}"', "en"),
        # A page in both languages is what most of it is.
        (f"{GERMAN} {GERMAN} {GERMAN} {ENGLISH}", "de"),
        (f"{ENGLISH} {ENGLISH} {ENGLISH} {GERMAN}", "en"),
    ],
)
def test_language(text, code):
    assert detect_language(text, declared=None)[0] == code


@pytest.mark.parametrize("declared", ["en", "en-GB", "fr", "nonsense"])
def test_what_a_page_declares_does_not_beat_its_words(declared):
    assert detect_language(GERMAN, declared=declared)[0] == "de"


def test_what_a_page_declares_decides_where_words_do_not():
    assert detect_language("Halden buys Ostra.", declared="en-US")[0] == "en"


@pytest.mark.parametrize(
    "text",
    [
        "La société a annoncé hier la fermeture de son usine de Lyon.",
        "Het bedrijf sluit de fabriek in Eindhoven aan het einde van het jaar.",
        "Selskabet meddelte tirsdag, at fabrikken i Odense lukker ved årets udgang.",
        "Die maatskappy het Dinsdag aangekondig dat die fabriek in Pretoria gesluit word.",
        "Компания объявила во вторник, что закроет завод в Казани.",
        "该公司周二宣布，将于年底前关闭位于苏州的工厂。",
    ],
)
def test_another_language_is_an_error(text):
    with pytest.raises(DocumentError) as caught:
        detect_language(text, declared="de")
    assert (caught.value.stage, caught.value.error) == ("language", "unsupported_language")


def test_no_words_is_an_error():
    with pytest.raises(DocumentError) as caught:
        detect_language("12 – 14, 3.5 %", declared=None)
    assert caught.value.error == "no_language"


def test_the_same_text_gives_the_same_answer():
    text = "Siemens Altair Halden"
    assert {detect_language(text, declared=None) for _ in range(5)} == {detect_language(text, declared=None)}
