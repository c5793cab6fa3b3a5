"""A day before which a question must not be published."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Kind, PartWritten, Post, State
from app.posts.beginning import begin
from app.posts.lists import publish_due
from app.posts.rewriting import rewrite, take_in
from app.questions import Question
from app.questions import State as QuestionState
from app.site import Site
from app.text import for_author, for_reader
from app.web import Refusal
from tests.posts.conftest import revise

FIRST = date(2026, 12, 3)
BEFORE = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
ON = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Makes it a time in December."""

    def go(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    return go


@pytest.fixture
def held_back(draft: Post, question: Question, at: At) -> Post:
    """A draft, the day before its question may be published."""
    at(BEFORE)
    with writing():
        question.not_before = FIRST
    return draft


def test_before_that_day_it_is_not_published(held_back: Post, by: Person) -> None:
    with pytest.raises(Refusal, match="does not want this published before 3 December 2026"), writing():
        held_back.publish(by)
    assert held_back.state is State.DRAFT


def test_on_that_day_it_is(held_back: Post, question: Question, by: Person, at: At) -> None:
    at(ON)
    with writing():
        held_back.publish(by)
    assert question.state is QuestionState.ANSWERED


def test_before_that_day_it_can_be_scheduled_to_it_but_not_to_before_it(
    held_back: Post, question: Question, by: Person, at: At
) -> None:
    with pytest.raises(Refusal, match="before 3 December 2026"), writing():
        held_back.schedule(BEFORE + timedelta(hours=11), by)
    with writing():
        held_back.schedule(ON, by)
        revise(held_back, body="Written anew while it waits.")
    assert question.state is QuestionState.SCHEDULED
    at(ON + timedelta(minutes=1))
    assert publish_due() == 1


@pytest.mark.parametrize(("zone", "comes"), [("Pacific/Auckland", True), ("America/New_York", False)])
def test_the_day_begins_when_it_does_where_the_site_is(
    held_back: Post, by: Person, at: At, zone: str, comes: bool
) -> None:
    with writing():
        Site.current().keep_time_of(zone)
    midnight = datetime(2026, 12, 3, 0, 30, tzinfo=UTC)
    at(BEFORE - timedelta(hours=3))
    try:
        with writing():
            held_back.schedule(midnight, by)
    except Refusal:
        assert not comes
    else:
        assert comes


def test_what_is_due_before_that_day_becomes_a_draft_again(
    held_back: Post, question: Question, by: Person, at: At
) -> None:
    with writing():
        held_back.schedule(ON, by)
        question.not_before = FIRST + timedelta(days=5)
    at(ON + timedelta(minutes=1))
    assert publish_due() == 0
    db.session.expire_all()
    assert (held_back.state, question.state) == (State.DRAFT, QuestionState.DRAFTING)


def test_it_can_be_answered_together_with_others_meanwhile(question: Question, by: Person, at: At) -> None:
    at(BEFORE)
    with writing() as session:
        question.not_before = FIRST
        other, _ = Question.ask("Another letter about a ladder.")
        session.flush()
        other.group_with(question, by)
    assert other.group_number == question.group_number


def test_a_round_up_names_the_question_that_must_wait(by: Person, at: At) -> None:
    at(BEFORE)
    with writing() as session:
        asked = [Question.ask("May I keep it?", headline=name)[0] for name in ("The ladder", "The cat")]
        asked[1].not_before = FIRST
        round_up = begin(Kind.ROUND_UP, by)
        session.flush()
        for question in asked:
            take_in(round_up, question, by)
        session.flush()
        rewrite(round_up, [PartWritten.of(part.words._replace(body="Ask.")) for part in round_up.parts], by)
        round_up.revise("Both", for_reader(""), "", for_author(""), [])
    with pytest.raises(Refusal, match=r"“The cat”: The asker does not want .* 3 December 2026"), writing():
        round_up.publish(by)
