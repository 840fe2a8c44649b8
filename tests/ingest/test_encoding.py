import pytest

from pipeline.errors import DocumentError
from pipeline.ingest.characters import clean_characters
from pipeline.ingest.encoding import decode

TEXT = "Die Brüder Großmann schließen für immer – „ohne Groll“."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        b'<meta charset="iso-8859-1">'.replace(b"<", b"<") + TEXT.encode("cp1252"),
        # two sources glued together
        TEXT[:25].encode() + TEXT[25:].encode("cp1252"),
        # UTF-8 read as Windows-1252 and saved again
        (TEXT * 2).encode().decode("cp1252", "ignore").encode(),
    ],
)
def test_text_is_decoded(data):
    text = decode(data).replace('<meta charset="iso-8859-1">', "")
    assert text.startswith("Die Brüder Großmann schließen für immer")
    if len(text) == len(TEXT):
        assert text == TEXT


def test_a_declared_encoding_counts_where_utf_8_fails():
    data = '<meta charset="iso-8859-2">Spółka zwalnia'.encode("iso-8859-2")
    assert decode(data).endswith("Spółka zwalnia")
    assert decode("Spółka".encode("iso-8859-2"), "iso-8859-2") == "Spółka"


@pytest.mark.parametrize("declared", ["utf-7", "rot13", "idna", "no-such", "unicode-escape"])
def test_a_harmful_or_unknown_declaration_is_ignored(declared):
    assert decode("für".encode("cp1252"), declared) == "für"


def test_binary_data_is_undecodable():
    with pytest.raises(DocumentError) as caught:
        decode(bytes(range(256)) * 4)
    assert caught.value.error == "undecodable"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("Auf\u00adsichts\u00adrat", "Aufsichtsrat"),
        ("3\u00a0Mio.\u202fEuro", "3 Mio. Euro"),
        ("e\ufb03zient", "effizient"),
        ("Mu\u0308ller", "Müller"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("\x84Neu\x93 \x96 alt", "„Neu“ – alt"),
        ("eins\r\nzwei\rdrei", "eins\nzwei\ndrei"),
        ("  viel    Platz \n\n hier ", "viel Platz\n\nhier"),
        ("halb\ud83d", "halb"),
        ("x " + "A" * 5000 + " y", "x y"),
    ],
)
def test_characters_are_cleaned(dirty, clean):
    assert clean_characters(dirty) == clean


def test_runs_of_combining_marks_cost_no_time():
    assert len(clean_characters("a" + "\u0301\u0323" * 200_000)) < 5
