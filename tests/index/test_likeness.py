"""Finding the rows that say what a text says."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import index
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post
from app.posts.finding import similar_answers
from app.questions import Question
from app.questions.finding import similar_to
from app.text import for_author, for_reader
from bench.similar import fill, halved

pytestmark = pytest.mark.usefixtures("context")

LADDER = "My neighbour borrows my ladder and keeps it for weeks. I need it for the gutters."
AGAIN = "The neighbour has my ladder yet again, and the gutters are full."
CHOIR = "Our choir has two sopranos who will not stand beside each other. I am the conductor."


def asked(*letters: str) -> list[Question]:
    with writing():
        return [Question.ask(letter)[0] for letter in letters]


def test_a_letter_that_says_nearly_the_same_comes_first() -> None:
    ladder, again, choir = asked(LADDER, AGAIN, CHOIR)
    assert similar_to(ladder)[0] == again
    assert similar_to(again)[0] == ladder
    assert choir not in similar_to(ladder)[:1] + similar_to(again)[:1]


def test_a_letter_is_not_like_itself_nor_like_one_that_waits_no_longer(hester: int) -> None:
    ladder, again, _ = asked(LADDER, f"{LADDER} {AGAIN}", CHOIR)
    with writing() as session:
        again.decline(session.get_one(Person, hester))
    assert similar_to(ladder) == []
    with writing() as session:
        again.return_to_new(session.get_one(Person, hester))
        again.queue(session.get_one(Person, hester))
    assert similar_to(ladder) == [again]


def test_no_more_are_found_than_were_asked_for() -> None:
    first, *_ = asked(*[LADDER] * 4)
    assert len(similar_to(first)) == 3
    assert len(similar_to(first, most=2)) == 2


def test_a_text_is_wholly_like_itself_and_no_likeness_is_above_one() -> None:
    asked(LADDER, AGAIN, CHOIR)
    found = index.similar(Question.__table__, LADDER, by=["letter"])
    assert found[0] == (1, pytest.approx(1))
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_only_published_answers_are_suggested_for_a_letter(hester: int) -> None:
    with writing() as session:
        post = Post(kind=Kind.ANSWER, author_id=hester)
        post.revise("Up the wall", for_reader(LADDER), "", for_author("Lend it with a date on it."), [])
        session.add(post)
    assert similar_answers(AGAIN) == []
    with writing():
        post.publish(by=None)
    assert similar_answers(AGAIN) == [post]


@given(st.text())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_may_be_compared(said: str) -> None:
    index.similar(Question.__table__, said, by=["letter"])


@pytest.mark.parametrize("said", ["", "?", "the", "zebra", "\0", "a " * 50_000, "x" * 50_000])
def test_a_text_without_words_that_tell_anything_is_like_none_or_few(said: str) -> None:
    asked(LADDER, CHOIR)
    assert len(index.similar(Question.__table__, said, by=["letter"])) <= 2


def test_a_letter_that_lost_half_of_its_sentences_is_found_among_thousands(real: Path) -> None:
    lines = (real / "letters.jsonl").read_text().splitlines()
    letters = [json.loads(line)["letter"] for line in lines]
    fill(letters, 4_000)
    rng = Random(1848)
    found = 0
    for letter in rng.sample(letters, 200):
        again = Question(id=0, headline="", letter=halved(letter, rng))
        found += letter in [question.letter for question in similar_to(again)]
    assert found >= 190


def test_what_is_not_waiting_does_not_hide_what_is(hester: int) -> None:
    again = asked(AGAIN, *[LADDER] * 400)[0]
    with writing() as session:
        for question in session.scalars(select(Question).where(Question.id != again.id)):
            question.decline(session.get_one(Person, hester))
    assert similar_to(Question(id=0, headline="", letter=LADDER)) == [again]
    assert db.session.get_one(Question, again.id).letter == AGAIN
