"""Bombs, broken archives and tricks: each a reject with its own code, and never more than the limits."""

import gzip
import io
import os
import zipfile
from itertools import pairwise

import pytest
import zstandard

from pipeline import ingest
from pipeline.errors import ConfigError
from pipeline.records import RawDocument, Reject
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings(max_bytes=100_000)
TEXT = "Der Konzern schließt das Werk in Wien und entlässt die Belegschaft.".encode()


def bundle(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def nested(depth: int) -> bytes:
    data = bundle(**{"a.txt": TEXT})
    for _ in range(depth):
        data = bundle(**{"a.zip": data})
    return data


def read(folder, name, data):
    (folder / name).write_bytes(data)
    return [
        item for source in ingest.discover([folder / name]) for item in ingest.read(source, settings=SETTINGS)
    ]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.html", b"", "empty"),
        ("a.txt", b" \n\t \n", "empty"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "unsupported_format"),
        ("a.docx", bundle(**{"[Content_Types].xml": b"x"}), "unsupported_format"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"x" * 50, "unsupported_format"),
        ("a.xml", b"<?xml version='1.0'?><invoice><total>3</total></invoice>", "unsupported_format"),
        ("a.txt", b"a " * 60_000, "too_large"),
        ("a.html.gz", gzip.compress(b"a" * 50_000_000), "too_large"),
        ("a.jsonl.gz", gzip.compress(b"\n" * 50_000_000), "too_large"),
        ("a.jsonl.zst", zstandard.compress(b"\n" * 50_000_000), "too_large"),
        ("a.zip", bundle(**{"a.txt": b"0" * 50_000_000}), "too_large"),
        ("a.zip", nested(4), "nested"),
        ("a.zip", bundle(**{"a.txt": TEXT})[:60], "damaged"),
        ("a.txt.gz", gzip.compress(TEXT * 40)[:60], "truncated"),
        ("a.txt.zst", zstandard.compress(os.urandom(500).hex().encode())[:200], "truncated"),
        ("a.zip", bundle(**{"../../a.txt": TEXT}), "unsafe_path"),
        ("a.zip", bundle(**{"/a.txt": TEXT}), "unsafe_path"),
        ("a.json", b'[{"text": "Der', "truncated"),
        ("a.jsonl", b"{nothing}", "invalid_json"),
        ("a.tar", b"x" * 257 + b"ustar" + b"\0" * 250, "unsupported_format"),
        ("a.rss", b"<?xml version='1.0' encoding='klingon'?><rss><item>", "damaged"),
        ("a.jsonl", b"[1]\n", "invalid_record"),
        ("a.jsonl", b'{"text": 3}', "empty"),
    ],
)
def test_reject(tmp_path, name, data, error):
    (item,) = read(tmp_path, name, data)
    assert isinstance(item, Reject)
    assert (item.stage, item.error) == ("read", error)
    assert item.bytes >= 0


def test_members_of_an_archive_in_an_archive_are_read(tmp_path):
    (item,) = read(tmp_path, "a.zip", nested(1))
    assert isinstance(item, RawDocument)
    assert item.source_ref == "a.zip#a.zip#a.txt"


def test_a_bad_line_costs_that_line(tmp_path):
    good = b'{"id": "x", "text": "Der Konzern w\xc3\xa4chst."}\n'
    items = read(
        tmp_path, "a.jsonl", good + b"oops\n" + good + b'{"text": "' + b"a" * 200_000 + b'"}\n' + good
    )
    assert [(item.source_ref, getattr(item, "error", "")) for item in items] == [
        ("a.jsonl#x", ""),
        ("a.jsonl#2", "invalid_json"),
        ("a.jsonl#x~2", ""),
        ("a.jsonl#4", "too_large"),
        ("a.jsonl#x~3", ""),
    ]


def test_what_stands_behind_an_array_is_a_row(tmp_path):
    record = b'[{"id": "x", "text": "Der Konzern w\xc3\xa4chst."}]'
    items = read(tmp_path, "a.json", record + b"\n" + record)
    assert [getattr(item, "error", "") for item in items] == ["", "invalid_json"]


def test_entities_of_a_feed_neither_grow_nor_read_files(tmp_path):
    names = "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in pairwise("abcdefgh"))
    head = f'<!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY x SYSTEM "file:///etc/hostname">{names}]>'
    item = "<item><title>&h;</title><description>&x; Der Konzern &h; steht.</description></item>"
    items = read(tmp_path, "a.rss", f"<?xml version='1.0'?>{head}<rss>{item}</rss>".encode())
    (document,) = items
    assert ingest.clean(document, settings=SETTINGS).body == "&x; Der Konzern &h; steht."


def test_records_before_a_truncation_are_kept(tmp_path):
    lines = b"".join(b'{"id": %d, "text": "%s"}\n' % (n, os.urandom(20).hex().encode()) for n in range(4000))
    items = read(tmp_path, "a.jsonl.gz", gzip.compress(lines)[:-4000])
    assert isinstance(items[0], RawDocument)
    assert isinstance(items[-1], Reject)
    assert items[-1].error == "truncated"


def test_folder_is_walked_in_order_and_each_entry_leaves_a_row(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/z.txt", "a.txt", "b.txt", 'quote"s\nand\x01control.txt', "b/meta.html", "b/meta.json"):
        (tmp_path / name).write_bytes(b'{"title": "T"}' if name.endswith("json") else TEXT)
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / "up").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_bytes(TEXT)
    items = list(ingest.discover([tmp_path]))
    refs = [item.source_ref for item in items]
    assert refs == sorted(refs)
    assert {item.source_ref: item.error for item in items if isinstance(item, Reject)} == {
        "link.txt": "symlink",
        "up": "symlink",
        "pipe": "not_a_file",
    }
    assert "bad\\xff.txt" in refs
    assert "b/meta.json" not in refs


def test_several_inputs_have_distinct_references(tmp_path):
    for name in ("x/in", "y/in"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_bytes(TEXT)
    refs = [item.source_ref for item in ingest.discover([tmp_path / "x/in", tmp_path / "y/in"])]
    assert refs == ["in/a.txt", "in~2/a.txt"]


def test_a_missing_input_is_the_operators_to_mend(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        list(ingest.discover([tmp_path / "nowhere"]))


def test_digest_covers_the_sidecar(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (bare,) = ingest.discover([tmp_path])
    (tmp_path / "a.json").write_bytes(b'{"publisher": "P"}')
    (described,) = ingest.discover([tmp_path])
    assert ingest.digest(bare) != ingest.digest(described)
    (document,) = ingest.read(described, settings=SETTINGS)
    assert document.metadata.publisher == "P"


def test_a_broken_sidecar_is_a_row_and_costs_no_article(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    (tmp_path / "a.json").write_bytes(b'{"publisher": ')
    items = [
        item for source in ingest.discover([tmp_path]) for item in ingest.read(source, settings=SETTINGS)
    ]
    assert [getattr(item, "error", None) for item in items] == ["invalid_json", None]


def test_a_file_that_became_a_pipe_or_a_link_is_a_row(tmp_path):
    for name, change in (
        ("pipe.txt", os.mkfifo),
        ("link.txt", lambda path: os.symlink("/etc/hostname", path)),
    ):
        path = tmp_path / name
        path.write_bytes(TEXT)
        (source,) = ingest.discover([path])
        path.unlink()
        change(path)
        (item,) = ingest.read(source, settings=SETTINGS)
        assert isinstance(item, Reject)
        assert item.error in ("not_a_file", "unreadable")
