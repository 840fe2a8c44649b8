"""Tokens of the shipped pipelines on hand-made cases: compounds, quotes, abbreviations, numbers."""

import pytest

from pipeline import nlp

GERMAN = [
    ("Siemens-Chef Busch", "Siemens - Chef Busch"),
    ("der VW-Konzern", "der VW - Konzern"),
    ("Deutsche-Bank-Aktie fällt", "Deutsche - Bank - Aktie fällt"),
    ("Energie- und Wasserversorger", "Energie - und Wasserversorger"),
    ("Huaweis 5G-Netz", "Huaweis 5G - Netz"),
    ("»Zeit«-Reporter", "» Zeit « - Reporter"),
    ("„Spiegel“-Bericht", "„ Spiegel “ - Bericht"),
    ("Nordrhein-Westfalen", "Nordrhein - Westfalen"),
    ("50-jährige Managerin", "50 - jährige Managerin"),
    ("„Wir wachsen“, sagte er.", "„ Wir wachsen “ , sagte er ."),
    ("»Nein«, sagte sie.", "» Nein « , sagte sie ."),
    ("«Nein», sagt Ems-Chefin Martullo.", "« Nein » , sagt Ems - Chefin Martullo ."),
    ("z.B. die Telekom", "z.B. die Telekom"),
    ("u.a. bei der Dr. Oetker KG", "u.a. bei der Dr. Oetker KG"),
    ("rund 3,5 Mio. Euro", "rund 3,5 Mio. Euro"),
    ("1.000.000 Euro", "1.000.000 Euro"),
    ("am 3. Mai 2019.", "am 3. Mai 2019 ."),
    ("2018/2019", "2018 / 2019"),
    ("um 4,5%", "um 4,5 %"),
    ("AT&T und H&M", "AT&T und H&M"),
    ("im Werk", "im Werk"),
    ("www.siemens-energy.com", "www.siemens-energy.com"),
    ("(dpa) -", "( dpa ) -"),
    ("St.-Vinzenz-Verbund", "St. - Vinzenz - Verbund"),
    ("die Gross-Bank", "die Gross - Bank"),
]
ENGLISH = [
    ("Huawei's founder", "Huawei 's founder"),
    ("the company won't sell", "the company wo n't sell"),
    ("U.S.-based Huawei rival", "U.S. - based Huawei rival"),
    ("Shenzhen-based DJI", "Shenzhen - based DJI"),
    ("AT&T Inc. said", "AT&T Inc. said"),
    ("$3.5 billion", "$ 3.5 billion"),
    ("“No,” said Ren.", "“ No , ” said Ren ."),
    ("Marks & Spencer", "Marks & Spencer"),
    ("up 4.5%", "up 4.5 %"),
]
CASES = [("de", *case) for case in GERMAN] + [("en", *case) for case in ENGLISH]


@pytest.mark.parametrize(("language", "text", "tokens"), CASES)
def test_tokens(language, text, tokens):
    doc = nlp.load(language).make_doc(text)
    assert [token.text for token in doc] == tokens.split()
    assert doc.text == text
