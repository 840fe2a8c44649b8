"""What a page says about itself, and which parts of it are its article; the pages are our own."""

import datetime as dt
import json
import re

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
        '<div class="box hidden"><p>Zugang zu allen Texten hat, wer sich hier anmeldet.</p></div>',
        '<div class="c7"><h3><a href="/a">Sturm in Celle</a></h3><p>Drei Dächer sind abgedeckt.</p></div>',
        '<article><a href="/a"><h4>Sturm</h4><div>Drei Dächer in Celle sind abgedeckt.</div></a></article>',
        '<div class="teaser"><h4>Sturm in Celle</h4><p>Drei Dächer in Celle sind abgedeckt worden.</p></div>',
        '<ul><li><a href="#a">Die Gewerkschaft berät</a></li><li><a href="#b">Ostra bleibt</a></li></ul>',
        f"<blockquote><p>{PROSE[3][:60]}</p></blockquote>",
        "<h2>Uelzen: Nordwerk schließt Werk</h2>",
        "<dl class='debug-panel'><dt>isPaid:</dt><dd>false</dd></dl>",
    ],
)
def test_furniture_inside_the_text_goes(furniture):
    page = clean(article(paragraphs(*PROSE[:2]), furniture, paragraphs(*PROSE[2:])))
    assert page.body.split("\n\n") == list(PROSE)


def test_the_summary_below_the_headline_stays():
    lead = "Ein Motorenbauer gibt seinen ältesten Standort auf."
    page = clean(article(f'<div class="x1"><span>{lead}</span></div><div>5 Min.</div>', paragraphs(*PROSE)))
    assert page.body.split("\n\n") == [lead, *PROSE]


@pytest.mark.parametrize(
    "opening",
    [
        '<p class="article__teaser-text">{}</p>',
        '<div class="teaser lead">{}</div>',
        '<div class="teaser-content"><p>{}</p></div>',
        '<div class="teaser-content hidden lg:block"><p>{}</p></div>',
        '<p class="teaser"><a href="/uelzen">Uelzen</a>: {}</p>',
    ],
)
def test_a_beginning_that_is_called_teaser_stays(opening):
    page = clean(article(opening.format(PROSE[0]), paragraphs(*PROSE[1:])))
    assert page.body.removeprefix("Uelzen: ").split("\n\n") == list(PROSE)


def test_a_quotation_with_its_source_in_a_figure_stays():
    quotation = (
        f"<figure><blockquote><p>{PROSE[2]}</p></blockquote><figcaption>Ida Kern</figcaption></figure>"
    )
    page = clean(article(paragraphs(*PROSE[:2]), quotation, paragraphs(PROSE[3])))
    assert page.body.split("\n\n") == list(PROSE)


def test_a_page_made_of_cards_is_read():
    cards = "".join(
        f'<article><h3><a href="/{n}">Thema {n}</a></h3><p>{p}</p></article>' for n, p in enumerate(PROSE)
    )
    body = clean(f"<main><h1>Der Tag im Überblick</h1>{cards}</main>").body
    assert all(text in body for text in PROSE)


def test_text_without_paragraph_elements_is_read():
    lines = "".join(f"<div class='a{n}'><span>{text}</span></div>" for n, text in enumerate(PROSE))
    assert clean(article(lines)).body.split("\n\n") == list(PROSE)


def test_text_in_several_containers_is_read_whole():
    halves = [
        f'<div class="grid"><div class="inner">{paragraphs(*part)}</div></div>'
        for part in (PROSE[:2], PROSE[2:])
    ]
    assert clean(article(*halves)).body.split("\n\n") == list(PROSE)


@pytest.mark.parametrize(
    "headings",
    [
        "<h2>Gewerkschaft kündigt Widerstand an</h2>",
        "<h2>Reaktionen</h2><h5>15.32 Uhr: Gewerkschaft kündigt Widerstand an</h5>",
        '<h3><a href="#top">Gewerkschaft kündigt Widerstand an</a></h3>',
    ],
)
def test_sub_headings_stay_in_their_place(headings):
    lines = re.findall(r"[^<>]{9,}(?=</[ha])", headings)
    page = clean(article(paragraphs(*PROSE[:2]), headings, paragraphs(*PROSE[2:])))
    assert page.body.split("\n\n") == [*PROSE[:2], *lines, *PROSE[2:]]


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
        # where three headlines are in use, the title element decides
        (
            linked(headline="Motorenbauer geht nach Brünn")
            + '<meta property="og:title" content="Aus für Uelzen">'
            + "<title>Motorenbauer geht nach Brünn | Heideblatt</title>",
            "Motorenbauer geht nach Brünn",
        ),
        (
            linked(headline="Nordwerk schließt Werk") + '<meta property="og:title" content="Aus für Uelzen">',
            "Aus für Uelzen",
        ),
    ],
)
def test_title(head, title):
    assert clean(BODY, head).metadata.title == title


@pytest.mark.parametrize(
    "suffix",
    [
        " - Heideblatt",
        " | Wirtschaft | Heideblatt",
        " - Wirtschaft - Heide.de",
        " – HB – 05.11.2024",
        " * Heideblatt * by Ida Kern",
        " - heideblatt.com",
    ],
)
def test_the_name_of_the_site_is_cut_off(suffix):
    head = (
        '<meta property="og:site_name" content="Heideblatt"><link rel="canonical" href="https://www.hb.de/x">'
    )
    head += f'<meta property="og:title" content="Motorenbauer geht nach Brünn{suffix}">'
    assert clean(BODY, head).metadata.title == "Motorenbauer geht nach Brünn"


@pytest.mark.parametrize(
    "end",
    [
        " - und alle schauen zu",
        " – Kern: „Ein Fehler“",
        " | Was Pries nun über Uelzen, Brünn und die Kunden sagt",
    ],
)
def test_the_end_of_a_headline_is_not_the_name_of_a_site(end):
    head = '<meta property="og:site_name" content="Heideblatt">'
    head += f'<meta property="og:title" content="Motorenbauer geht nach Brünn{end}">'
    assert clean(BODY, head).metadata.title == f"Motorenbauer geht nach Brünn{end}"


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
        ("", BODY.replace("<h1>", "<div>5. November 2024</div><h1>")),
        ("", f"<div>7. Dezember 2024</div>{BODY}".replace("</h1>", "</h1><div>5. November 2024</div>")),
        ("", f"{BODY}{'<p>Ein Hinweis.</p>' * 20}<div>Veröffentlicht am 05.11.24 um 07:39 Uhr</div>"),
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
