"""Paragraphs that go, paragraphs that stay, and lines that lose a credit; all sentences are our own."""

import pytest

from pipeline.ingest.furniture import without_credit, without_furniture

PROSE = (
    "Der Konzern schließt das Werk in Uelzen zum Jahresende und verlagert die Fertigung nach Brünn.",
    "The company said on Monday that it would hire forty engineers in Leeds to meet the deadline.",
    "Die Gewerkschaft verlangt einen Sozialplan und will in der kommenden Woche mit der Belegschaft beraten.",
)

GONE = [
    "Deine Spende für freien Journalismus",
    "Bitte unterstützen Sie unsere Arbeit mit einer Spende.",
    "Please consider supporting us by turning off your ad blocker.",
    "Bitte schalte deinen Adblocker aus, um diesen Artikel zu lesen.",
    "Sign up for our free newsletter and get the news straight to your inbox.",
    "Melden Sie sich jetzt für unseren Newsletter an.",
    "Your email address will not be published. Required fields are marked *",
    "Lesen Sie auch: Sturm deckt in Celle drei Dächer ab",
    "Mehr: Warum die Branche auf den Herbst hofft",
    "READ MORE: Ports hope for a better autumn",
    "Top jobs of the day",
    "Foto: Jan Weiß/dpa",
    "Photo: Tom Reed / Getty Images",
    "© Ida Kern",
    "Teilen",
    "Advertisement",
    "Anzeige",
    "Von Ida Kern und Jan Weiß",
    "By Tom Reed",
    "5. November 2024, 9:30 Uhr",
    "Uelzen, 5. November 2024",
    "Published 4 November 2024",
    "source site-7",
    "Wie hat Ihnen dieser Artikel gefallen?",
    "Follow us on Facebook and X for more stories like this.",
    "***",
]
STAYS = [
    "Die Firma wirbt um Spenden für ihre Stiftung und erhielt zuletzt 3 Millionen Euro.",
    "Der Anbieter stellt seinen Newsletter zum Jahresende ein und entlässt die Redaktion.",
    "The start-up, which sells an ad blocker, was bought by a rival for 12 million pounds.",
    "„Wir bitten unsere Kunden um Geduld“, sagte Pries.",
    '"You can subscribe to the service from May," Reed told reporters.',
    "Kommentare wollte der Konzern nicht abgeben.",
    "Related companies in Denmark were not affected.",
    "Facebook verkauft die Sparte an Halden.",
    "Die US-Regierung will Twitter nicht verbieten.",
    "Bild will 200 Stellen streichen.",
    "Reuters cut 40 jobs.",
    "Das Photovoltaik-Unternehmen meldete Insolvenz an.",
    "Von dem Verkauf sind 300 Menschen betroffen.",
    "2. Halden Robotics",
    "Gewinn bricht ein",
]


@pytest.mark.parametrize("paragraph", GONE)
def test_furniture_goes(paragraph):
    assert without_furniture([*PROSE, paragraph, PROSE[0]]) == [*PROSE, PROSE[0]]


@pytest.mark.parametrize("paragraph", STAYS)
def test_prose_stays(paragraph):
    assert without_furniture([PROSE[0], paragraph, PROSE[1]]) == [PROSE[0], paragraph, PROSE[1]]


@pytest.mark.parametrize(
    "heading",
    [
        "Kommentare",
        "12 Kommentare",
        "Leave a Reply",
        "Join the conversation",
        "Schreib den ersten Kommentar!",
    ],
)
def test_nothing_follows_the_comments(heading):
    assert without_furniture([*PROSE, heading, "Ich sehe das anders, weil der Markt wächst."]) == list(PROSE)


def test_a_comment_counter_above_the_text_is_only_a_counter():
    assert without_furniture(["12 Kommentare", *PROSE]) == list(PROSE)


def test_headlines_of_other_articles_go_with_their_heading():
    box = ["Das könnte Sie auch interessieren", "Sturm deckt in Celle drei Dächer ab", "Hafen sucht Lotsen"]
    assert without_furniture([*PROSE[:2], *box, PROSE[2]]) == list(PROSE)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Das Werk am Stadtrand. (Foto: dpa)", "Das Werk am Stadtrand."),
        ("Das Werk am Stadtrand. Foto: Jan Weiß / dpa", "Das Werk am Stadtrand."),
        (
            "Das Werk steht still. (Symbolbild) CC-BY-SA 4.0 J. Weiß / Montage: Heideblatt",
            "Das Werk steht still.",
        ),
        ("The plant in Leeds. Photo: Tom Reed", "The plant in Leeds."),
        ("Das Werk steht still. © J. Weiß", "Das Werk steht still."),
        ("Er wies die Vorwürfe zurück. (red, 5.11.2024)", "Er wies die Vorwürfe zurück."),
        ("Die Vorwürfe (siehe Quelle) wies er zurück.", "Die Vorwürfe (siehe Quelle) wies er zurück."),
        (
            "Er verkauft die Sparte an die Deutsche Presse-Agentur (dpa).",
            "Er verkauft die Sparte an die Deutsche Presse-Agentur (dpa).",
        ),
    ],
)
def test_credits_are_cut_off(line, rest):
    assert without_credit(line) == rest


def test_the_repeated_headline_goes():
    title = "Nordwerk schließt Werk in Uelzen"
    assert without_furniture([f"Wirtschaft: {title}", *PROSE], titles=[title]) == list(PROSE)


def test_a_sentence_that_begins_like_the_headline_stays():
    title = "Nordwerk kauft Ostra"
    lines = [
        "Nordwerk kauft Ostra für 38 Millionen Euro.",
        *PROSE,
        "Am Dienstag hieß es: Nordwerk kauft Ostra.",
    ]
    assert without_furniture(lines, titles=[title]) == lines
