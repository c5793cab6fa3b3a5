"""The author at her desk."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.comments import Comment
from app.comments import State as CommentState
from app.db import db, writing
from app.people import SignIn
from app.posts import Post
from app.posts import State as PostState
from app.questions import Question, State
from tests.conftest import Author


@pytest.fixture
def letters(app: Flask) -> None:
    """Three questions, the youngest last."""
    with app.app_context(), writing():
        for n in (1, 2, 3):
            Question.ask(f"The letter with the number {n}.", headline=f"Letter {n}", signature="Me")


def triage(author: Author, number: int, verb: str, query: str = "", **typed: str) -> TestResponse:
    """Do VERB to the open question NUMBER."""
    return author.post(f"/desk/questions/{verb}{query}", opened=str(number), **typed)


def state(app: Flask, number: int) -> State:
    with app.app_context():
        return db.session.get_one(Question, number).state


@pytest.mark.parametrize(
    "address", ["/desk", "/desk/questions/1", "/desk/posts", "/desk/comments", "/desk/settings"]
)
def test_nobody_sees_the_desk_without_signing_in(reader: FlaskClient, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in?next=")


@pytest.mark.usefixtures("letters")
def test_the_queue_shows_what_is_new_with_its_facts(author: Author) -> None:
    page = author.get("/desk").text
    for part in ("Letter 1", "Letter 3", "“Me”", "may publish", "6 words", "0 min"):
        assert part in page


@pytest.mark.usefixtures("letters")
def test_a_move_goes_on_to_the_next_and_offers_undo(app: Flask, author: Author) -> None:
    answer = triage(author, 3, "decline")
    assert answer.location == "/desk/questions/2?lane=inbox"
    assert "“Letter 3” declined." in author.get(answer.location).text
    assert state(app, 3) is State.DECLINED
    assert author.post("/desk/undo").location == "/desk/questions/3?lane=inbox"
    assert state(app, 3) is State.NEW
    assert "undone already" in author.post("/desk/undo", deed="1").text


@pytest.mark.usefixtures("letters")
def test_the_last_of_a_lane_leads_to_the_one_before_it_and_at_the_end_to_the_list(author: Author) -> None:
    assert triage(author, 1, "queue", "?lane=new").location == "/desk/questions/2?lane=new"
    triage(author, 2, "queue", "?lane=new")
    assert triage(author, 3, "queue", "?lane=new").location == "/desk?lane=new"


@pytest.mark.usefixtures("letters")
def test_the_undo_beside_a_sentence_takes_back_what_the_sentence_says(app: Flask, author: Author) -> None:
    said = author.get(triage(author, 3, "decline").location).text
    assert 'name="deed" value="1"' in said
    triage(author, 2, "decline")
    author.post("/desk/undo", deed="1")
    assert (state(app, 3), state(app, 2)) == (State.NEW, State.DECLINED)
    triage(author, 1, "star")
    again = author.get(triage(author, 1, "star").location).text
    assert "starred." in again
    assert '<form method="post" action="/desk/undo' not in again


@pytest.mark.usefixtures("letters")
def test_tags_of_many_are_added_to_and_not_replaced(app: Flask, author: Author) -> None:
    triage(author, 1, "tag", tags="alpha")
    triage(author, 2, "tag", tags="money, old")
    author.post(
        "/desk/questions/tag", opened="2", selected=["1", "2"], tags="money, new", tags_before="money,old"
    )
    with app.app_context():
        assert db.session.get_one(Question, 1).tags == ["alpha", "money", "new"]
        assert db.session.get_one(Question, 2).tags == ["money", "new"]


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/desk/questions/decline", {"opened": "999999"}, 404),
        ("/desk/questions/group", {"opened": "999999", "selected": "1"}, 404),
        ("/desk/questions/decline", {"selected": "9" * 30}, 422),
        ("/desk/undo", {"deed": "9" * 30}, 409),
        ("/desk/questions/tag", {"selected": "1"}, 422),
        ("/desk/questions/snooze", {"opened": "1", "until": "never"}, 422),
    ],
)
def test_what_names_nothing_is_refused(
    author: Author, address: str, sent: dict[str, str], status: int
) -> None:
    assert author.post(address, **sent).status_code == status


@pytest.mark.usefixtures("letters")
def test_a_number_in_an_address_that_no_row_can_have_is_let_be(author: Author) -> None:
    for name in (
        "?behind=",
        "/log?by=",
        "/log?behind=",
        "/comments?at=",
        "/images?added=",
        "/clusters?whole=",
    ):
        assert author.get(f"/desk{name}{'9' * 23}").status_code == 200


@pytest.mark.usefixtures("letters")
def test_starred_questions_stand_first(author: Author) -> None:
    triage(author, 1, "star")
    page = author.get("/desk").text
    assert page.index("Letter 1") < page.index("Letter 3")
    assert triage(author, 1, "decline").location == "/desk/questions/3?lane=inbox"


def note(author: Author, text: str, seen: str | None = None) -> TestResponse:
    """Keep TEXT as the note on the first question, over what SEEN stands for, or what is there now."""
    return author.post("/desk/questions/1/note", note=text, seen=seen or seen_now(author))


def seen_now(author: Author) -> str:
    page = author.get("/desk/questions/1").text
    found = re.search(r'/note\?.*?name="seen" value="(\w+)"', page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.usefixtures("letters")
def test_two_who_write_a_note_do_not_overwrite_each_other(author: Author) -> None:
    seen = seen_now(author)
    note(author, "the first to press the button")
    answer = note(author, "the second", seen)
    assert answer.status_code == 409
    assert "changed in another window" in answer.text
    assert "\nthe second</textarea>" in answer.text
    assert "the first to press the button" in answer.text
    note(author, "both of us")
    assert "\nboth of us</textarea>" in author.get("/desk/questions/1").text


@pytest.mark.usefixtures("letters")
def test_a_note_is_kept(author: Author) -> None:
    note(author, "ask her about <the fence>")
    assert "ask her about &lt;the fence&gt;</textarea>" in author.get("/desk/questions/1").text


@pytest.mark.usefixtures("letters")
def test_a_move_that_cannot_be_is_refused_with_a_sentence(author: Author) -> None:
    author.post("/desk/questions/1/answer")
    answer = triage(author, 1, "decline")
    assert answer.status_code == 409
    assert "This question is drafting, so it cannot become declined." in answer.text


def save(author: Author, do: str, **typed: str) -> TestResponse:
    page = author.get("/desk/posts/1/edit").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert version
    data = {"version": version[1], "title": "On ladders", "letter": "May I?", "body": "No.", "do": do} | typed
    return author.post("/desk/posts/1/edit", page="/desk/posts/1/edit", **data)


@pytest.fixture
def draft(author: Author, letters: None) -> None:
    """A draft that answers the first letter."""
    author.post("/desk/questions/1/answer")


@pytest.mark.usefixtures("draft")
def test_the_editor_opens_with_the_letter_copied_in(author: Author) -> None:
    page = author.get("/desk/posts/1/edit").text
    assert "The letter with the number 1.</textarea>" in page
    assert 'value="Letter 1"' in page


@pytest.mark.usefixtures("draft")
def test_publishing_from_the_editor_closes_the_question(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    assert save(author, "publish", categories="Home, Work").status_code == 303
    assert state(app, 1) is State.ANSWERED
    assert "On ladders" in reader.get("/category/work").text
    save(author, "withdraw")
    assert state(app, 1) is State.DRAFTING


@pytest.mark.usefixtures("draft")
def test_a_schedule_is_meant_in_the_time_of_the_site(app: Flask, author: Author) -> None:
    author.post("/desk/settings", name="C", time_zone="America/New_York", moderation="none")
    assert save(author, "schedule", publish_at="2099-07-01T09:30").status_code == 303
    with app.app_context():
        post = db.session.get_one(Post, 1)
        assert post.publish_at is not None
        assert post.publish_at.isoformat() == "2099-07-01T13:30:00+00:00"
        assert post.state is PostState.SCHEDULED
    assert 'value="2099-07-01T09:30"' in author.get("/desk/posts/1/edit").text


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    ("do", "typed", "status", "sentence"),
    [
        ("publish", {"title": ""}, 422, "needs a title"),
        ("publish", {"body": ""}, 422, "no answer yet"),
        ("schedule", {}, 422, "which day"),
        ("schedule", {"publish_at": "2001-01-01T00:00"}, 422, "has passed"),
        (
            "schedule",
            {"publish_at": "tomorrow"},
            422,
            "That is no day and time. Write it like",
        ),
        ("save", {"title": "t" * 201}, 422, "200 characters"),
        ("save", {"version": "1000"}, 409, "another window"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_text_stays(
    author: Author, do: str, typed: dict[str, str], status: int, sentence: str
) -> None:
    answer = save(author, do, letter="My edited letter", **typed)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "My edited letter</textarea>" in answer.text


@pytest.mark.usefixtures("draft")
def test_after_a_conflict_saving_once_more_keeps_what_was_typed(author: Author) -> None:
    refused = save(author, "save", version="1000", body="Mine")
    version = re.search(r'name="version"[^>]*value="(\d+)"', refused.text)
    assert version
    assert save(author, "save", version=version[1], body="Mine").status_code == 303


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("missing", [{"title": ""}, {"body": ""}])
def test_a_published_post_cannot_be_emptied(author: Author, missing: dict[str, str]) -> None:
    save(author, "publish")
    assert save(author, "save", **missing).status_code == 422


@pytest.mark.usefixtures("draft")
def test_what_is_typed_after_the_session_ended_comes_back(app: Flask, author: Author) -> None:
    page = author.get("/desk/posts/1/edit").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    with app.app_context(), writing() as session:
        session.query(SignIn).delete()
    answer = author.client.post("/desk/posts/1/edit", data={"csrf_token": token, "body": "Hours of work"})
    assert answer.status_code == 403
    assert "Hours of work" in answer.text


@pytest.mark.usefixtures("draft")
def test_the_preview_is_what_readers_will_see(author: Author) -> None:
    page = "/desk/posts/1/edit"
    answer = author.post("/desk/posts/1/preview", page=page, title="T", letter="*L*", body="## B")
    assert "<em>L</em>" in answer.text
    assert "<h2>B</h2>" in answer.text


@pytest.fixture
def held(author: Author, draft: None, reader: FlaskClient) -> None:
    """A published post with a held comment."""
    save(author, "publish")
    path = reader.get("/").text.split('p-name" href="')[1].split('"')[0]
    reader.post(path, data={"text": "Is this on?", "name": "Kim"})


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("decision", "became"),
    [("approve", CommentState.PUBLISHED), ("spam", CommentState.SPAM), ("remove", CommentState.REMOVED)],
)
def test_a_held_comment_is_decided_and_the_decision_undone(
    app: Flask, author: Author, decision: str, became: CommentState
) -> None:
    assert "Is this on?" in author.get("/desk/comments").text
    author.post(f"/desk/comments/{decision}", one="1")
    with app.app_context():
        comment = db.session.get_one(Comment, 1)
        assert comment.state is became
        deed = str(comment.moves[0].deed_id)
    assert f'name="deed" value="{deed}"' in author.get("/desk/comments").text
    author.post("/desk/comments/undo", deed=deed)
    with app.app_context():
        assert db.session.get_one(Comment, 1).state is CommentState.HELD


def test_the_settings_are_shown_where_they_apply(author: Author, reader: FlaskClient) -> None:
    author.post(
        "/desk/settings",
        name="Dear Hester",
        tagline="Ask",
        about_source="*I* answer.",
        time_zone="UTC",
        moderation="all",
    )
    assert "Dear Hester" in reader.get("/").text
    assert "<em>I</em> answer." in reader.get("/about").text


def test_a_column_without_a_name_is_refused_and_the_rest_comes_back(author: Author) -> None:
    answer = author.post("/desk/settings", name="", tagline="Kept & here", time_zone="UTC", moderation="all")
    assert answer.status_code == 422
    assert "Kept &amp; here" in answer.text


@pytest.mark.usefixtures("letters")
def test_the_queue_asks_no_more_of_the_database_when_it_is_longer(
    app: Flask, author: Author, queries: list[str]
) -> None:
    def asked() -> int:
        queries.clear()
        author.get("/desk/questions/1")
        return len(queries)

    author.get("/desk/questions/1")
    before = asked()
    with app.app_context(), writing():
        for _ in range(10):
            Question.ask("One letter more to read.")
    assert asked() == before


def test_many_are_read_with_no_more_queries_than_few(app: Flask, author: Author, queries: list[str]) -> None:
    with app.app_context(), writing():
        for n in range(1, 61):
            Question.ask(f"The letter with the number {n}.")
    counted = []
    for chosen in (range(1, 3), range(3, 61)):
        del queries[:]
        author.post("/desk/questions/decline", selected=[str(n) for n in chosen])
        author.post("/desk/undo")
        author.get(f"/desk/questions/{chosen[0]}")
        counted.append(sum(query.startswith("SELECT") for query in queries))
    assert counted[1] <= counted[0] + 2
