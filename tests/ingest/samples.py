"""One small document of our own writing in every format; `python -m tests.ingest.samples` writes
corpus/formats.
"""

import gzip
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "corpus" / "formats"
TITLE = "Nordwerk Antriebe schließt Werk in Uelzen"
LEAD = "Der Motorenbauer Nordwerk Antriebe AG gibt seinen Standort in Uelzen zum Jahresende auf."
PARAGRAPHS = (
    "Betroffen sind 214 Beschäftigte, wie das Unternehmen am Dienstag mitteilte. Grund sei die schwache "
    "Nachfrage nach kleinen Elektromotoren. Die Produktion soll nach Brünn verlagert werden.",
    "„Wir haben lange um jeden Platz gekämpft“, sagte Vorstandschefin Helga Pries. Die Gewerkschaft kündigte "
    "Widerstand an und verlangt einen Sozialplan.",
    "Im vergangenen Jahr hatte Nordwerk den Zulieferer Ostra Getriebe übernommen und dafür 38 Millionen Euro "
    "gezahlt.",
)
ENGLISH_TITLE = "Halden Robotics wins order from Danish ports"
ENGLISH = (
    "Halden Robotics has won an order worth 12 million pounds to supply Danish ports with loading robots.",
    "The Leeds-based company said on Monday that it would hire 40 engineers to meet the deadline. Two "
    "earlier bids had failed because of the price.",
)
URL = "https://example.org/wirtschaft/nordwerk-uelzen"
BODY = (LEAD, *PARAGRAPHS)


def html() -> bytes:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "description": LEAD}
    data |= {
        "datePublished": "2024-11-05T09:30:00+01:00",
        "author": [{"@type": "Person", "name": "Ida Kern"}],
    }
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{TITLE} | Heideblatt</title>
<link rel="canonical" href="{URL}"><meta property="og:site_name" content="Heideblatt">
<meta property="og:title" content="{TITLE} | Heideblatt">
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head>
<body><nav><ul><li><a href="/">Startseite</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{TITLE}</h1><p class="article__lead">{LEAD}</p>
<div class="article__byline">Von Ida Kern, 5. November 2024</div>
<figure><img src="werk.jpg" alt=""><figcaption>Das Werk am Stadtrand. Foto: Jan Weiß</figcaption></figure>
<div class="article__body">{text}
<div class="newsletter-box"><h3>Newsletter</h3><p>Melden Sie sich jetzt für unseren Newsletter an.</p></div>
</div><h3>Lesen Sie auch</h3><ul><li><a href="/a">Sturm deckt in Celle drei Dächer ab</a></li></ul>
</article></main>
<footer><p>Alle Rechte vorbehalten.</p></footer></body></html>
""".encode()


def text() -> bytes:
    furniture = ("Lesen Sie auch: Sturm deckt in Celle drei Dächer ab", "Kommentar schreiben", "0 Kommentare")
    lines = (TITLE, "5. November 2024, 9:30 Uhr", *BODY[:-1], f"{BODY[-1]} (red)", *furniture)
    return "\n\n".join(lines).encode()


def markdown() -> bytes:
    head = f"---\ntitle: {TITLE}\ndate: 2024-11-05\nauthors: [Ida Kern]\npublisher: Heideblatt\n---\n"
    return (head + f"# {TITLE}\n\n**{LEAD}**\n\n" + "\n\n".join(PARAGRAPHS) + "\n").encode()


def _records() -> list[dict[str, object]]:
    german: dict[str, object] = {
        "id": "de-1",
        "title": TITLE,
        "text": "\n\n".join(BODY),
        "published": "2024-11-05",
    }
    german |= {"publisher": "Heideblatt", "url": URL, "authors": ["Ida Kern"], "language": "de"}
    return [
        german,
        {"id": "en-1", "title": ENGLISH_TITLE, "text": "\n\n".join(ENGLISH), "published": "2024-11-04"},
    ]


def jsonl() -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in _records()).encode()


def json_array() -> bytes:
    return json.dumps(_records(), ensure_ascii=False, indent=1).encode()


def zstandard() -> bytes:
    import zstandard as library

    return library.ZstdCompressor(level=9).compress(jsonl())


def packed() -> bytes:
    return gzip.compress(html(), mtime=0)


def feed() -> bytes:
    content = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in BODY)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Heideblatt</title><link>https://example.org</link><language>de</language>
<item><title>{TITLE}</title><link>{URL}</link><pubDate>Tue, 05 Nov 2024 09:30:00 +0100</pubDate>
<dc:creator>Ida Kern</dc:creator><description>{LEAD}</description>
<content:encoded>{content}</content:encoded></item>
</channel></rss>
""".encode()


