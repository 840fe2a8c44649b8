"""Whatever bytes a file holds, an article or a reject comes out, within bounded time."""

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import ingest
from pipeline.errors import DocumentError
from pipeline.records import Page, RawDocument, Reject
from pipeline.settings import IngestSettings
from tests.ingest import samples

SETTINGS = IngestSettings(max_bytes=2_000_000, max_chars=100_000)
PAGES = Path(__file__).parents[2] / "../shared/articles/html"
fuzz = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
BYTES = {name: make() for name, (make, _, _) in samples.SAMPLES.items()}
edits = st.lists(
    st.tuples(
        st.sampled_from(("flip", "cut", "double", "insert", "end")),
        st.floats(0, 1, allow_nan=False),
        st.integers(1, 400),
        st.binary(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, changes) -> bytes:
    for kind, where, size, extra in changes:
        at = int(where * len(data))
        if kind == "flip":
            data = data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 3]) + data[at + 3 :]
        elif kind == "cut":
            data = data[:at] + data[at + size :]
        elif kind == "double":
            data = data[:at] + data[at : at + size] * 2 + data[at + size :]
        elif kind == "insert":
            data = data[:at] + extra + data[at:]
        else:
            data = data[: max(at, 1)]
    return data


def outcomes(folder: Path, name: str, data: bytes) -> list[Page | Reject | DocumentError]:
    path = folder / name
    path.write_bytes(data)
    found: list[Page | Reject | DocumentError] = []
    (source,) = ingest.discover([path])
    for item in ingest.read(source, settings=SETTINGS):
        assert isinstance(item, (RawDocument, Reject))
        if isinstance(item, Reject):
            found.append(item)
            continue
        try:
            page = ingest.clean(item, settings=SETTINGS)
        except DocumentError as error:
            found.append(error)
        else:
            assert page.body
            assert len(page.body) <= SETTINGS.max_chars
            found.append(page)
    assert found, "an input must leave a row"
    assert len({item.source_ref for item in found if isinstance(item, (Page, Reject))}) == sum(
        isinstance(item, (Page, Reject)) for item in found
    )
    return found


@pytest.mark.parametrize("name", samples.SAMPLES)
@fuzz
@given(changes=edits)
def test_a_damaged_sample_gives_an_article_or_a_reject(tmp_path, name, changes):
    outcomes(tmp_path, name, mutated(BYTES[name], changes))


@pytest.mark.parametrize(
    "name", ["x.html", "x.txt", "x.jsonl", "x.json", "x.xml", "x.zip", "x.warc", "x.pdf", "x.gz", "x"]
)
@fuzz
@given(
    data=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_give_an_article_or_a_reject(tmp_path, name, data):
    outcomes(tmp_path, name, data)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ("text", "html", "id", "url", "title", "published", "publisher", "authors", "language")
)


@fuzz
@given(records=st.lists(st.dictionaries(FIELDS, values, max_size=6), min_size=1, max_size=4))
def test_fields_of_any_type_give_an_article_or_a_reject(tmp_path, records):
    lines = "\n".join(json.dumps(record) for record in records)
    outcomes(tmp_path, "x.jsonl", lines.encode())


@pytest.mark.skipif(not PAGES.is_dir(), reason="the shared pages are not here")
@fuzz
@given(changes=edits, number=st.integers(0, 80))
def test_a_damaged_real_page_gives_an_article_or_a_reject(tmp_path, changes, number):
    data = gzip.decompress(sorted(PAGES.glob("*.html.gz"))[number].read_bytes())
    outcomes(tmp_path, "page.html", mutated(data, changes))


HARMFUL = {
    "one token": ("x.txt", b"a" * 1_900_000),
    "one token as a page": ("x.html", b"<html><body><p>" + b"a" * 1_900_000),
    "blanks": ("x.txt", b"a" + b" " * 90_000 + b"b"),
    "brackets": ("x.md", b"[" * 90_000),
    "names": ("x.txt", b"Von " + b"A " * 45_000),
    "credits": ("x.txt", b"Foto: " * 15_000),
    "marks": ("x.txt", b"a" + "\u0301\u0323".encode() * 20_000),
    "attributes": (
        "x.html",
        b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">Text.</p>",
    ),
    "elements": ("x.html", b"<html><body>" + b"<p>Ein Satz.</p>" * 80_000),
    "nesting": ("x.html", b"<html><body>" + b"<div>" * 90_000 + b"Text."),
    "lists": ("x.html", b"<html><body>" + b"<ul><li><a href=x>a</a>" * 300),
    "comments": ("x.html", b"<!-- x -->" * 90_000 + b"<html><body><p>Text."),
    "ampersands": ("x.xml", b"<?xml version='1.0'?><rss><item><description>" + b"&a" * 500_000),
    "sections": ("x.xml", b"<?xml version='1.0'?><rss><item><description>" + b"<![CDATA[" * 200_000),
    "arrays": ("x.json", b"[" * 100_000),
    "objects": ("x.jsonl", b'{"a":' * 50_000),
    "mail parts": (
        "x.mhtml",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\n\n" * 9_000,
    ),
}


@pytest.mark.parametrize("case", HARMFUL)
def test_harmful_input_ends_soon(tmp_path, case):
    start = time.perf_counter()
    outcomes(tmp_path, *HARMFUL[case])
    assert time.perf_counter() - start < 10
