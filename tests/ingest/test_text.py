"""Plain text and Markdown: paragraphs, titles, dates, front matter; the shared articles where they are."""

import datetime as dt
import json
from pathlib import Path

import pytest

from pipeline import ingest
from pipeline.errors import DocumentError
from pipeline.ingest.text import front_matter, paragraphs
from pipeline.records import Article, Metadata, RawDocument
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings()
SHARED = Path(__file__).parents[2] / "../shared/articles"
FIRST = "Der Konzern schließt das Werk in Uelzen."
SECOND = "Betroffen sind 214 Beschäftigte."


def clean(text: str, name: str = "a.txt", **known):
    return ingest.clean(RawDocument(name, "text", text.encode(), Metadata(**known)), settings=SETTINGS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("eins\n\nzwei\n\n\ndrei", ["eins", "zwei", "drei"]),
        ("Eins.\nZwei.", ["Eins.", "Zwei."]),
        # one sentence, broken by its narrow box
        (
            "Find the best jobs now and\nbe notified by email.",
            ["Find the best jobs now and be notified by email."],
        ),
        # lines broken at a fixed width
        (
            "\n".join(["Der Konzern schließt das Werk in Uelzen und verlagert seine ganze"] * 6)
            + "\nFertigung.",
            [
                " ".join(["Der Konzern schließt das Werk in Uelzen und verlagert seine ganze"] * 6)
                + " Fertigung."
            ],
        ),
    ],
)
def test_paragraphs(text, found):
    assert paragraphs(text) == found


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Nordwerk schließt Werk", FIRST, SECOND], "Nordwerk schließt Werk"),
        (
            ["Heideblatt", "Nordwerk schließt Werk in Uelzen", FIRST, SECOND],
            "Nordwerk schließt Werk in Uelzen",
        ),
        (
            ["Heideblatt.", "Wirtschaft", "Nordwerk schließt Werk in Uelzen", FIRST],
            "Nordwerk schließt Werk in Uelzen",
        ),
        ([FIRST, SECOND], None),
        ([FIRST], None),
    ],
)
def test_title_is_the_headline_above_the_text(lines, title):
    page = clean("\n\n".join(lines))
    assert page.metadata.title == title
    assert FIRST in page.body


@pytest.mark.parametrize(
    "line",
    [
        "5. November 2024",
        "Stand: 05.11.2024, 11:04 Uhr | Lesedauer: 2 Min. | Drucken | Teilen",
        "Von Ida Kern, 5.11.2024",
    ],
)
def test_a_date_line_gives_the_publication_date_and_goes(line):
    page = clean(f"Nordwerk schließt Werk\n\n{line}\n\n{FIRST}\n\n{SECOND}")
    assert page.metadata.published == dt.date(2024, 11, 5)
    assert page.body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Ida Kern und Jan Weiß", ("Ida Kern", "Jan Weiß")),
        ("By Tom Reed", ("Tom Reed",)),
        ("Foto: Jan Weiß", ()),
        ("Von dem Verkauf sind 300 Menschen betroffen.", ()),
    ],
)
def test_a_byline_names_the_authors(line, names):
    assert clean(f"Nordwerk schließt Werk\n\n{line}\n\n{FIRST}\n\n{SECOND}").metadata.authors == names


def test_a_date_inside_the_text_is_no_publication_date():
    page = clean(f"Nordwerk schließt Werk\n\nAm 5. November 2024 endet die Fertigung.\n\n{SECOND}")
    assert page.metadata.published is None


def test_what_is_known_wins_over_the_first_line():
    page = clean(f"Wirtschaft\n\n{FIRST}", title="Nordwerk gibt auf", published=dt.date(2020, 1, 1))
    assert (page.metadata.title, page.metadata.published) == ("Nordwerk gibt auf", dt.date(2020, 1, 1))


def test_front_matter():
    fields = front_matter("title: 'A: b'\nauthors:\n  - Ida Kern\n  - Jan Weiß\ntags: [x, y]\n")
    assert fields == {"title": "A: b", "authors": ["Ida Kern", "Jan Weiß"], "tags": ["x", "y"]}


def test_markdown_loses_its_marks():
    page = clean(f"# Nordwerk schließt Werk\n\n**{FIRST}**\n\n- [{SECOND}](https://example.org)\n", "a.md")
    assert page.body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("text", ["Teilen\n\nDrucken", "***\n\n—"])
def test_nothing_but_furniture_is_empty(text):
    with pytest.raises(DocumentError) as caught:
        clean(text)
    assert caught.value.error == "empty"


def test_article_has_its_headline_once_and_an_id_of_its_text():
    page = clean(f"Nordwerk schließt Werk\n\nNordwerk schließt Werk!\n\n{FIRST}")
    article = ingest.make_article(page, "de", 1.0)
    assert article.text == f"Nordwerk schließt Werk\n\n{FIRST}"
    assert article.article_id == ingest.make_article(clean(article.text), "de", 0.5).article_id
    assert article.words == len(article.text.split())


def shared_articles() -> dict[str, Article]:
    found = {}
    for source in ingest.discover([SHARED / "seeds", SHARED / "dev.jsonl", SHARED / "train.jsonl"]):
        for document in ingest.read(source, settings=SETTINGS):
            article = ingest.make_article(ingest.clean(document, settings=SETTINGS), "de", 1.0)
            found[article.source_ref.split("#")[-1].split("/")[-1].removesuffix(".txt")] = article
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")
def test_no_gold_evidence_is_lost_from_real_articles():
    def plain(text: str) -> str:
        # What cleaning changes on purpose: blanks, soft hyphens, quotation marks in the wrong code page.
        return "".join(char for char in text if char.isalnum())

    texts = {name: plain(article.text) for name, article in shared_articles().items()}
    lost = []
    for file in ("dev.gold.jsonl", "train.gold.jsonl"):
        for line in (SHARED / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("evidence") and plain(row["evidence"]) not in texts[row["article"]]:
                lost.append((row["article"], row["evidence"]))
    assert lost == []


BOILERPLATE = (
    "Spende",
    "Ergänzungen",
    "Community",
    "Adblock",
    "Kommentar",
    "Top jobs",
    "Leave a Reply",
    "Related",
    "site-1",
)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared articles are not here")
def test_boilerplate_of_the_seeds_goes():
    seeds = [article.text for name, article in shared_articles().items() if name[:2] == "00"]
    assert len(seeds) == 5
    assert [word for word in BOILERPLATE for text in seeds if word in text] == []
