"""Every registered format has a sample in the corpus; all samples come out as the same clean article."""

import datetime as dt
import io

import pytest

from pipeline import ingest
from pipeline.ingest import entities
from pipeline.records import Page, RawDocument, Reject
from pipeline.settings import IngestSettings
from tests.ingest import samples

SETTINGS = IngestSettings()


def pages(path) -> tuple[list[Page], list[Reject]]:
    items = [item for source in ingest.discover([path]) for item in ingest.read(source, settings=SETTINGS)]
    documents = [item for item in items if isinstance(item, RawDocument)]
    return [ingest.clean(document, settings=SETTINGS) for document in documents], [
        item for item in items if isinstance(item, Reject)
    ]


def test_every_format_has_a_sample():
    assert {name.split(".")[0].split("-")[0] for name in samples.SAMPLES} == {f.name for f in ingest.FORMATS}


@pytest.mark.parametrize("name", samples.SAMPLES)
def test_sample_is_read(name):
    _, format, count = samples.SAMPLES[name]
    found, rejects = pages(samples.FOLDER / name)
    assert len(found) == count
    assert [reject.error for reject in rejects] == (["http_status"] if format == "warc" else [])
    if format != "zip":
        assert {page.format for page in found} == {format}
    page = found[0]
    if page.metadata.title == samples.ENGLISH_TITLE:
        assert page.body == "\n\n".join(samples.ENGLISH)
        assert page.metadata.published == dt.date(2024, 11, 4)
        return
    assert page.metadata.title == samples.TITLE
    assert page.metadata.published == dt.date(2024, 11, 5)
    assert page.body.removesuffix(" (red)") == "\n\n".join(samples.BODY)


@pytest.mark.parametrize("name", ["html.html", "mhtml.mhtml", "warc.warc.gz", "feed.rss", "jsonl.jsonl"])
def test_metadata_is_read(name):
    metadata = pages(samples.FOLDER / name)[0][0].metadata
    assert (metadata.url, metadata.publisher, metadata.authors) == (samples.URL, "Heideblatt", ("Ida Kern",))
    assert metadata.language == "de"


def test_references_name_records():
    refs = [page.source_ref for page in pages(samples.FOLDER / "zip.zip")[0]]
    assert refs == [
        "zip.zip#seite.html",
        "zip.zip#mehr/artikel.jsonl.gz#de-1",
        "zip.zip#mehr/artikel.jsonl.gz#en-1",
    ]


def test_the_samples_are_what_their_recipe_makes():
    assert {path.name for path in samples.FOLDER.iterdir()} == set(samples.SAMPLES)
    assert (samples.FOLDER / "html.html").read_bytes() == samples.html()


def feed(tmp_path, item: str):
    (tmp_path / "a.rss").write_text(f"<?xml version='1.0'?><rss><channel><item>{item}</item></channel></rss>")
    ((page,), rejects) = pages(tmp_path / "a.rss")
    assert rejects == []
    return page


def test_a_feed_may_have_ampersands_and_names_of_html(tmp_path):
    page = feed(
        tmp_path,
        "<title>M&A bei K&amp;S schlie&szlig;t</title><link>http://x.de/?a=1&b=2</link>"
        "<description>Das Werk &ndash; &lt;b&gt;alt&lt;/b&gt; &#38; M&uuml;de, K&S; ruht.</description>",
    )
    assert page.metadata.title == "M&A bei K&S schließt"
    assert page.metadata.url == "http://x.de/?a=1&b=2"
    assert page.body == "Das Werk – alt & Müde, K&S; ruht."


def test_cdata_in_a_feed_stays_as_it_is(tmp_path):
    page = feed(
        tmp_path,
        "<title><![CDATA[M&A &amp; mehr]]></title><link><![CDATA[http://x.de/?a=1&b=2]]></link>"
        "<description><![CDATA[<p>Das Werk von K&amp;S ruht.</p>]]></description>",
    )
    assert (page.metadata.title, page.metadata.url) == ("M&A & mehr", "http://x.de/?a=1&b=2")
    assert page.body == "Das Werk von K&S ruht."


@pytest.mark.parametrize("step", [1, 2, 3, 5, 8, 13])
def test_ampersands_at_the_end_of_a_piece(step, monkeypatch):
    monkeypatch.setattr(entities, "STEP", step)
    source = b"a&b &uuml;&amp;<![CDATA[&uuml; ]] &]]>&szlig;&#38;& <![CDATA[&" + b"x" * 60 + b"&uuml;"
    mended = entities.mended(io.BufferedReader(io.BytesIO(source))).read()
    assert mended == (
        b"a&amp;b &#252;&amp;<![CDATA[&uuml; ]] &]]>&#223;&#38;&amp; <![CDATA[&" + b"x" * 60 + b"&uuml;"
    )
