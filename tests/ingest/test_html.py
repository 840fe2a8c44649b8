"""What a page says about itself, and which parts of it are its article; the pages are our own."""

import datetime as dt
import json

import pytest

from pipeline import ingest
from pipeline.errors import DocumentError
from pipeline.records import Metadata, RawDocument
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings()
PROSE = (
    "Der Konzern Nordwerk schließt das Werk in Uelzen und verlagert die Fertigung nach Brünn.",
    "Betroffen sind 214 Beschäftigte, denen das Unternehmen eine Abfindung oder einen Umzug anbieten will.",
    "Die Gewerkschaft verlangt einen Sozialplan und will in der kommenden Woche mit der Belegschaft beraten.",
    "Im vergangenen Jahr hatte Nordwerk den Zulieferer Ostra übernommen und dafür 38 Millionen Euro gezahlt.",
)


def clean(body: str, head: str = "", **known):
    markup = f"<!DOCTYPE html><html lang='de'><head>{head}</head><body>{body}</body></html>"
    return ingest.clean(RawDocument("a.html", "html", markup.encode(), Metadata(**known)), settings=SETTINGS)


def article(*parts: str) -> str:
    return f"<article><h1>Nordwerk schließt Werk</h1>{''.join(parts)}</article>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def linked(**fields) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "furniture",
    [
        "<aside><p>Ein Kasten mit einem ganzen Satz, der nicht zum Text gehört.</p></aside>",
        '<figure><img src="x"><figcaption>Das Werk am Stadtrand von Uelzen. Foto: dpa</figcaption></figure>',
        '<div class="related-articles"><p>Ein Anriss eines anderen Artikels, der hier steht.</p></div>',
        '<div class="c-newsletterBox"><p>Der Newsletter bringt jeden Morgen das Neueste ins Haus.</p></div>',
        '<ul><li><a href="/a">Sturm deckt in Celle drei Dächer ab</a></li></ul>',
        '<p><a href="/a">Mehr Wind, weniger Kohle: Was der Norden plant</a></p>',
        '<blockquote class="twitter-tweet"><p>Ein Beitrag aus einem Netzwerk, eingebettet.</p></blockquote>',
        '<div style="display:none"><p>Ein verborgener Satz, den kein Leser sieht.</p></div>',
        "<script>var a = 'Ein Satz in einem Skript, der kein Text ist.';</script>",
    ],
)
def test_furniture_inside_the_text_goes(furniture):
    page = clean(article(paragraphs(*PROSE[:2]), furniture, paragraphs(*PROSE[2:])))
    assert page.body.split("\n\n") == list(PROSE)


def test_the_summary_below_the_headline_stays():
    lead = "Ein Motorenbauer gibt seinen ältesten Standort auf."
    page = clean(article(f'<div class="x1"><span>{lead}</span></div><div>5 Min.</div>', paragraphs(*PROSE)))
    assert page.body.split("\n\n") == [lead, *PROSE]


def test_text_in_several_containers_is_read_whole():
    halves = [
        f'<div class="grid"><div class="inner">{paragraphs(*part)}</div></div>'
        for part in (PROSE[:2], PROSE[2:])
    ]
    assert clean(article(*halves)).body.split("\n\n") == list(PROSE)


def test_sub_headings_stay_in_their_place():
    page = clean(
        article(paragraphs(*PROSE[:2]), "<h2>Gewerkschaft kündigt Widerstand an</h2>", paragraphs(*PROSE[2:]))
    )
    assert page.body.split("\n\n") == [*PROSE[:2], "Gewerkschaft kündigt Widerstand an", *PROSE[2:]]


BODY = article(paragraphs(*PROSE))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Nordwerk schließt Werk in Uelzen | Heideblatt</title>", "Nordwerk schließt Werk"),
        ('<meta property="og:title" content="Nordwerk gibt auf">', "Nordwerk gibt auf"),
        (
            '<meta property="og:title" content="Nordwerk schließt Werk - Heideblatt">',
            "Nordwerk schließt Werk",
        ),
        (linked(headline="Nordwerk &amp; Ostra schließen Werk"), "Nordwerk & Ostra schließen Werk"),
        ("", "Nordwerk schließt Werk"),
    ],
)
def test_title(head, title):
    assert clean(BODY, head).metadata.title == title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked(datePublished="2024-11-05T23:30:00+01:00"), BODY),
        (linked(datePublished="Tue Nov 05 19:20:36 CET 2024"), BODY),
        ('<script type="application/ld+json">{"datePublished": "2024-11-05", broken</script>', BODY),
        ('<meta property="article:published_time" content="2024-11-05T08:00:00Z">', BODY),
        ('<link rel="canonical" href="https://example.org/2024/11/05/nordwerk">', BODY),
        ("", BODY.replace("</h1>", '</h1><time datetime="2024-11-05">gestern</time>')),
        ("", BODY.replace("</h1>", "</h1><div>Uelzen, 5. November 2024, 9:30 Uhr</div>")),
    ],
)
def test_publication_date(head, body):
    assert clean(body, head).metadata.published == dt.date(2024, 11, 5)


def test_a_page_without_a_date_has_none():
    assert clean(BODY).metadata.published is None


def test_the_page_is_believed_before_its_sidecar():
    page = clean(
        BODY, linked(datePublished="2024-11-05"), published=dt.date(2020, 1, 1), publisher="Heideblatt"
    )
    assert page.metadata.published == dt.date(2024, 11, 5)
    assert page.metadata.publisher == "Heideblatt"


@pytest.mark.parametrize(
    ("head", "extra", "paywalled"),
    [
        (linked(isAccessibleForFree=False), "", True),
        ("", "<div>Sie möchten weiterlesen? Bereits Abonnent?</div>", True),
        ("", "", False),
    ],
)
def test_a_free_beginning_is_marked(head, extra, paywalled):
    assert clean(article(paragraphs(*PROSE[:2]), extra), head).paywalled is paywalled


def test_a_whole_text_that_is_not_free_is_no_beginning():
    assert clean(article(paragraphs(*PROSE * 6)), linked(isAccessibleForFree=False)).paywalled is False


@pytest.mark.parametrize("body", ["", "<p></p>", "<nav><a href='/'>Start</a></nav>", "<script>x</script>"])
def test_a_page_without_text_is_empty(body):
    with pytest.raises(DocumentError) as caught:
        clean(body)
    assert (caught.value.stage, caught.value.error) == ("clean", "empty")
