"""Changing a question by its private link, withdrawing it, and bringing it back."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Post, State
from app.questions import Question
from app.text import for_author, for_reader
from tests.conftest import Author

LETTER = "My flatmate hums all day. What do I do?"
CHANGED = "My flatmate hums all night. What do I do?"


@pytest.fixture
def link(reader: FlaskClient) -> str:
    """The address of the private page of question 1."""
    sent = {"letter": LETTER, "headline": "Humming", "signature": "Hummed out", "permission": "either"}
    return reader.post("/ask", data=sent).location


def question(app: Flask) -> Question:
    return db.session.get_one(Question, 1)


def answered(app: Flask, hester: int, *, scheduled: bool = False) -> int:
    """An answer that is begun, or that waits to come out; the number of its post."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        post = Post.answering(session.get_one(Question, 1), by)
        post.revise("On humming", for_reader(LETTER), "", for_author("Hum along."), [])
        session.flush()
        if scheduled:
            post.schedule(clock.now() + timedelta(days=2), by)
        return post.id


def test_the_form_holds_what_was_sent(reader: FlaskClient, link: str) -> None:
    page = reader.get(f"{link}/change")
    assert f"\n{LETTER}</textarea>" in page.text
    assert 'value="Hummed out"' in page.text
    assert 'value="either" checked' in page.text
    assert 'name="email"' not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_change_is_kept_and_shown(app: Flask, reader: FlaskClient, author: Author, link: str) -> None:
    sent = {"letter": CHANGED, "headline": "Humming", "signature": "", "permission": "private"}
    assert reader.post(f"{link}/change", data=sent).location == link
    page = reader.get(link).text
    assert CHANGED in page
    assert "You changed what it says." in page
    desk = author.get("/desk/questions/1").text
    assert "edited by the asker" in desk
    assert '<del><span class="vh">(taken out: </span>day' in desk
    assert "to be answered only in private, the asker" in desk
    assert "edited by the asker" in author.get("/desk").text


def test_each_version_can_be_read(app: Flask, reader: FlaskClient, author: Author, link: str) -> None:
    for letter in (CHANGED, f"{CHANGED} Please."):
        reader.post(f"{link}/change", data={"letter": letter, "permission": "either"})
    assert "/desk/questions/1/versions/2" in author.get("/desk/questions/1").text
    page = author.get("/desk/questions/1/versions/2").text
    assert "Please" in page
    assert "Hummed out" not in page
    assert author.get("/desk/questions/2/versions/2").status_code == 404


def test_what_is_wrong_comes_back_with_all_that_was_typed(app: Flask, reader: FlaskClient, link: str) -> None:
    sent = {"letter": "Too short.", "signature": "Me", "permission": "private", "deadline": "2020-01-01"}
    answer = reader.post(f"{link}/change", data=sent)
    assert answer.status_code == 422
    assert "\nToo short.</textarea>" in answer.text
    assert "That day has passed" in answer.text
    with app.app_context():
        assert question(app).letter == LETTER


def test_a_day_that_passed_meanwhile_may_stay(
    app: Flask, reader: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = (clock.now() + timedelta(days=5)).date().isoformat()
    sent = {"letter": LETTER, "permission": "either", "deadline": day}
    assert reader.post(f"{link}/change", data=sent).status_code == 303
    later = clock.now() + timedelta(days=9)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert reader.post(f"{link}/change", data=sent | {"letter": CHANGED}).status_code == 303
    with app.app_context():
        assert question(app).letter == CHANGED


def test_whoever_sends_too_late_loses_nothing(
    app: Flask, reader: FlaskClient, hester: int, link: str
) -> None:
    answered(app, hester)
    sent = {"letter": CHANGED, "headline": "Night humming", "signature": "Me", "permission": "private"}
    answer = reader.post(f"{link}/change", data=sent)
    assert answer.status_code == 409
    assert "Nothing was changed." in answer.text
    assert f"\nNight humming\n\n{CHANGED}\n\nMe</textarea>" in answer.text
    assert 'value="private" checked' in answer.text
    with app.app_context():
        assert (question(app).letter, question(app).permission) == (LETTER, "either")


def test_how_it_may_be_answered_can_be_changed_until_it_is_out(
    app: Flask, reader: FlaskClient, author: Author, hester: int, link: str
) -> None:
    number = answered(app, hester, scheduled=True)
    assert "<textarea" not in reader.get(f"{link}/change").text
    assert reader.post(f"{link}/change", data={"permission": "private"}).status_code == 303
    with app.app_context():
        assert db.session.get_one(Post, number).state is State.DRAFT
    assert "the asker changed how it may be answered" in author.get("/desk?lane=drafting").text
    assert "only in private" in author.get(f"/desk/posts/{number}/edit").text
    assert "The asker changed how it may be answered" in author.get("/desk/questions/1").text


def test_it_is_withdrawn_and_brought_back(
    app: Flask, reader: FlaskClient, author: Author, hester: int, link: str
) -> None:
    number = answered(app, hester, scheduled=True)
    assert reader.post(f"{link}/withdraw").location == link
    page = reader.get(link).text
    assert "You withdrew it, and nobody will answer it." in page
    assert "/change" not in page
    desk = author.get("/desk/questions/1?lane=all").text
    assert "The asker withdrew this" in desk
    assert ">Decline" not in desk.split("What to do with it")[1].split("</article>")[0]
    assert "Humming" in author.get("/desk?lane=all").text
    for lane in ("inbox", "drafting", "scheduled", "declined", "waiting"):
        assert "Humming" not in author.get(f"/desk?lane={lane}").text
    assert "withdrew it, so this cannot be published" in author.get(f"/desk/posts/{number}/edit").text
    assert "the asker" in author.get("/desk/log").text
    assert reader.post(f"{link}/bring-back").location == link
    assert "An answer is being written." in reader.get(link).text
    with app.app_context():
        assert db.session.get_one(Post, number).state is State.DRAFT


def test_after_seven_days_it_stays_withdrawn(
    reader: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.post(f"{link}/withdraw")
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert reader.post(f"{link}/bring-back").status_code == 409
    assert "Take it back after all" not in reader.get(link).text


def test_a_wrong_link_changes_nothing(reader: FlaskClient, link: str) -> None:
    for act in ("change", "withdraw", "bring-back"):
        assert reader.post(f"/asked/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/{act}").status_code == 404
    assert reader.get("/asked/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/change").status_code == 404


@pytest.mark.parametrize("scheduled", [True, False])
def test_what_is_published_offers_no_change(
    app: Flask, reader: FlaskClient, hester: int, link: str, scheduled: bool
) -> None:
    number = answered(app, hester, scheduled=scheduled)
    with app.app_context(), writing() as session:
        session.get_one(Post, number).publish(session.get_one(Person, hester))
    assert "Withdraw it" not in reader.get(link).text
    assert "It cannot be changed any more." in reader.get(f"{link}/change").text
    assert reader.post(f"{link}/change", data={"permission": "private"}).status_code == 409
    assert reader.post(f"{link}/withdraw").status_code == 409
