"""Whether a question has been answered already, and the letters that are spared by it."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import text
from app.db import db, writing
from app.people import Person
from app.posts import Post
from app.posts.sparing import Spared, note_spared, spared_since
from app.questions import Question
from app.site import today
from app.web import limits
from tests.conftest import Author

LADDER = "My neighbour borrows my ladder every spring, and every autumn I have to fetch it back from him."
CAT = "The cat from next door sleeps on my bed by day, and I have begun to buy it fish on Fridays."


@pytest.fixture
def answers(app: Flask, hester: int) -> list[int]:
    """The numbers of two published posts, about a ladder and about a cat."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        posts = [published(letter, title, by) for letter, title in ((LADDER, "Ladders"), (CAT, "The cat"))]
        session.flush()
        return [post.id for post in posts]


def published(letter: str, title: str, by: Person) -> Post:
    post = Post.answering(Question.ask(letter)[0], by)
    db.session.flush()
    post.revise(title, text.for_reader(letter), "", text.for_author("Ask."), [])
    post.publish(by)
    return post


def check(reader: FlaskClient, letter: str, **more: str) -> str:
    answer = reader.post("/ask/check", data={"letter": letter} | more)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.text


@pytest.mark.usefixtures("answers")
def test_answers_about_the_same_are_shown_below_the_text(reader: FlaskClient) -> None:
    page = check(reader, f"{LADDER} What do I do?", headline="A ladder & I", not_before="soon")
    assert "An earlier answer may be about the same." in page
    assert ">Ladders <small>in a new tab</small></a>" in page
    assert 'target="_blank"' in page
    assert "The cat" not in page
    assert page.index("</textarea>") < page.index("Ladders")
    assert 'value="A ladder &amp; I"' in page
    assert 'value="soon"' in page
    assert "not sent yet" not in page


@pytest.mark.usefixtures("answers")
def test_what_nothing_was_said_about_finds_nothing(reader: FlaskClient) -> None:
    page = check(reader, "Which tomatoes grow well in pots on a windy balcony that gets sun before noon?")
    assert "No earlier answer was found" in page
    assert "This answered it" not in page


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize("letter", ["", "ladder", "ladder " * 40, "My neighbour has my ladder."])
def test_a_text_that_says_too_little_is_not_looked_up(reader: FlaskClient, letter: str) -> None:
    assert "Write a few sentences first" in check(reader, letter)


def test_looking_keeps_nothing_but_how_often(
    app: Flask, reader: FlaskClient, answers: list[int], queries: list[str]
) -> None:
    check(reader, LADDER)
    written = [each for each in queries if each.split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert all(" counter" in each for each in written)
    assert len([each for each in queries if each.startswith("SELECT")]) < 25


@pytest.mark.usefixtures("answers")
def test_whoever_looks_too_often_is_shown_nothing_and_refused_nothing(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LOOK", limits.RateLimitItemPerMinute(2, namespace="look"))
    assert "Ladders" in check(reader, LADDER)
    assert "Ladders" in check(reader, LADDER)
    page = check(reader, LADDER)
    assert "cannot be looked for just now" in page
    assert "Ladders" not in page
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert "Ladders" in reader.post("/ask/check", data={"letter": LADDER}, environ_base=elsewhere).text


def test_a_letter_that_an_answer_spared_is_thanked_for_and_counted(
    app: Flask, reader: FlaskClient, answers: list[int]
) -> None:
    sent = reader.post("/ask/helped", data={"post": str(answers[0]), "letter": "Not to be kept."})
    assert (sent.status_code, sent.location) == (303, f"/ask/helped/{answers[0]}")
    page = reader.get(sent.location).text
    assert "Your letter was not sent" in page
    assert ">Ladders</a>" in page
    with app.app_context():
        rows = db.session.query(Spared).all()
        assert [(row.post_id, row.day, row.letters) for row in rows] == [(answers[0], today(), 1)]


def test_nobody_can_pump_the_count(app: Flask, reader: FlaskClient, answers: list[int]) -> None:
    for number in answers * 4:
        assert reader.post("/ask/helped", data={"post": str(number)}).status_code == 303
    assert reader.post(
        "/ask/helped", data={"post": str(answers[0])}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    with app.app_context():
        assert spared_since(today()).letters == 3


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "999", "99999999999999999999"])
def test_a_post_that_is_not_there_helped_nobody(
    app: Flask, reader: FlaskClient, answers: list[int], number: str
) -> None:
    assert reader.post("/ask/helped", data={"post": number}).status_code == 404
    with app.app_context():
        assert spared_since(today()).letters == 0


def test_a_draft_helped_nobody_and_is_not_named(app: Flask, reader: FlaskClient, answers: list[int]) -> None:
    with app.app_context(), writing() as session:
        post = session.get_one(Post, answers[0])
        post.withdraw(post.author)
    assert reader.post("/ask/helped", data={"post": str(answers[0])}).status_code == 404
    assert reader.get(f"/ask/helped/{answers[0]}").status_code == 404


def test_the_desk_sees_how_many_and_which_posts_helped_most(author: Author, answers: list[int]) -> None:
    with author.client.application.app_context():
        assert "Letters not sent" in author.get("/desk/overview").text
        with writing():
            for number, days in ((answers[0], 0), (answers[0], 3), (answers[1], 0), (answers[1], 400)):
                note_spared(number, today() - timedelta(days=days))
        assert [(post.title, n) for post, n in spared_since(today() - timedelta(days=9)).posts] == [
            ("Ladders", 2),
            ("The cat", 1),
        ]
        page = author.get("/desk/overview").text
        spared = page.split('id="spared"')[1]
        assert "3 letters" in spared
        assert spared.index("Ladders") < spared.index("The cat")


def test_whoever_is_signed_in_may_try_it(author: Author, answers: list[int]) -> None:
    page = author.get("/ask").text
    assert page.count('name="csrf_token"') == 2
    sent = author.post("/ask", "/ask", letter=LADDER)
    assert sent.status_code == 303
    assert "Ladders" in author.post("/ask/check", "/ask", letter=LADDER).text
