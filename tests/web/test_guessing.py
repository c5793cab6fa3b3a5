"""A right link always opens, and wrong ones are slowed without telling anything."""

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.errors import StorageError
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app import clock
from app.comments import Comment, State
from app.db import db, writing
from app.people import Invitation, Person, Role
from app.people.addresses import NewAddress
from app.people.resets import Reset
from app.posts import Post
from app.questions import Question
from app.questions.by_mail import CONFIRM, STOP
from app.text import for_author, for_reader
from app.web import guessing, limits
from app.web.counters import Counter

HERE, THERE = "192.0.2.1", "198.51.100.7"
MOST = 30


@pytest.fixture
def asked(app: Flask) -> str:
    """The private page of a question."""
    guessing.init_app(app)
    with app.app_context(), writing():
        _, token = Question.ask("May I have my ladder back?")
    return f"/asked/{token}"


def get(client: FlaskClient, address: str, place: str = HERE) -> TestResponse:
    return client.get(address, environ_base={"REMOTE_ADDR": place})


def wrong() -> str:
    return f"/asked/{secrets.token_urlsafe(24)}"


@pytest.mark.usefixtures("counted")
def test_ten_thousand_wrong_links_are_slowed_and_the_right_one_opens_throughout(
    request: pytest.FixtureRequest, app: Flask, reader: FlaskClient, asked: str
) -> None:
    where = request.node.callspec.id
    seen, many = [], 10_000 if where in {"database-sqlite", "redis-postgresql"} else 1_000
    for n in range(many):
        answer = get(reader, wrong())
        seen.append((answer.status_code, answer.data))
        if n % 500 == 29:
            assert get(reader, asked).status_code == 200
    assert [status for status, _ in seen] == [404] * MOST + [429] * (many - MOST)
    assert len(set(seen)) == 2
    assert get(reader, asked).status_code == 200
    assert int(answer.headers["Retry-After"]) in range(1, 601)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Counter)) <= 1


def test_a_wrong_one_costs_one_look_by_its_hash_once_it_is_slowed(
    reader: FlaskClient, asked: str, queries: list[str]
) -> None:
    for _ in range(MOST + 1):
        get(reader, wrong())
    queries.clear()
    get(reader, wrong())
    (only,) = (query for query in queries if query != "BEGIN")
    assert only.startswith("SELECT")
    assert "WHERE question.token_hash =" in only


def test_another_process_need_not_write_to_know_it(
    app: Flask, reader: FlaskClient, asked: str, queries: list[str]
) -> None:
    for _ in range(MOST + 1):
        get(reader, wrong())
    guessing.init_app(app)
    queries.clear()
    assert get(reader, wrong()).status_code == 429
    assert not any(query.startswith(("INSERT", "UPDATE", "DELETE")) for query in queries)


def test_it_is_forgotten_after_ten_minutes(
    reader: FlaskClient, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(MOST + 1):
        answer = get(reader, wrong())
    assert answer.status_code == 429
    later = clock.now() + timedelta(seconds=int(answer.headers["Retry-After"]) + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert get(reader, wrong()).status_code == 404


def test_others_are_not_slowed_but_a_whole_network_is(reader: FlaskClient, asked: str) -> None:
    for n in range(MOST + 1):
        get(reader, wrong(), f"2001:db8:1:2::{n:x}")
    assert get(reader, wrong(), "2001:db8:1:2:ffff::1").status_code == 429
    assert get(reader, wrong(), "2001:db8:1:3::1").status_code == 404
    assert get(reader, wrong(), THERE).status_code == 404


def test_guessing_from_everywhere_at_once_fills_no_table(
    app: Flask, reader: FlaskClient, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now().replace(second=20)
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(guessing, "MOST_A_MINUTE", 20)
    monkeypatch.setattr(guessing, "MOST_PLACES", 8)
    statuses = [get(reader, wrong(), f"10.0.{n}.1").status_code for n in range(60)]
    assert statuses == [404] * 20 + [429] * 40
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Counter)) == 20
    assert get(reader, asked).status_code == 200
    later = clock.now() + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert get(reader, wrong()).status_code == 404


def test_what_is_remembered_of_places_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "MOST_PLACES", 3)
    slowed = guessing.Slowed()
    for n in range(9):
        slowed.add(f"{n}", until=100.0 + n, now=50.0)
    assert [n for n in range(9) if slowed.until(f"{n}", 50.0)] == [6, 7, 8]
    slowed.add("new", until=300.0, now=107.5)
    assert [n for n in range(9) if slowed.until(f"{n}", 50.0)] == [8]


