"""One person asks, speaks as the asker, and speaks under another name: nothing anywhere ties the two."""

import logging
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.comments import Comment, State, askers
from app.db import Base, db, writing
from app.people import Person, Role
from app.posts import Post
from app.questions import Question
from app.text import for_author
from app.web import limits, places, tokens
from tests.conftest import PASSWORD

NUMBER = 7919
EMAIL, NEWS = "quillon@zebrafish.example", "The bassoonist has moved out."
ASKED, TOLD = "It was the fridge all along, said the xylophonist.", "And it hums in B flat."
OTHER, OTHER_EMAIL = "Marguerite", "marguerite@readers.example"
ELSEWHERE = "I had a ladder like that, and a goat.", "What an odd letter, I must say."
HERE = "203.0.113.77"
ALIKE = {"state", "format", "reasons", "lesson", "kind", "role", "about"}
"""Columns in which many rows say the same."""


class Life(NamedTuple):
    """What one person left here."""

    token: str
    update: str
    thread: str
    paths: tuple[str, str]

    @property
    def secrets(self) -> set[str]:
        """What nobody may see anywhere."""
        both = {self.token, self.update}
        return both | set(map(tokens.hashed, both)) | {"/asked/"}


@pytest.fixture
def person(app: Flask) -> FlaskClient:
    """The browser of that one person, at one place."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = HERE
    return client


@pytest.fixture
def life(app: Flask, hester: int, person: FlaskClient, hold_none: None) -> Life:
    """A question, its answer, a talk below it, an update; and two comments under another name."""
    sent = {"letter": "My flatmate hums all day, and plays.", "signature": "Hummed out", "email": EMAIL}
    token = person.post("/ask", data={**sent, "permission": "publish"}).location.split("/")[-1]
    with app.app_context():
        post, other = _answer(hester), _other_post(hester)
    thread = f"/asked/{token}/thread"
    for path, words in zip((other, post), ELSEWHERE, strict=True):
        data = {"text": words, "name": OTHER, "email": OTHER_EMAIL, "seconds": "30"}
        assert person.post(path, data=data).status_code == 303
    assert person.post(thread, data={"text": ASKED}).status_code == 303
    assert person.post(f"{thread}/reply/2", data={"text": TOLD}).status_code == 303
    assert person.post(f"/asked/{token}/update", data={"update": NEWS}).status_code == 303
    with app.app_context():
        with writing() as session:
            session.get_one(Comment, 4).hold(session.get_one(Person, hester), "Let me look at it.")
        update = next(iter(_update_tokens(token)))
    return Life(token, update, thread, (post, other))


def _answer(hester: int) -> str:
    """Give the only question there is a number that stands out, and publish its answer; the address."""
    with writing() as session:
        question = session.scalars(select(Question)).one()
        question.id = NUMBER
    with writing() as session:
        by = session.get_one(Person, hester)
        post = Post.answering(session.get_one(Question, NUMBER), by)
        post.title = "Humming"
        post.body_source, post.body_html, _ = for_author("Hum along.")
        post.publish(by)
        return f"/{post.path}"


def _other_post(hester: int) -> str:
    with writing() as session:
        by = session.get_one(Person, hester)
        question, _ = Question.ask("A letter of somebody else, about a ladder.", headline="Ladders")
        session.flush()
        post = Post.answering(question, by)
        post.body_source, post.body_html, _ = for_author("Climb.")
        post.publish(by)
        return f"/{post.path}"


def _update_tokens(token: str) -> Iterator[str]:
    """The token of the update, worked out as only whoever has TOKEN can."""
    hashes = set(db.session.scalars(select(Question.token_hash).where(Question.update_to_id.is_not(None))))
    derived = (tokens.derived(token, f"update {n}") for n in range(1, 11))
    return (each for each in derived if tokens.hashed(each) in hashes)


def pages(app: Flask, client: FlaskClient, prefixes: tuple[str, ...]) -> dict[str, TestResponse]:
    """What CLIENT gets of every page there is in the rooms that PREFIXES name."""
    with app.app_context():
        paths = [post.path for post in db.session.scalars(select(Post))]
        known = {
            "path": paths,
            "number": [1, 2, 3, 4, NUMBER, NUMBER + 1, NUMBER + 2],
            "trait": ["writer", "text"],
            "anchor": ["none"],
            "slug": ["none"],
            "name": ["none"],
        }
    routes = app.url_map.bind("127.0.0.1")
    answers = {}
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith(prefixes) or "GET" not in (rule.methods or ()):
            continue
        wanted = sorted(rule.arguments - set(rule.defaults or {}))
        for values in product(*(known.get(name, []) for name in wanted)):
            address = routes.build(rule.endpoint, dict(zip(wanted, values, strict=True)))
            answers[address] = client.get(address)
    return answers


def whole(answer: TestResponse) -> str:
    """All of ANSWER: headers and text."""
    return f"{answer.status}\n{answer.headers}\n{answer.get_data(as_text=True)}"


def signed_in(app: Flask, role: Role) -> FlaskClient:
    """Somebody with ROLE at the desk."""
    with app.app_context(), writing() as session:
        session.add(Person.named(f"A {role}", f"{role}@column.example", PASSWORD, role))
    client = app.test_client()
    client.post("/sign-in", data={"email": f"{role}@column.example", "password": PASSWORD})
    return client


def test_no_public_page_says_who_asked(app: Flask, person: FlaskClient, life: Life) -> None:
    answers = pages(app, app.test_client(), ("reading.", "asking.ask", "feeds.", "search."))
    assert {path for path in life.paths if ASKED in answers[path].text} == {life.paths[0]}
    for address, answer in answers.items():
        shown = whole(answer)
        for secret in {EMAIL, OTHER_EMAIL, str(NUMBER), HERE, *life.secrets}:
            assert secret not in shown.replace(address, ""), (address, secret)
        assert "Set-Cookie" not in answer.headers, address


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AUTHOR, Role.OWNER])
def test_no_page_of_the_desk_ties_the_asker_to_another_name(app: Flask, life: Life, role: Role) -> None:
    answers = pages(app, signed_in(app, role), ("desk.", "reading."))
    shown = {address: whole(answer) for address, answer in answers.items() if answer.status_code == 200}
    assert {"/desk/comments", "/desk/log", "/desk/writers/1"} <= set(shown)
    of_letters = [address for address in shown if NEWS in shown[address] or EMAIL in shown[address]]
    assert bool(of_letters) is (role is not Role.MODERATOR)
    for address, text in shown.items():
        for secret in life.secrets | {HERE}:
            assert secret not in text, (address, secret)
        if role is Role.MODERATOR or "/comments" in address or "/writers" in address:
            assert EMAIL not in text, address
            assert str(NUMBER) not in text, address
        if address in of_letters or "/questions/" in address:
            assert OTHER not in text, address


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.OWNER])
def test_the_desk_knows_the_asker_again_by_nothing(app: Flask, life: Life, role: Role) -> None:
    client = signed_in(app, role)
    for number in (1, 2):
        for address in (f"/desk/writers/{number}", f"/desk/comments/{number}/like/writer"):
            assert ELSEWHERE[0] in client.get(address).text
            assert ASKED not in client.get(address).text
    for number in (3, 4):
        assert client.get(f"/desk/writers/{number}").status_code == 404
        assert client.get(f"/desk/comments/{number}/like/writer").status_code == 409
    assert OTHER not in client.get("/desk/comments?words=xylophonist").text


def test_no_row_ties_them(app: Flask, life: Life) -> None:
    rows = [(table, row) for table in Base.metadata.sorted_tables for row in _rows(app, table.name)]
    for table, row in rows:
        written = str(row)
        for secret in (life.token, life.update, HERE):
            assert secret not in written, table.name
        if EMAIL in written:
            assert table.name in {"question", "message"}
    said = [row for table, row in rows if table.name == "comment"]
    theirs = [row for row in said if row["question_id"] == NUMBER]
    others = [row for row in said if row["name"] == OTHER]
    assert (len(theirs), len(others)) == (2, 2)
    for row in theirs:
        assert {row[name] for name in ("email", "place", "token_hash", "person_id")} == {"", None}
        assert row["name"] == "Hummed out"
    assert all(row["place"] and row["email"] and row["question_id"] is None for row in others)
    asked = [row for table, row in rows if table.name in {"question", "message", "question_change"}]
    assert _words(theirs + asked) & _words(others) == set()


def _rows(app: Flask, table: str) -> list[dict[str, object]]:
    with app.app_context():
        return [dict(row) for row in db.session.execute(select(Base.metadata.tables[table])).mappings()]


def _words(rows: list[dict[str, object]]) -> set[str]:
    """All that stands in ROWS and could tell one person from another."""
    values = ((name, value) for row in rows for name, value in row.items())
    return {value for name, value in values if isinstance(value, str) and value and name not in ALIKE}


def test_what_is_counted_is_counted_by_the_question(app: Flask, life: Life) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": HERE}):
        place = {limits.here(), places.place_here()}
        counted = [str(row["key"]) for row in _rows(app, "counter")]
    ours = [key for key in counted if "asker" in key or "update" in key]
    assert len(ours) == 2
    assert not [key for key in ours if any(each in key for each in place) or str(NUMBER) in key]


def test_no_page_behind_the_link_is_kept_or_told_to_anybody(
    app: Flask, person: FlaskClient, life: Life, tmp_path: Path
) -> None:
    link = f"/asked/{life.token}"
    answers = [
        person.get(address)
        for address in (link, life.thread, f"{life.thread}/3", f"{life.thread}/reply/2", f"{link}/update")
    ]
    answers += [
        person.get(address) for address in (f"/asked/{life.update}", "/asked/wrong", f"{link}/nowhere")
    ]
    answers += [person.get(f"{life.thread}/99"), person.get(f"/asked/{life.update}/update")]
    answers += [person.post(life.thread, data={"text": words}) for words in ("", "Once more.")]
    answers += [person.post(f"{link}/update", data={"update": ""}), person.post(f"{link}/reply", data={})]
    assert {answer.status_code for answer in answers} == {200, 303, 404, 422}
    for answer in answers:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in answer.headers
        assert "ETag" not in answer.headers
    for path in [link, life.thread, f"{life.thread}/3", f"{link}/update"]:
        assert app.wsgi_app.shelf.get(path) is None  # type: ignore[attr-defined]
    laid = [file for file in tmp_path.rglob("*") if file.is_file() and "sqlite" not in file.name]
    assert not [file for file in laid if life.token in str(file) or life.token.encode() in file.read_bytes()]


def test_nothing_is_filled_in_where_the_asker_writes(person: FlaskClient, life: Life) -> None:
    form = person.get(life.thread).text.split("<form", 1)[1]
    for word in ('name="name"', 'name="email"', 'name="website"', "autocomplete", OTHER_EMAIL, EMAIL):
        assert word not in form
    assert 'data-keeps="nothing"' in person.get(life.thread).text


def test_the_address_stands_in_no_log(
    app: Flask,
    person: FlaskClient,
    life: Life,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(question: Question) -> None:
        raise RuntimeError("a bug")

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(askers, "answer_to", broken)
    monkeypatch.setattr(app, "testing", False)
    answer = person.get(life.thread)
    assert answer.status_code == 500
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "a bug" in caplog.text
    assert life.token not in caplog.text


def test_what_is_held_of_the_asker_is_on_no_public_page(app: Flask, life: Life) -> None:
    held = [row for row in _rows(app, "comment") if row["state"] == State.HELD]
    assert [row["source"] for row in held] == [TOLD]
    assert not [
        address
        for address, answer in pages(app, app.test_client(), ("reading.",)).items()
        if TOLD in answer.text
    ]
