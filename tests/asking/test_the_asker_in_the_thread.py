"""Whoever asked speaks in the thread as the asker: through their private link, and only there."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.comments import Comment, State, moving
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post, threads
from app.site import Moderation, Site
from app.text import for_reader
from tests.asking.conftest import Asked, answered, answered_together

WORDS = "It was the fridge, after all."


def say(reader: FlaskClient, asked: Asked, words: str = WORDS, **more: str) -> str:
    """Say WORDS as the asker; the address of what became of them."""
    answer = reader.post(asked.thread, data={"text": words, **more})
    assert answer.status_code == 303, answer.text
    return answer.location


def said(number: int = 1) -> Comment:
    db.session.rollback()
    return db.session.get_one(Comment, number)


def one_by_another(asked: Asked, words: str = "Have you asked them?", name: str = "Kim") -> int:
    """A published comment by somebody else."""
    with writing() as session:
        post = session.get_one(Post, asked.post)
        comment, _ = Comment.write(post, for_reader(words), name=name, state=State.PUBLISHED)
        session.flush()
        return comment.id


@pytest.mark.usefixtures("hold_none")
def test_the_asker_comments_under_the_sign_off_with_a_badge(reader: FlaskClient, asked: Asked) -> None:
    assert f'href="{asked.thread}"' in reader.get(asked.link).text
    assert "You write as <b" in reader.get(asked.thread).text
    say(reader, asked)
    page = reader.get(asked.path).text
    assert '<b class="p-author" dir="auto">Hummed out</b> <mark class="asker">Asker</mark>' in page
    assert "fridge" in page
    assert asked.token not in page


@pytest.mark.usefixtures("hold_none")
def test_of_who_wrote_it_nothing_is_kept_but_the_question(reader: FlaskClient, asked: Asked) -> None:
    decoys = {"name": "Me", "email": "me@x.example", "website": "x", "seconds": "0"}
    say(reader, asked, **decoys)
    comment = said()
    assert (comment.name, comment.email, comment.place, comment.person_id) == ("Hummed out", "", "", None)
    assert (comment.token_hash, comment.question_id, comment.score) == (None, asked.question, 0)


@pytest.mark.usefixtures("hold_none")
def test_replies_stay_behind_the_private_link(reader: FlaskClient, asked: Asked) -> None:
    number = one_by_another(asked)
    page = reader.get(asked.thread).text
    assert f'href="{asked.thread}/reply/{number}"' in page
    assert "/comments/" not in page
    assert "Have you asked them?" in reader.get(f"{asked.thread}/reply/{number}").text
    answer = reader.post(f"{asked.thread}/reply/{number}", data={"text": WORDS})
    assert answer.location == f"{asked.thread}/{number + 1}"
    assert "Your comment is posted" in reader.get(answer.location).text
    assert said(number + 1).parent_id == number


def test_what_is_held_shows_to_the_asker_alone(reader: FlaskClient, asked: Asked) -> None:
    page = reader.get(say(reader, asked)).text
    assert "Your comment is held" in page
    assert "Held: only you see this" in page
    assert "Held: only you see this" in reader.get(asked.thread).text
    assert "fridge" in reader.get(asked.thread).text
    assert "fridge" not in reader.get(asked.path).text
    assert "No comments" in reader.get(asked.thread).text


def test_an_asker_who_was_approved_once_is_no_newcomer_under_that_question(
    reader: FlaskClient, asked: Asked, hester: int
) -> None:
    say(reader, asked)
    with writing() as session:
        session.get_one(Comment, 1).approve(session.get_one(Person, hester))
    say(reader, asked, "And the fridge hums on.")
    other = answered(hester, headline="Whistling")
    say(reader, other, "It was the kettle.")
    assert [said(n).state for n in (1, 2, 3)] == [State.PUBLISHED, State.PUBLISHED, State.HELD]


def test_where_all_wait_the_asker_waits(reader: FlaskClient, asked: Asked) -> None:
    with writing():
        Site.current().moderation = Moderation.ALL
    say(reader, asked)
    assert said().reasons == "Every comment waits to be read here."


def test_an_asker_is_judged_by_the_text(reader: FlaskClient, asked: Asked) -> None:
    links = " ".join(f"https://{n}.example/" for n in range(9))
    say(reader, asked, f"Buy {links}")
    assert "Links to 9 places." in said().reasons


@pytest.mark.parametrize("name", ["Hummed out", "hummed  OUT", "Hummed out (really)"])
def test_the_alias_is_reserved_below_that_post_alone(
    reader: FlaskClient, asked: Asked, hester: int, name: str
) -> None:
    answer = reader.post(asked.path, data={"text": "It is me", "name": name})
    assert answer.status_code == 422
    assert "take you for the one who asked" in answer.text
    elsewhere = answered(hester, signature="Somebody else", headline="Whistling")
    assert reader.post(elsewhere.path, data={"text": "It is me", "name": name}).status_code == 303


@pytest.mark.parametrize("name", ["Asker", "the asker", "Аsker", "Asker 2", "Kim, Asker"])
def test_the_badge_is_reserved_everywhere(reader: FlaskClient, asked: Asked, name: str) -> None:
    answer = reader.post(asked.path, data={"text": "It is me", "name": name})
    assert answer.status_code == 422
    assert "badge of the one who asked" in answer.text


@pytest.mark.parametrize("name", ["Tasker", "Basker Ville", "Out", "Asked"])
def test_other_names_are_free(reader: FlaskClient, asked: Asked, name: str) -> None:
    assert reader.post(asked.path, data={"text": "It is me", "name": name}).status_code == 303


@pytest.mark.usefixtures("hold_none")
@pytest.mark.parametrize("signature", ["", "Anonymous", "anonymous."])
def test_whoever_signed_with_no_name_is_the_asker_and_others_may_go_without_one(
    reader: FlaskClient, context: None, hester: int, signature: str
) -> None:
    asked = answered(hester, signature=signature)
    say(reader, asked)
    assert said().name == "The asker"
    assert reader.post(asked.path, data={"text": "Me too."}).status_code == 303


@pytest.mark.usefixtures("hold_none")
def test_in_a_round_up_each_part_has_its_asker(reader: FlaskClient, context: None, hester: int) -> None:
    first, second = answered_together(hester, Kind.ROUND_UP, "Hummed out", "Deaf by now")
    assert re.search(
        '<option[^>]* value="2"[^>]* selected|<option selected value="2"', reader.get(second.thread).text
    )
    say(reader, second, part="2")
    say(reader, first, part="")
    assert [(said(n).name, said(n).part_id) for n in (1, 2)] == [("Deaf by now", 2), ("Hummed out", None)]
    assert reader.get(first.path).text.count('<mark class="asker">') == 2
    assert reader.post(first.path, data={"text": "x", "name": "Deaf by now"}).status_code == 422


@pytest.mark.usefixtures("hold_none")
def test_several_whose_letters_were_answered_as_one_are_numbered_as_they_speak(
    reader: FlaskClient, context: None, hester: int
) -> None:
    first, second, third = answered_together(hester, Kind.ANSWER, "Hummed out", "Deaf by now", "")
    for asked in (third, first, third):
        say(reader, asked, f"{WORDS} {asked.question}")
    assert [said(n).name for n in (1, 2, 3)] == ["Asker 1", "Asker 2", "Asker 1"]
    assert "Asker 3" in reader.get(second.thread).text


@pytest.mark.usefixtures("hold_none")
def test_a_letter_that_is_signed_otherwise_renames_its_asker(reader: FlaskClient, asked: Asked) -> None:
    say(reader, asked)
    one_by_another(asked, name="Kim")
    assert "Hummed out</b>" in reader.get(asked.path).text
    with writing() as session:
        session.get_one(Post, asked.post).signature = "Tired in Leeds"
    page = reader.get(asked.path).text
    assert "Hummed out" not in page
    assert "Tired in Leeds</b> <mark" in page
    assert reader.post(asked.path, data={"text": "x", "name": "Hummed out"}).status_code == 303


@pytest.mark.usefixtures("hold_none")
def test_below_another_post_the_asker_of_this_one_has_no_badge(
    reader: FlaskClient, asked: Asked, hester: int
) -> None:
    other = answered(hester, headline="Whistling")
    say(reader, asked)
    with writing() as session:
        moving.move(
            session.get_one(Comment, 1), session.get_one(Post, other.post), session.get_one(Person, hester)
        )
    assert "fridge" in reader.get(other.path).text
    assert "Asker" not in reader.get(other.path).text


def test_a_closed_thread_takes_nothing_from_the_asker_either(
    reader: FlaskClient, asked: Asked, hester: int
) -> None:
    with writing() as session:
        threads.close(session.get_one(Post, asked.post), session.get_one(Person, hester))
    assert "Comments are closed." in reader.get(asked.thread).text
    answer = reader.post(asked.thread, data={"text": WORDS})
    assert answer.status_code == 422
    assert WORDS in answer.text


@pytest.mark.usefixtures("hold_none")
def test_a_slow_thread_counts_the_asker_by_the_question(
    reader: FlaskClient, asked: Asked, hester: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as session:
        threads.slow_down(session.get_one(Post, asked.post), 10, session.get_one(Person, hester))
    say(reader, asked)
    assert reader.post(asked.thread, data={"text": "And more."}).status_code == 429
    assert reader.post(asked.path, data={"text": "I am another.", "name": "Kim"}).status_code == 303
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=11))
    say(reader, asked, "And more.")


def test_too_many_at_once_are_refused_with_the_text_kept(reader: FlaskClient, asked: Asked) -> None:
    for n in range(20):
        say(reader, asked, f"Hum {n}")
    answer = reader.post(asked.thread, data={"text": "One more"})
    assert answer.status_code == 429
    assert "One more" in answer.text


def test_while_the_post_is_not_published_there_is_no_thread(
    reader: FlaskClient, asked: Asked, hester: int
) -> None:
    with writing() as session:
        session.get_one(Post, asked.post).withdraw(session.get_one(Person, hester))
    assert reader.get(asked.thread).location == asked.link
    assert reader.post(asked.thread, data={"text": WORDS}).status_code == 404
    assert asked.thread not in reader.get(asked.link).text


def test_nobody_sees_what_became_of_the_comments_of_others(
    reader: FlaskClient, asked: Asked, hester: int
) -> None:
    number = one_by_another(asked)
    other = answered(hester, headline="Whistling")
    say(reader, other)
    for n in (number, number + 1, 99):
        assert reader.get(f"{asked.thread}/{n}").status_code == 404
    assert reader.get(f"{asked.thread}/reply/{number + 1}").status_code == 404
    assert reader.get("/asked/wrong/thread").status_code == 404


@pytest.mark.usefixtures("hold_none")
def test_the_name_of_an_asker_ties_them_to_nobody_at_the_desk(
    reader: FlaskClient, asked: Asked, hester: int, author: object
) -> None:
    other = answered(hester, signature="Else", headline="Whistling")
    say(reader, asked)
    one_by_another(other, name="Hummed out")
    get = author.get  # type: ignore[attr-defined]
    assert get("/desk/writers/1").status_code == 404
    assert "1 published" in get("/desk/writers/2").text
    assert get("/desk/comments/1/like/writer").status_code == 409
    assert "fridge" not in get("/desk/comments/2/like/writer").text
    page = get("/desk/comments?lane=all").text
    assert "By the one who asked" in page
    assert '<mark class="asker">Asker</mark>' in page
    assert f"/desk/questions/{asked.question}" not in page


@pytest.mark.usefixtures("hold_none")
def test_a_block_by_name_does_not_reach_the_asker(
    app: Flask, reader: FlaskClient, asked: Asked, author: object, hester: int
) -> None:
    other = answered(hester, signature="Else", headline="Whistling")
    one_by_another(other, name="Hummed out")
    author.post("/desk/writers/1/block/name", page="/desk/writers/1")  # type: ignore[attr-defined]
    say(reader, asked)
    assert said(2).state is State.PUBLISHED
    assert db.session.scalars(select(Comment.question_id).order_by(Comment.id)).all() == [
        None,
        asked.question,
    ]
