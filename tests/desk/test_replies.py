"""Canned replies at the desk: written, looked at, and put into what is sent."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.db import db, writing
from app.mail import Message
from app.people import Deed
from app.questions import CannedReply, Permission, Question, State
from app.questions.replies import Kind
from tests.conftest import Author

REPLIES = "/desk/replies"


@pytest.fixture
def link(app: Flask, author: Author) -> str:
    """The private page of the first of three letters."""
    tokens = []
    with app.app_context(), writing():
        for n in (1, 2, 3):
            question, token = Question.ask(
                f"The letter with the number {n}.",
                headline=f"Letter {n}",
                signature="Ladderless",
                email="asker@readers.example",
                permission=Permission.EITHER,
            )
            question.take_as_confirmed()
            tokens.append(token)
    return f"/asked/{tokens[0]}"


def keep(author: Author, text: str = "Dear {name}, *no*.", kind: Kind = Kind.DECLINING) -> TestResponse:
    return author.post(REPLIES, name="A kind no", kind=kind.value, text=text)


def edition_of(author: Author) -> str:
    """The edition of the canned reply as it is now."""
    found = re.search(r'name="seen" value="(\w+)"', author.get(f"{REPLIES}/1").text)
    assert found
    return found[1]


def rewrite(author: Author, text: str, seen: str | None = None) -> TestResponse:
    """Write it anew, over what SEEN stands for, or what is there now."""
    return author.post(f"{REPLIES}/1", name="No", text=text, seen=seen or edition_of(author))


def question(app: Flask, number: int = 1) -> Question:
    with app.app_context():
        found = db.session.get_one(Question, number)
        db.session.expunge(found)
        return found


def seen_now(author: Author, where: str, number: int = 1) -> str:
    """The edition that the form WHERE stands for, on the page of question NUMBER."""
    page = author.get(f"/desk/questions/{number}").text
    found = re.search(rf'/{where}["?].*?name="seen" value="(\w+)"', page, re.DOTALL)
    assert found
    return found[1]


def decline(author: Author, note: str, seen: str | None = None, at: str = "") -> TestResponse:
    """Decline the first letter with a NOTE, written over what SEEN stands for, or what is there now."""
    address = f"/desk/questions/1/farewell{at}"
    return author.post(address, farewell=note, seen=seen or seen_now(author, "farewell"))


def outbox(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Message.text)))


def test_one_is_kept_looked_at_and_written_anew(app: Flask, author: Author) -> None:
    assert keep(author).location == f"{REPLIES}/1"
    page = author.get(f"{REPLIES}/1").text
    assert "<p>Dear there, <em>no</em>.</p>" in page
    rewrite(author, "Dear {name}, *never*.")
    assert "<em>never</em>" in author.get(f"{REPLIES}/1").text
    assert ">No</a>" in author.get(REPLIES).text
    with app.app_context():
        told = db.session.scalars(select(Deed.told)).all()
    assert told == ["Added the canned reply “A kind no”.", "Changed the canned reply “No”."]


def test_two_who_write_one_anew_do_not_overwrite_each_other(app: Flask, author: Author) -> None:
    keep(author)
    seen = edition_of(author)
    rewrite(author, "The first to press the button.")
    refused = rewrite(author, "The second.", seen)
    assert refused.status_code == 409
    assert "The second.</textarea>" in refused.text
    assert "No\nThe first to press the button." in refused.text
    with app.app_context():
        assert db.session.get_one(CannedReply, 1).text == "The first to press the button."
    assert rewrite(author, "Of both.").status_code == 303


def test_what_is_not_taken_comes_back(author: Author) -> None:
    refused = author.post(REPLIES, name="", kind="declining", text="Dear {name}")
    assert refused.status_code == 422
    assert "Dear {name}</textarea>" in refused.text
    keep(author)
    refused = author.post(f"{REPLIES}/1", name="No", text=" ")
    assert refused.status_code == 422
    assert 'value="No"' in refused.text


def test_an_unknown_variable_is_left_as_it_is_written_and_marked(author: Author) -> None:
    keep(author, "Dear {nmae}, see [this](https://x.example/{nmae}) and `{b}`. {name}")
    for page in (
        author.get(f"{REPLIES}/1").text,
        author.post(f"{REPLIES}/preview", text="Dear {nmae}, `{b}` <b>{name}</b>").text,
    ):
        assert "Dear <mark>{nmae}</mark>" in page
        assert "<code><mark>{b}</mark></code>" in page
        assert "{nmae}, {b} stand for nothing." in page
        assert "<mark>{name}" not in page
        assert "/<mark>" not in page


def test_one_that_is_put_away_is_offered_no_more_until_it_is_taken_out(author: Author, link: str) -> None:
    keep(author)
    offered = '<option value="1">A kind no</option>'
    assert offered in author.get("/desk/questions/1").text
    author.post(f"{REPLIES}/1/away")
    assert offered not in author.get("/desk/questions/1").text
    assert "put away" in author.get(REPLIES).text
    author.post(f"{REPLIES}/1/back")
    assert offered in author.get("/desk/questions/1").text


@pytest.mark.parametrize(
    ("where", "field", "kind"),
    [("answer-privately", "private_answer", Kind.PRIVATE), ("farewell", "farewell", Kind.DECLINING)],
)
def test_it_is_put_in_below_what_was_typed_and_nothing_is_sent(
    app: Flask, author: Author, link: str, where: str, field: str, kind: Kind
) -> None:
    keep(author, kind=kind)
    sent = {field: "Typed.", "reply": "1", "put_in": field}
    page = author.post(f"/desk/questions/1/{where}", **sent).text
    assert "Typed.\n\nDear Ladderless, *no*.</textarea>" in page
    assert question(app).state is State.NEW
    assert "Typed.</textarea>" in author.post(f"/desk/questions/1/{where}", **{**sent, "reply": "9"}).text


@pytest.mark.parametrize(
    ("where", "field", "state"),
    [
        ("answer-privately", "private_answer", State.ANSWERED_PRIVATELY),
        ("farewell", "farewell", State.DECLINED),
    ],
)
def test_an_unknown_variable_is_sent_only_as_it_is(
    app: Flask, author: Author, link: str, where: str, field: str, state: State
) -> None:
    page = author.get("/desk/questions/1").text
    sent = {field: "Dear {nmae}", "seen": seen_now(author, where)}
    refused = author.post(f"/desk/questions/1/{where}", **sent)
    assert refused.status_code == 422
    assert "{nmae} stands for nothing." in refused.text
    assert "Dear {nmae}</textarea>" in refused.text
    assert 'name="as_it_is"' in refused.text
    assert 'name="as_it_is"' not in page
    assert question(app).state is State.NEW
    assert author.post(f"/desk/questions/1/{where}", as_it_is="yes", **sent).status_code == 303
    assert question(app).state is state


def test_a_decline_with_a_note_tells_the_asker_and_is_undone_whole(
    app: Flask, author: Author, reader: FlaskClient, link: str
) -> None:
    answer = decline(author, "Not *this* time.", at="?lane=new")
    assert answer.location.startswith("/desk/questions/")
    assert "“Letter 1” declined, with a note." in author.get(answer.location).text
    assert "<p>Not <em>this</em> time.</p>" in reader.get(link).text
    assert "<p>Not <em>this</em> time.</p>" in author.get("/desk/questions/1").text
    assert ["Not *this* time." in text for text in outbox(app)] == [True]
    author.post("/desk/undo")
    assert "time." not in reader.get(link).text
    assert outbox(app) == []
    assert (question(app).state, question(app).farewell) == (State.NEW, "")


def test_a_note_that_says_nothing_is_not_sent(app: Flask, author: Author, link: str) -> None:
    refused = author.post("/desk/questions/1/farewell", farewell=" ")
    assert refused.status_code == 422
    assert "Please write something first." in refused.text
    assert question(app).state is State.NEW


def test_a_note_for_what_cannot_be_declined_comes_back(app: Flask, author: Author, link: str) -> None:
    seen = seen_now(author, "farewell")
    author.post("/desk/questions/1/answer")
    refused = decline(author, "Not this time.", seen)
    assert refused.status_code == 409
    assert "drafting" in refused.text
    assert "Not this time.</textarea>" in refused.text


def test_a_stale_note_does_not_replace_that_of_a_colleague(app: Flask, author: Author, link: str) -> None:
    seen = seen_now(author, "farewell")
    decline(author, "The first to press the button.")
    refused = decline(author, "The second.", seen)
    assert refused.status_code == 409
    assert "changed in another window" in refused.text
    assert "The second.</textarea>" in refused.text
    assert "It is declined.\nThe first to press the button." in refused.text
    assert '<details class="farewell" open>' in refused.text
    assert question(app).farewell == "The first to press the button."


@pytest.mark.parametrize(
    ("where", "field"),
    [("answer-privately", "private_answer"), ("ask-back", "ask_back"), ("farewell", "farewell")],
)
def test_what_was_typed_comes_back_after_a_colleague_moved_the_letter(
    author: Author, link: str, where: str, field: str
) -> None:
    sent = {field: "Typed for long.", "seen": seen_now(author, "answer-privately")}
    author.post("/desk/questions/spam", opened="1")
    refused = author.post(f"/desk/questions/1/{where}", **sent)
    assert refused.status_code == 409
    assert "Typed for long.</textarea>" in refused.text


def test_the_one_that_was_chosen_goes_with_every_decline(
    app: Flask, author: Author, link: str, queries: list[str]
) -> None:
    keep(author)
    author.post("/desk/questions/decline", opened="3")
    assert (question(app, 3).farewell, outbox(app)) == ("", [])
    author.post(f"{REPLIES}/1/send")
    assert "Dear Ladderless, *no*.</textarea>" in author.get("/desk/questions/1").text
    author.post("/desk/questions/farewell", opened="3")
    decline(author, "Her own words.")
    queries.clear()
    author.post("/desk/questions/decline", selected=["1", "2", "3"])
    assert sum("FROM canned_reply" in query for query in queries) <= 1 + 4
    assert [question(app, n).farewell for n in (1, 2, 3)] == ["Her own words.", "Dear Ladderless, *no*.", ""]
    author.post(f"{REPLIES}/1/unsend")
    author.post("/desk/questions/new", opened="2")
    author.post("/desk/questions/decline", opened="2")
    assert question(app, 2).farewell == ""


def test_one_with_an_unknown_variable_cannot_go_with_every_decline(app: Flask, author: Author) -> None:
    keep(author, "Dear {nmae}")
    answer = author.post(f"{REPLIES}/1/send")
    assert "{nmae} stands for nothing." in author.get(answer.location).text
    with app.app_context():
        assert CannedReply.when_declining() is None


def test_nobody_sees_them_without_signing_in(reader: FlaskClient) -> None:
    for address in (REPLIES, f"{REPLIES}/1"):
        assert reader.get(address).location.startswith("/sign-in")
