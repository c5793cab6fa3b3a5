"""What every page forbids, and what may be kept."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import Author


@pytest.mark.parametrize("address", ["/", "/ask", "/about", "/sign-in", "/nothing-here"])
def test_every_page_forbids_inline_scripts_and_other_sites(reader: FlaskClient, address: str) -> None:
    answer = reader.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert " style=" not in answer.text


@pytest.mark.parametrize("address", ["/", "/ask", "/about"])
def test_a_public_page_is_the_same_for_everyone_and_is_asked_after_by_etag(
    reader: FlaskClient, address: str
) -> None:
    first = reader.get(address)
    assert first.headers["Cache-Control"] == "no-cache"
    assert reader.get(f"{address}?utm_source=x").data == first.data
    again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", ["/", "/desk", "/desk/settings"])
def test_a_page_for_whoever_is_signed_in_is_kept_nowhere(author: Author, address: str) -> None:
    assert author.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_private_page_is_kept_nowhere_and_told_to_nobody(reader: FlaskClient) -> None:
    link = reader.post("/ask", data={"letter": "A question that is long enough."}).location
    answer = reader.get(link)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_what_everyone_may_keep_carries_nobodys_cookie(author: Author) -> None:
    address = author.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    for each in (address, "/static/js/html.js"):
        with author.get(each) as answer:
            assert "Set-Cookie" not in answer.headers


def test_the_stylesheet_may_be_kept_for_good(reader: FlaskClient) -> None:
    address = reader.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = reader.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.text.startswith("@layer reset, tokens, base, components, utilities;")


@pytest.mark.parametrize("encoding", ["zstd", "gzip", "identity"])
def test_the_look_is_sent_packed_and_kept_for_good(reader: FlaskClient, encoding: str) -> None:
    address = reader.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = reader.get(address, headers={"Accept-Encoding": encoding})
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert "immutable" in answer.headers["Cache-Control"]
    whole = reader.get(address, headers={"Accept-Encoding": "identity"}).data
    assert whole.startswith(b"@layer reset")
    assert encoding == "identity" or len(answer.data) < len(whole) / 3
