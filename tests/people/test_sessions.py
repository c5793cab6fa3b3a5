"""Where somebody is signed in, and how that ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db
from app.people import SignIn
from app.people.browsers import in_plain_words
from tests.conftest import PASSWORD, Author
from tests.people.conftest import link_in, mails, told

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.1 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"
)
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/131.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def elsewhere(app: Flask, author: Author) -> FlaskClient:
    """Hester's phone, signed in too."""
    client = app.test_client()
    client.post(
        "/sign-in",
        data={"email": "hester@column.example", "password": PASSWORD},
        headers={"User-Agent": IPHONE},
    )
    return client


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (IPHONE, "Safari on an iPhone"),
        (EDGE, "Edge on Windows"),
        (CHROME, "Chrome on Android"),
        ("curl/8.0", "An unknown browser"),
        ("Lynx (Linux)", "A browser on Linux"),
    ],
)
def test_a_browser_is_named_in_plain_words(agent: str, words: str) -> None:
    assert in_plain_words(agent) == words


def test_the_account_lists_where_one_is_signed_in(author: Author, elsewhere: FlaskClient) -> None:
    page = author.get("/desk/account").text
    assert "Safari on an iPhone" in page
    assert page.count("this one") == 1
    assert page.count("Sign out there") == 1


def test_one_session_is_ended(app: Flask, author: Author, elsewhere: FlaskClient) -> None:
    assert elsewhere.get("/desk").status_code == 200
    author.post("/desk/account/sessions/2/end")
    assert elsewhere.get("/desk").status_code == 302
    assert author.get("/desk").status_code == 200


def test_all_others_are_ended_at_once(author: Author, elsewhere: FlaskClient) -> None:
    author.post("/desk/account/sessions/end-others")
    assert elsewhere.get("/desk").status_code == 302
    assert author.get("/desk").status_code == 200


def test_nobody_ends_a_session_of_somebody_else(app: Flask, ada: int, author: Author) -> None:
    client = app.test_client()
    client.post("/sign-in", data={"email": "ada@column.example", "password": PASSWORD})
    author.post("/desk/account/sessions/2/end")
    assert client.get("/desk").status_code == 200


def test_when_somebody_was_seen_is_noted_every_few_minutes_only(
    app: Flask, author: Author, later: Callable[[timedelta], None], queries: list[str]
) -> None:
    def seen() -> object:
        with app.app_context():
            return db.session.scalar(select(SignIn.seen_at))

    first = seen()
    later(timedelta(minutes=4))
    author.get("/desk")
    assert seen() == first
    later(timedelta(minutes=2))
    queries.clear()
    author.get("/desk")
    assert any("UPDATE sign_in" in query for query in queries)
    assert not any("UPDATE person" in query or "version" in query.lower() for query in queries[:2])
    assert seen() != first


def test_a_session_ends_by_itself_after_ninety_days(
    author: Author, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=91))
    assert author.get("/desk").status_code == 302


def test_another_password_asks_for_the_present_one_and_ends_the_other_sessions(
    app: Flask, author: Author, elsewhere: FlaskClient
) -> None:
    def change(current: str, new: str) -> int:
        return author.post("/desk/account/password", current_password=current, new_password=new).status_code

    assert change("wrong", "a newer password") == 422
    assert change(PASSWORD, "short") == 422
    assert elsewhere.get("/desk").status_code == 200
    assert change(PASSWORD, "a newer password") == 303
    assert elsewhere.get("/desk").status_code == 302
    assert author.get("/desk").status_code == 200
    assert told(app) == ["Changed the password"]
    assert mails(app)[-1][1] == "Your password was changed"


def test_what_was_typed_as_a_password_is_never_shown_again(author: Author) -> None:
    page = author.post("/desk/account/password", current_password="a wrong guess", new_password="other").text
    assert "a wrong guess" not in page
    refused = author.client.post(
        "/desk/account/password", data={"current_password": "a wrong guess", "new_password": "another one"}
    )
    assert refused.status_code == 403
    assert "a wrong guess" not in refused.text
    assert "another one" not in refused.text


def test_another_name_stands_below_everything(app: Flask, author: Author) -> None:
    author.post("/desk/account/name", name="Hester B.")
    assert "Hester B." in author.get("/desk/account").text
    assert told(app) == ["Took the name Hester B., and was called Hester Brannock"]
    assert author.post("/desk/account/name", name=" ").status_code == 422


def test_another_address_counts_once_the_mail_there_was_read(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    typed = {"email": "New@column.example", "address_password": PASSWORD}
    assert author.post("/desk/account/address", **typed).status_code == 303
    (new, _, text), (old, _, warning) = mails(app)
    assert (new, old) == ("new@column.example", "hester@column.example")
    assert "new@column.example" in warning
    assert "no longer with hester@column.example" in reader.get(link_in(text)).text
    data = {"email": "new@column.example", "password": PASSWORD}
    assert reader.post("/sign-in", data=data).status_code == 422
    assert reader.post(link_in(text)).location == "/sign-in?after=address"
    assert reader.post("/sign-in", data=data).status_code == 303
    assert reader.get(link_in(text)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "ada@column.example"}, "Somebody here has that address already."),
        ({"email": ""}, "Please give the new address."),
        ({"email": "nowhere"}, "does not look like an e-mail address"),
        ({"address_password": "wrong"}, "That is not your password."),
    ],
)
def test_an_address_that_cannot_be_is_refused(
    app: Flask, author: Author, ada: int, typed: dict[str, str], sentence: str
) -> None:
    answer = author.post(
        "/desk/account/address", **{"email": "new@column.example", "address_password": PASSWORD, **typed}
    )
    assert answer.status_code == 422
    assert sentence in answer.text
    assert mails(app) == []
