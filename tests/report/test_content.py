"""The report's data, and that nothing of an article becomes part of the page's markup."""

import base64
import gzip
import hashlib
import html.parser
import json
import re
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.facts import write_facts
from pipeline.report import write_report
from pipeline.report.content import SLOTS, content, marks, utf16, web
from tests.outputs import HOSTILE, article_row, claim_row, sample, write_output


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    output = write_output(tmp_path_factory.mktemp("out"), list(sample(200)))
    write_facts(output, None)
    return output


@pytest.fixture(scope="module")
def page(output) -> str:
    write_report(output, output / "report.html")
    return (output / "report.html").read_text(encoding="utf-8")


def test_the_data_comes_back(output, page):
    packed = re.search(r'id="data">([A-Za-z0-9+/=]+)</script>', page)[1]
    assert json.loads(gzip.decompress(base64.b64decode(packed))) == json.loads(json.dumps(content(output)))


def test_no_text_of_articles_is_markup(page):
    assert not [text for text in HOSTILE if text in page]
    tags = []
    parser = html.parser.HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    parser.feed(page)
    assert sum(tag == "script" for tag, _ in tags) == 2
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


def test_the_policy_names_script_and_style_alone(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag, kind in (("script", "script-src"), ("style", "style-src")):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content[0].encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy


def test_the_page_asks_nothing_of_the_network(page):
    assert not re.findall(r"(?:src|href)=[\"'](?!#)", page)
    assert "url(" not in page


def test_the_script_never_reads_text_as_markup(page):
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[0]
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", script
    )


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/b", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://a.example", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, kept):
    assert (web(url) is not None) is kept


def test_marks_stand_on_the_words():
    sentence = "😀 Booths closed in 2020."
    article = article_row(1, "en", "t", sentence)
    claim = claim_row(
        article, sentence, 3, entity="Booths", action="close", action_text="closed", date="2020"
    )
    found = marks(claim)
    units = sentence.encode("utf-16-le")
    words = {
        SLOTS[slot]: units[2 * start : 2 * end].decode("utf-16-le")
        for slot, start, end in zip(found[::3], found[1::3], found[2::3], strict=True)
    }
    assert words == {"entity": "Booths", "action": "closed"}
    assert utf16("a😀b", 2) == 3


def test_words_of_another_sentence_are_not_marked():
    article = article_row(1, "en", "t", "Booths is old. It closed.")
    claim = claim_row(
        article, "It closed.", 18, entity="Booths", entity_text="It", action="close", action_text="It"
    )
    claim |= {"entity_start": 3, "entity_end": 9}
    assert marks(claim)[0] == SLOTS.index("action")


def test_all_facts_are_counted_and_the_first_are_shown(tmp_path, monkeypatch):
    output = write_output(tmp_path, list(sample(1500)))
    write_facts(output, None)
    monkeypatch.setattr("pipeline.report.content.MOST_FACTS", 2)
    data = content(output)
    assert data["several"] > len(data["facts"]) == 2
    for *_, claims in data["facts"]:
        assert len({data["claims"]["action"][number] for number in claims}) == 1


def test_the_same_tables_give_the_same_page(output, page, tmp_path):
    write_report(output, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page


def test_an_output_without_claims_still_has_a_page(tmp_path):
    write_report(write_output(tmp_path, [], rejects=0), tmp_path / "r.html")
    assert "0 claims" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_folder_without_tables_is_named(tmp_path):
    with pytest.raises(ConfigError, match="wortlaut extract"):
        write_report(tmp_path, tmp_path / "r.html")
