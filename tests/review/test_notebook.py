"""The notebook in JupyterLab, in a real browser: filter, accept, correct, reload, still there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.review import read_reviews
from tests.browser import open_browser, wait
from tests.outputs import sample, write_output

ROOT = Path(__file__).parent.parent.parent
NOTEBOOK = ROOT / "notebooks" / "review.ipynb"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    yield from open_browser(tmp_path_factory.mktemp("profile"))


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    return write_output(tmp_path_factory.mktemp("out"), list(sample(5000)))


@pytest.fixture(scope="module")
def lab(chromium, output, tmp_path_factory) -> Iterator[str]:
    """The address of a JupyterLab of its own, with the notebook in its folder."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed: pip install 'wortlaut[review]'")
    home = tmp_path_factory.mktemp("lab")
    shutil.copy(NOTEBOOK, home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    places = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")} | {
        "IPYTHONDIR": str(home / "ipython")
    }
    options = ["--no-browser", f"--port={port}", "--IdentityProvider.token=", "--allow-root"]
    options += [f"--ServerApp.root_dir={home}", "--LabApp.expose_app_in_browser=True"]
    # What the notebook does not need only costs time.
    options += ["--LabApp.extension_manager=readonly", "--ServerApp.terminals_enabled=False"]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        env={**os.environ, **places, "OUTPUT": str(output), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait(lambda: _answers(address), "JupyterLab to answer", 60)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/api", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


def open_notebook(browser: Any, address: str) -> None:
    """Loads the notebook and runs the cells up to the widget."""
    browser.get(f"{address}/lab/tree/review.ipynb?reset")
    ready = "return !!(window.jupyterapp && document.querySelector('.jp-Notebook .jp-CodeCell'))"
    wait(lambda: browser.execute_script(ready), "the notebook to open", 60)
    kernel = """const session = jupyterapp.shell.currentWidget?.sessionContext?.session;
        return session?.kernel?.connectionStatus === 'connected'"""
    wait(lambda: browser.execute_script(kernel), "the kernel to start", 60)
    browser.execute_script("jupyterapp.commands.execute('runmenu:run-all')")
    wait(
        lambda: browser.execute_script("return document.querySelector('.wl')?.dataset.ready"),
        "the widget",
        60,
    )


def view(browser: Any, selector: str) -> str:
    return str(browser.execute_script("return document.querySelector(arguments[0])?.textContent", selector))


def press(browser: Any, key: str) -> None:
    browser.find_element("css selector", ".wl").send_keys(key)


@pytest.fixture(scope="module")
def browser(chromium, lab):
    open_notebook(chromium, lab)
    return chromium


def test_a_claim_is_filtered_accepted_corrected_and_still_there(browser, lab, output):
    assert "0 of 5000 reviewed" in view(browser, ".wl-progress")
    assert view(browser, ".wl-m-action")

    choose = """const select = [...document.querySelectorAll('.wl-filters select')].find(
        s => s.parentElement.textContent.startsWith('action'));
        select.value = 'sanction'; select.dispatchEvent(new Event('change'));"""
    browser.execute_script(choose)
    wait(lambda: "1250 shown" in view(browser, ".wl-progress"), "the filter")
    assert browser.execute_script("return document.querySelector('.wl-f-action select').value") == "sanction"

    press(browser, "a")
    wait(lambda: "1 of 5000 reviewed" in view(browser, ".wl-progress"), "the first verdict")
    date = browser.find_element("css selector", ".wl-f-date input")
    date.clear()
    date.send_keys("2021-Q2")
    browser.find_element("css selector", ".wl-b-accept").click()
    wait(lambda: "1 corrected" in view(browser, ".wl-progress"), "the correction")
    press(browser, "r")
    wait(lambda: "1 rejected" in view(browser, ".wl-progress"), "the rejection")
    press(browser, "u")
    wait(lambda: "taken back" in view(browser, ".wl-line"), "the undo")
    said = read_reviews(output / "reviews.jsonl")
    assert [review.verdict for review in said] == ["accept", "accept", "reject", "undo"]
    assert said[1].corrections == {"date": "2021-Q2"}

    open_notebook(browser, lab)
    text = view(browser, ".wl-progress")
    assert "2 of 5000 reviewed (1 accepted · 1 corrected)" in text


def test_an_impossible_correction_is_refused(browser, output):
    before = len(read_reviews(output / "reviews.jsonl"))
    date = browser.find_element("css selector", ".wl-f-date input")
    date.clear()
    date.send_keys("soon")
    browser.find_element("css selector", ".wl-b-accept").click()
    wait(lambda: "not saved: date" in view(browser, ".wl-line"), "the refusal")
    assert len(read_reviews(output / "reviews.jsonl")) == before


def test_hostile_text_is_only_text(browser):
    box = browser.find_element("css selector", ".wl-filters label:nth-of-type(6) input")
    for name in ("<script>", "onerror=", "<svg"):
        box.clear()
        box.send_keys(name)
        wait(lambda n=name: n in view(browser, ".wl-now"), f"a claim of {name}")
        assert name in view(browser, ".wl-text")
    inside = "return document.querySelectorAll('.wl img, .wl script, .wl svg').length"
    assert browser.execute_script(inside) == 0
    assert "broken" not in browser.title


def test_the_plots_are_drawn(browser):
    # JupyterLab draws an output when it comes into view.
    browser.execute_script("document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 1e6)")
    count = "return document.querySelectorAll('.jp-RenderedImage img').length"
    wait(lambda: browser.execute_script(count) == 2, "two plots", 40)