def test_no_network_address_is_kept(app: Flask, reader: FlaskClient, asked: str) -> None:
    get(reader, wrong())
    with app.app_context():
        (key,) = db.session.scalars(select(Counter.key))
    assert HERE not in key


def test_where_nothing_can_be_counted_nobody_has_to_wait(
    reader: FlaskClient, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> bool:
        raise StorageError(ConnectionError())

    monkeypatch.setattr(limits.FixedWindowRateLimiter, "test", gone)
    assert {get(reader, wrong()).status_code for _ in range(MOST + 2)} == {404}
    assert get(reader, asked).status_code == 200


@pytest.fixture
def doors(app: Flask, hester: int) -> dict[str, str]:
    """Every kind of secret address that a reader or somebody of the desk may have."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        question, asked = Question.ask("May I have my ladder back?", email="a@b.example")
        session.flush()
        post = Post.answering(question, by)
        post.revise("Ladders", for_reader("May I?"), "", for_author("Yes."), None)
        post.publish(by)
        _, mine = Comment.write(post, for_reader("Well."), state=State.PUBLISHED)
        return {
            "/asked/": asked,
            "/comments/mine/": mine,
            "/mail/confirm/": question._token(CONFIRM),
            "/mail/stop/": question._token(STOP),
            "/join/": Invitation.send(by, Role.AUTHOR),
            "/sign-in/reset/": Reset.for_person(by),
            "/sign-in/address/": NewAddress.keep(NewAddress(person_id=by.id, email="new@b.example")),
        }


def near(token: str) -> list[str]:
    """TOKEN with one thing wrong about it."""
    first, last = ("A" if token[at] != "A" else "B" for at in (0, -1))
    return [token[:-1], token + "A", token[:-1] + last, first + token[1:], token.swapcase(), "A", "%20", "é"]


def test_every_secret_address_is_guarded_alike(
    app: Flask, reader: FlaskClient, doors: dict[str, str]
) -> None:
    for door, token in doors.items():
        guessing.init_app(app)
        with app.app_context():
            app.extensions["limiter"].storage.reset()
        answers = [get(reader, f"{door}{each}") for each in near(token)]
        assert len({(answer.status_code, answer.data) for answer in answers}) == 1, door
        assert answers[0].status_code == 404
        while answers[-1].status_code == 404 and len(answers) < 100:
            answers.append(get(reader, f"{door}{token[:-1]}"))
        assert (answers[-1].status_code, len(answers)) == (429, MOST + 1), door
        assert answers[-1].data == get(reader, f"{door}nothing").data
        assert get(reader, f"{door}{token}").status_code == 200, door


def test_a_form_to_a_wrong_link_is_counted_and_what_was_typed_is_shown(
    reader: FlaskClient, asked: str
) -> None:
    send: Callable[[], TestResponse] = lambda: reader.post(  # noqa: E731
        f"{wrong()}/reply", data={"reply": "Three <metres>."}, environ_base={"REMOTE_ADDR": HERE}
    )
    answers = [send() for _ in range(MOST + 1)]
    assert [each.status_code for each in answers] == [404] * MOST + [429]
    assert "Three &lt;metres&gt;." in answers[-1].text


def test_a_refused_guess_stands_in_no_log(
    reader: FlaskClient, asked: str, caplog: pytest.LogCaptureFixture
) -> None:
    address = wrong()
    for _ in range(MOST + 1):
        get(reader, address)
    get(reader, asked)
    assert address not in caplog.text
    assert asked not in caplog.text
