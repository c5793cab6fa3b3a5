"""What an asker does about mail: on the private page, and by the links in the mails themselves."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.asking.by_mail import NONE_CONFIRMED
from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.posts import Post
from app.questions import Permission, Question
from app.text import for_author, for_reader
from tests.conftest import Author

LETTER = "My neighbour borrows my ladder and keeps it for weeks."
EMAIL = "asker@readers.example"


@pytest.fixture
def page(reader: FlaskClient) -> str:
    """The private page of a question whose asker gave an address."""
    return reader.post("/ask", data={"letter": LETTER, "email": EMAIL, "permission": "either"}).location


@pytest.fixture
def bare(reader: FlaskClient) -> str:
    """The private page of one who gave none."""
    return reader.post("/ask", data={"letter": LETTER}).location


def mails(app: Flask) -> list[Message]:
    with app.app_context():
        return list(db.session.scalars(select(Message).order_by(Message.id)))


def link_in(app: Flask, to: str = "confirm") -> str:
    """The last link of its kind that was mailed, without the host."""
    texts = (f"{each.text} {each.stop}" for each in mails(app))
    return re.findall(rf"/mail/{to}/[\w.-]+", " ".join(texts))[-1]


def confirm(app: Flask, reader: FlaskClient) -> None:
    assert reader.post(link_in(app), headers={"Origin": "null"}).status_code == 303


def mailbox(app: Flask) -> str:
    with app.app_context():
        return db.session.get_one(Question, 1).mailbox


def test_whoever_gives_an_address_when_asking_is_asked_there_whose_it_is(
    app: Flask, reader: FlaskClient, page: str
) -> None:
    (asked,) = mails(app)
    assert (asked.to, asked.subject) == (EMAIL, "Is this your address?")
    shown = reader.get(page).text
    assert "a…@readers.example" in shown
    assert "Open the link in that mail" in shown
    assert EMAIL not in shown


def test_opening_the_link_changes_nothing_and_gives_nothing_away(
    app: Flask, reader: FlaskClient, page: str
) -> None:
    answer = reader.get(link_in(app))
    reader.head(link_in(app))
    assert mailbox(app) == ""
    assert "Is this your address?" in answer.text
    assert "ladder" not in answer.text
    assert "/asked/" not in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_its_button_confirms_and_says_what_happens_now(app: Flask, reader: FlaskClient, page: str) -> None:
    answer = reader.post(link_in(app), headers={"Origin": "null", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 303
    after = reader.get(answer.location).text
    assert "Your address is confirmed" in after
    assert "ladder" not in after
    assert "/asked/" not in after
    assert mailbox(app) == EMAIL
    assert "is told" in reader.get(page).text


def test_whoever_confirms_late_is_told_of_the_answer_that_came_meanwhile(
    app: Flask, reader: FlaskClient, page: str, hester: int
) -> None:
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        post = Post.answering(session.get_one(Question, 1), by)
        post.revise("Ladders", for_reader(LETTER), "", for_author("Ask."), None)
        post.publish(by)
    assert len(mails(app)) == 1
    confirm(app, reader)
    told = mails(app)[-1]
    assert (told.to, told.subject) == (EMAIL, "Your question was answered: Ladders")
    confirm(app, reader)
    assert len(mails(app)) == 2


def test_an_address_can_be_given_later(app: Flask, reader: FlaskClient, bare: str) -> None:
    assert "Tell me by e-mail" in reader.get(bare).text
    answer = reader.post(f"{bare}/address", data={"address": EMAIL})
    assert answer.status_code == 303
    assert answer.location.startswith(bare)
    assert [each.to for each in mails(app)] == [EMAIL]
    confirm(app, reader)
    assert mailbox(app) == EMAIL


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "give an address"), ("nobody", "does not look like"), ("x" * 255 + "@b.example", "254")],
)
def test_an_address_that_is_none_comes_back(
    app: Flask, reader: FlaskClient, bare: str, typed: str, sentence: str
) -> None:
    answer = reader.post(f"{bare}/address", data={"address": typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{typed}"' in answer.text
    assert mails(app) == []


def test_nobody_can_be_pestered(app: Flask, reader: FlaskClient, bare: str) -> None:
    def give(address: str, place: str) -> int:
        data = {"address": address}
        return reader.post(f"{bare}/address", data=data, environ_base={"REMOTE_ADDR": place}).status_code

    same_address = [give(EMAIL if n % 2 else EMAIL.upper(), f"192.0.2.{n}") for n in range(7)]
    assert same_address == [303] * 5 + [429] * 2
    same_place = [give(f"{n}@readers.example", "198.51.100.1") for n in range(7)]
    assert same_place == [303] * 5 + [429] * 2


def test_a_question_is_taken_even_where_no_more_mail_may_be_sent(app: Flask, reader: FlaskClient) -> None:
    sent = {"letter": LETTER, "email": EMAIL}
    assert [reader.post("/ask", data=sent).status_code for _ in range(7)] == [303] * 7
    assert len(mails(app)) == 5
    page = reader.post("/ask", data=sent).location
    assert "Send that mail again" in reader.get(page).text
    assert reader.post(f"{page}/address/again").status_code == 429


def test_the_mail_can_be_sent_again(app: Flask, reader: FlaskClient, page: str) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Message, 1).sent_at = clock.now()
    assert reader.post(f"{page}/address/again").status_code == 303
    assert [each.subject for each in mails(app)] == ["Is this your address?"] * 2
    confirm(app, reader)
    reader.post(f"{page}/address/again")
    assert len(mails(app)) == 2


def test_an_address_is_removed_for_good_and_the_page_says_so_before(
    app: Flask, reader: FlaskClient, page: str
) -> None:
    confirm(app, reader)
    assert "cannot be undone" in reader.get(page).text
    assert reader.post(f"{page}/address/remove").status_code == 303
    assert mails(app) == []
    with app.app_context():
        assert db.session.get_one(Question, 1).email == ""
    assert "Tell me by e-mail" in reader.get(page).text


def test_the_link_is_mailed_to_a_confirmed_address_alone(app: Flask, reader: FlaskClient, page: str) -> None:
    refused = reader.post(f"{page}/mail-link")
    assert (refused.status_code, NONE_CONFIRMED in refused.text) == (409, True)
    confirm(app, reader)
    assert "Whoever reads that mailbox" in reader.get(page).text
    answer = reader.post(f"{page}/mail-link")
    assert "on its way" in reader.get(answer.location).text
    sent = mails(app)[-1]
    assert (page in sent.text, sent.to, sent.stop) == (True, EMAIL, "")
    assert [reader.post(f"{page}/mail-link").status_code for _ in range(3)] == [303, 303, 429]


def test_the_link_can_be_saved_as_a_file_that_says_nothing_else(reader: FlaskClient, page: str) -> None:
    answer = reader.get(f"{page}/link.txt", base_url="http://127.0.0.1:8000")
    assert answer.text == f"http://127.0.0.1:8000{page}\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="link.txt"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.mimetype == "text/plain"
    assert f'href="{page}/link.txt"' in reader.get(page).text


@pytest.fixture
def stop(app: Flask, reader: FlaskClient, author: Author, page: str) -> str:
    """The link that stops the mails, of a mail that waits to leave."""
    confirm(app, reader)
    author.post("/desk/questions/1/ask-back?lane=new", ask_back="A long one?")
    return link_in(app, "stop")


def test_a_mailbox_stops_the_mails_with_one_click(app: Flask, stop: str, page: str) -> None:
    elsewhere = app.test_client(use_cookies=False)
    answer = elsewhere.post(
        stop, data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "https://mail.example"}
    )
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert mailbox(app) == ""
    assert mails(app) == []
    assert elsewhere.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert "No more mails" in elsewhere.get(stop).text
    assert "Tell me by e-mail" in elsewhere.get(page).text


def test_opening_the_link_that_stops_mails_stops_none(app: Flask, reader: FlaskClient, stop: str) -> None:
    answer = reader.get(stop)
    assert "Stop these mails?" in answer.text
    assert "ladder" not in answer.text
    assert mailbox(app) == EMAIL


@pytest.mark.parametrize("door", ["/mail/confirm/", "/mail/stop/"])
def test_a_link_that_was_not_signed_here_opens_nothing(reader: FlaskClient, door: str) -> None:
    wrong = [reader.get(f"{door}{each}") for each in ("x", "a.b", "WzEsMl0.x", "%20")]
    assert {(each.status_code, each.data) for each in wrong} == {(404, wrong[0].data)}
    assert reader.post(f"{door}x").status_code == 404


def test_a_link_that_is_too_old_says_so(
    app: Flask, reader: FlaskClient, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, later = link_in(app), clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "too old" in reader.get(link).text
    assert reader.post(link).status_code == 404


def test_the_desk_says_which_addresses_were_confirmed(
    app: Flask, reader: FlaskClient, author: Author, page: str
) -> None:
    for address in ("/desk", "/desk/questions/1"):
        assert "has an e-mail, not confirmed yet" in author.get(address).text
    assert "sent to them by mail" not in author.get("/desk/questions/1").text
    filtered = "/desk?lane=all&only=email"
    assert "not confirmed yet" not in author.get(filtered).text
    confirm(app, reader)
    assert "has e-mail" in author.get(filtered).text
    assert "sent to them by mail" in author.get("/desk/questions/1").text


def test_an_imported_address_is_taken_as_it_is(app: Flask) -> None:
    with app.app_context(), writing():
        asked, _ = Question.ask(LETTER, email=EMAIL, permission=Permission.PUBLISH)
        asked.take_as_confirmed()
        bare, _ = Question.ask(LETTER)
        bare.take_as_confirmed()
        assert (asked.mailbox, bare.mailbox) == (EMAIL, "")
        assert bare.email_confirmed_at is None
