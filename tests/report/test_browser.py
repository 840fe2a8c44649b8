"""The report in a real browser: it filters at once, hostile text does nothing, it fits a phone."""

import itertools
from pathlib import Path

import pytest

from pipeline.facts import write_facts
from pipeline.report import write_report
from tests.browser import open_browser, phone, processor_ms, wait
from tests.outputs import sample, write_output

CLAIMS = 5000
MOST_MS = 200


@pytest.fixture(scope="module")
def page(tmp_path_factory) -> str:
    output: Path = write_output(tmp_path_factory.mktemp("out"), list(sample(CLAIMS)))
    write_facts(output, None)
    write_report(output, output / "report.html")
    return (output / "report.html").as_uri()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    yield from open_browser(tmp_path_factory.mktemp("profile"))


@pytest.fixture
def browser(chromium, page):
    chromium.get(page)
    wait(lambda: chromium.execute_script("return document.body.dataset.ready"), "the page to be ready")
    return chromium


def count(browser) -> str:
    return browser.find_element("id", "count").text


def choose(browser, id: str, text: str) -> None:
    browser.execute_script(
        """const select = document.getElementById(arguments[0]);
        select.value = [...select.options].find(o => o.text.startsWith(arguments[1])).value;
        select.dispatchEvent(new Event("change"));""",
        *(id, text),
    )


def test_filters_narrow_the_claims(browser):
    assert count(browser) == "5,000 claims"
    choose(browser, "action", "sanction")
    assert count(browser) == "1,250 of 5,000 claims"
    assert {e.text for e in browser.find_elements("css selector", "#list .what .chip:nth-child(2)")} == {
        "sanction"
    }
    browser.find_element("id", "company").send_keys("Kröger")
    wait(lambda: count(browser) != "1,250 of 5,000 claims", "the company filter")
    assert {e.text for e in browser.find_elements("css selector", "#list b")} == {"Kröger"}
    browser.find_element("id", "clear").click()
    assert count(browser) == "5,000 claims"


def test_search_finds_words_and_marks_slots(browser):
    browser.find_element("id", "q").send_keys("puna sal streicht")
    wait(lambda: "of 5,000" in count(browser), "the search")
    first = browser.find_element("css selector", "#list li")
    marked = {m.get_attribute("class"): m.text for m in first.find_elements("tag name", "mark")}
    assert marked["m0"] == "Puna Sal"
    assert marked["m1"] == "streicht"
    assert marked["m3"] == "um Kosten zu sparen"


def test_a_filter_over_5000_claims_takes_less_than_200_ms(browser):
    script = "return window.wortlaut.time()"
    times = sorted(processor_ms(browser, lambda: browser.execute_script(script)) for _ in range(5))
    assert 0 < times[2] < MOST_MS


def test_hostile_text_is_only_text(browser):
    for name in ("<script>", "onerror", "<svg"):
        browser.execute_script("document.getElementById('clear').click()")
        browser.find_element("id", "q").send_keys(name)
        wait(lambda: "of 5,000" in count(browser), f"claims with {name}")
        assert name in browser.find_element("id", "list").text
    assert browser.title.startswith("Claims in")
    assert browser.find_elements("css selector", "#list img, #list script, main svg[onload]") == []
    assert browser.get_log("browser") == []


def test_a_click_in_the_table_filters(browser):
    browser.find_element("css selector", "#matrix td button").click()
    assert "of 5,000 claims" in count(browser)


def test_links_go_to_the_web_alone(browser):
    browser.find_element("id", "q").send_keys("onerror")  # in articles at addresses of another kind
    wait(lambda: "of 5,000" in count(browser), "claims of hostile articles")
    assert browser.find_elements("css selector", "#list li")
    assert browser.find_elements("css selector", "#list a") == []
    browser.find_element("id", "clear").click()
    links = browser.find_elements("css selector", "#list a")
    assert links
    for link in links[:5]:
        assert link.get_attribute("href").startswith("https://")
        assert "noopener" in link.get_attribute("rel")


def test_facts_follow_the_filters(browser):
    assert len(browser.find_elements("css selector", "#facts li")) == 8
    browser.find_element("id", "company").send_keys("Circuitry")
    wait(lambda: "of 5,000" in count(browser), "the company filter")
    assert {e.text for e in browser.find_elements("css selector", "#facts .what b")} == {"Circuitry"}
    browser.find_element("css selector", "#facts summary").click()
    told = wait(lambda: browser.find_elements("css selector", "#facts blockquote"), "the sentences of a fact")
    assert len(told) > 1
    assert all("Circuitry" in quote.text for quote in told)
    browser.find_element("id", "company").send_keys("!")
    wait(lambda: count(browser) == "0 of 5,000 claims", "no company of this name")
    assert "None of these claims" in browser.find_element("id", "facts").text


@pytest.mark.parametrize("narrow", [False, True])
def test_names_in_the_graph_do_not_cover_each_other(browser, narrow):
    phone(browser, on=narrow)
    try:
        browser.refresh()
        wait(lambda: browser.execute_script("return document.body.dataset.ready"), "the page to be ready")
        boxes = browser.execute_script(
            """return [...document.querySelectorAll("#graph .name")].map(e => {
            const box = e.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"""
        )
    finally:
        phone(browser, on=False)
    assert len(boxes) > 5
    for (left, top, right, bottom), other in itertools.combinations(boxes, 2):
        wide = min(right, other[2]) - max(left, other[0])
        high = min(bottom, other[3]) - max(top, other[1])
        assert wide <= 0 or high <= 4, "ascenders may touch, words may not"


def test_the_page_fits_a_phone(browser):
    phone(browser, on=True)
    try:
        browser.refresh()
        wait(lambda: browser.execute_script("return document.body.dataset.ready"), "the page to be ready")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 375
    finally:
        phone(browser, on=False)
