"""Pages kept in memory: the same bytes however they are packed, and never the wrong ones."""

import gzip
import zlib
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import zstandard
from flask import Flask, Response
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.web import encodings, public
from app.web.blocks import Block
from app.web.shelf import PAGE_SIZE, Page, Shelf
from tests.conftest import Author


def unpacked(content: bytes, encoding: str) -> bytes:
    """CONTENT as a browser unpacks it."""
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().stream_reader(content, read_across_frames=True).read()
    return gzip.decompress(content) if encoding == "gzip" else content


@given(
    st.lists(st.binary(max_size=200), min_size=1, max_size=8), st.sampled_from(["zstd", "gzip", "identity"])
)
def test_blocks_packed_apart_unpack_to_the_whole(blocks: list[bytes], encoding: str) -> None:
    assert unpacked(encodings.encode([Block(each) for each in blocks], encoding), encoding) == b"".join(
        blocks
    )


def test_gzip_stays_one_member() -> None:
    packed = encodings.encode([Block(b"one " * 50), Block(b"two " * 50)], "gzip")
    member = zlib.decompressobj(wbits=31)
    assert member.decompress(packed) == b"one " * 50 + b"two " * 50
    assert (member.eof, member.unused_data) == (True, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("zstd;q=0, gzip;q=0", "identity"),
        ("br", "identity"),
        ("", "identity"),
    ],
)
def test_a_client_gets_the_best_that_it_takes(accepted: str, encoding: str) -> None:
    assert encodings.chosen(accepted) == encoding


@pytest.mark.parametrize("encoding", ["zstd", "gzip", "identity"])
def test_a_page_is_the_same_in_every_encoding(reader: FlaskClient, encoding: str) -> None:
    for _ in range(2):
        answer = reader.get("/ask", headers={"Accept-Encoding": encoding})
        assert answer.headers.get("Content-Encoding", "identity") == encoding
        assert unpacked(answer.data, encoding) == reader.get("/ask").data
        assert answer.headers["Content-Length"] == str(len(answer.data))
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "Content-Security-Policy" in answer.headers


def test_whoever_has_the_page_in_one_encoding_need_not_get_it_in_another(reader: FlaskClient) -> None:
    packed = reader.get("/ask", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert packed != reader.get("/ask", headers={"Accept-Encoding": "zstd"}).headers["ETag"]
    again = reader.get("/ask", headers={"Accept-Encoding": "zstd", "If-None-Match": packed})
    assert (again.status_code, again.data) == (304, b"")
    assert "Content-Length" not in again.headers
    assert reader.get("/ask", headers={"If-None-Match": "*"}).status_code == 304
    assert reader.get("/ask", headers={"If-None-Match": '"0-0"'}).status_code == 200


def test_head_answers_like_get_without_the_page(reader: FlaskClient) -> None:
    get, head = reader.get("/ask"), reader.head("/ask")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(get.data))


def test_what_the_author_sees_is_never_kept_for_others(author: Author, reader: FlaskClient) -> None:
    public = reader.get("/").data
    assert author.get("/").data != public
    assert reader.get("/").data == public


def test_an_unknown_query_makes_no_page_of_its_own(app: Flask, reader: FlaskClient) -> None:
    reader.get("/ask")
    before = len(app.wsgi_app.shelf)  # type: ignore[attr-defined]
    for n in range(5):
        reader.get(f"/ask?utm={n}")
        reader.get(f"/no-such-page-{n}")
    assert len(app.wsgi_app.shelf) == before  # type: ignore[attr-defined]


def test_the_least_recently_used_page_leaves_first() -> None:
    shelf = Shelf(most_bytes=2 * (PAGE_SIZE + 10) + 5)
    for path in ("/a", "/b"):
        shelf.put(path, Page([Block(b"x" * 10)], ()))
    shelf.get("/a")
    shelf.put("/c", Page([Block(b"x" * 10)], ()))
    assert [shelf.get(path) is not None for path in ("/a", "/b", "/c")] == [True, False, True]


def test_many_who_come_at_once_have_one_page_made_for_them(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, first_is_in, others_came = [], Event(), Event()

    def slow() -> Response:
        made.append(1)
        first_is_in.set()
        others_came.wait(timeout=60)
        return public("<p>Made</p>")

    monkeypatch.setitem(app.view_functions, "asking.ask", slow)
    with ThreadPoolExecutor(9) as readers:
        first = readers.submit(lambda: app.test_client().get("/ask").data)
        first_is_in.wait(timeout=60)
        others = [readers.submit(lambda: app.test_client().get("/ask").data) for _ in range(8)]
        while not all(other.running() for other in others):
            pass
        others_came.set()
        assert {first.result(), *(other.result() for other in others)} == {b"<p>Made</p>"}
    assert len(made) <= 2