def atom() -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Port Weekly</title>
<entry><title>{ENGLISH_TITLE}</title><id>urn:x:1</id><link href="https://example.org/halden"/>
<published>2024-11-04T08:00:00Z</published><author><name>Tom Reed</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{text}</div></content></entry></feed>
""".encode()


def mhtml() -> bytes:
    page = b64encode(html()).decode()
    lines = "\r\n".join(page[i : i + 76] for i in range(0, len(page), 76))
    head = f"From: <Saved by Browser>\r\nSnapshot-Content-Location: {URL}\r\nMIME-Version: 1.0\r\n"
    kind = 'Content-Type: multipart/related; type="text/html"; boundary="----Part"\r\n\r\n'
    part = "------Part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return (head + kind + part + lines + "\r\n------Part--\r\n").encode()


def warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    for url, status, kind, data in (
        (URL, "200 OK", "text/html; charset=utf-8", html()),
        ("https://example.org/bild.png", "200 OK", "image/png", b"\x89PNG"),
        (
            "https://example.org/weg",
            "404 Not Found",
            "text/html",
            b"<html><body><p>Nicht gefunden</p></body></html>",
        ),
    ):
        headers = StatusAndHeaders(
            status, [("Content-Type", kind), ("Content-Length", str(len(data)))], protocol="HTTP/1.1"
        )
        fixed = {
            "WARC-Date": "2024-11-06T00:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{len(url):012}>",
        }
        writer.write_record(
            writer.create_warc_record(
                url, "response", io.BytesIO(data), http_headers=headers, warc_headers_dict=fixed
            )
        )
    return stream.getvalue()


def warc_gz() -> bytes:
    return gzip.compress(warc(), mtime=0)


def pdf() -> bytes:
    """A page of Helvetica, written by hand: every object, the cross-reference table, the trailer."""
    lines: list[str] = []
    for paragraph in (TITLE, "Uelzen, 5. November 2024", *BODY):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 80:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    shown = "".join(f"({line}) Tj T*\n" for line in lines).encode("cp1252")
    content = b"BT /F1 11 Tf 60 780 Td 14 TL\n" + shown + b"ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    data, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in (
            ("seite.html", html()),
            ("mehr/artikel.jsonl.gz", gzip.compress(jsonl(), mtime=0)),
        ):
            bundle.writestr(zipfile.ZipInfo(name, (2024, 11, 6, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# File in corpus/formats -> its bytes, its format, and how many articles come out.
SAMPLES: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "html.html": (html, "html", 1),
    "html.HTM.gz": (packed, "html", 1),
    "html-without-ending": (html, "html", 1),
    "text.txt": (text, "text", 1),
    "text.md": (markdown, "text", 1),
    "jsonl.jsonl": (jsonl, "jsonl", 2),
    "jsonl.json": (json_array, "jsonl", 2),
    "jsonl.jsonl.zst": (zstandard, "jsonl", 2),
    "feed.rss": (feed, "feed", 1),
    "feed.xml": (atom, "feed", 1),
    "mhtml.mhtml": (mhtml, "mhtml", 1),
    "warc.warc": (warc, "warc", 1),
    "warc.warc.gz": (warc_gz, "warc", 1),
    "pdf.pdf": (pdf, "pdf", 1),
    "zip.zip": (archive, "zip", 3),
}

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (make, _, _) in SAMPLES.items():
        (FOLDER / name).write_bytes(make())
