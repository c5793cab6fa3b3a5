"""Anonymous forms carry no token, and take no post from another site."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import Author

LETTER = {"letter": "A question that is long enough to be one."}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {},
        {"Origin": "http://localhost"},
        {"Origin": "http://127.0.0.1:8000"},
    ],
)
def test_a_form_from_our_own_page_is_taken(reader: FlaskClient, headers: dict[str, str]) -> None:
    assert reader.post("/ask", data=LETTER, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_elsewhere_is_refused_and_its_text_comes_back(
    reader: FlaskClient, headers: dict[str, str]
) -> None:
    answer = reader.post("/ask", data=LETTER, headers=headers)
    assert answer.status_code == 403
    assert LETTER["letter"] in answer.text


def test_whoever_is_signed_in_needs_the_token_of_the_page(author: Author) -> None:
    answer = author.client.post("/desk/settings", data={"name": "Taken over"})
    assert answer.status_code == 403


def test_the_ask_page_sets_no_cookie_and_holds_no_token(reader: FlaskClient) -> None:
    answer = reader.get("/ask")
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in answer.text
