"""What an asker can expect, in words and by the record."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock, text
from app.asking.expecting import expectation, span
from app.db import db, writing
from app.people import Person
from app.questions import Permission, Question, State
from app.questions.expecting import Expected, expected, reckon_daily
from app.site import Site


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "a day"), (2, "two days"), (6, "six days"), (7, "a week"), (8, "two weeks"), (21, "three weeks"),
        (56, "eight weeks"), (57, "two months"), (90, "three months"), (330, "eleven months"),
        (331, "a year"), (365, "a year"),
    ],
)  # fmt: skip
def test_a_span_is_rounded_up_in_the_unit_that_one_would_say(days: int, words: str) -> None:
    assert span(days) == words


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ((0, 0), ""),
        ((0, 7), ""),
        ((1, 1), "Nearly every question is answered; most within a day."),
        ((2, 7), "About one question in two is answered; most of those within a week."),
        ((6, 20), "About one question in six is answered; most of those within three weeks."),
        ((13, 5), "About one question in 13 is answered; most of those within five days."),
        ((48, 5), "About one question in 50 is answered; most of those within five days."),
        ((1234, 60), "About one question in 1,230 is answered; most of those within two months."),
    ],
)
def test_what_to_expect_is_one_sentence(record: tuple[int, int], sentence: str) -> None:
    assert expectation(*record) == sentence


@pytest.fixture
def by(hester: int, context: None) -> Person:
    return db.session.get_one(Person, hester)


def asked(days_ago: int, count: int = 1) -> list[Question]:
    at = clock.now() - timedelta(days=days_ago)
    return [
        Question.ask("May I keep it?", permission=Permission.EITHER, received_at=at)[0] for _ in range(count)
    ]


def answer(question: Question, by: Person, after: int) -> None:
    question.answer_privately(text.for_author("Do."), by)
    db.session.flush()
    question.changes[-1].deed.at = question.received_at + timedelta(days=after, hours=-1)


def a_record(by: Person) -> None:
    """Of 24 in time four were answered, after 3, 5, 9 and 30 days."""
    with writing() as session:
        for question, after in zip(asked(100, 4), (3, 5, 9, 30), strict=True):
            answer(question, by, after)
        for question in asked(80, 18):
            question.decline(by)
        asked(90, 2)
        session.flush()


def test_the_record_says_how_many_are_answered_and_how_soon(by: Person) -> None:
    a_record(by)
    assert expected() == Expected(6, 9)


def test_spam_and_what_was_withdrawn_or_is_too_young_or_too_old_does_not_count(by: Person) -> None:
    a_record(by)
    with writing():
        for question in asked(100, 30):
            question.mark_spam(by)
        for question in asked(100, 30):
            question.state = State.WITHDRAWN
        asked(10, 50)
        asked(400, 50)
    assert expected() == Expected(6, 9)


def test_from_a_few_questions_nothing_is_told(by: Person) -> None:
    with writing():
        for question in asked(100, 19):
            answer(question, by, 2)
        asked(100, 19)
    assert expected() == Expected(0, 0)


def test_where_nothing_was_answered_nothing_is_promised(by: Person) -> None:
    with writing():
        for question in asked(100, 25):
            question.decline(by)
    assert expected() == Expected(0, 0)


def test_it_is_reckoned_once_a_day_and_told_on_the_page_at_once(
    app: Flask, reader: FlaskClient, by: Person
) -> None:
    assert reckon_daily() is False
    assert "About one question" not in reader.get("/ask").text
    link = reader.post("/ask", data={"letter": "My flatmate hums all day."}).location
    a_record(by)
    assert reckon_daily() is False
    app.extensions.pop("reckon expectations at")
    assert reckon_daily() is True
    assert "About one question in six" in reader.get("/ask").text
    assert "most of those within two weeks" in reader.get(link).text
    app.extensions.pop("reckon expectations at")
    assert reckon_daily() is False
    with writing() as session:
        session.get_one(Question, 1).decline(by)
    assert "About one question" not in reader.get(link).text
    assert Site.current().one_in == 6
