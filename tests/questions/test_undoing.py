"""Whatever was done at the desk, in whatever order: taken back, all is exactly as it was."""

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Person, one_deed
from app.questions import Priority, Question, QuestionDeed
from app.site import Category
from app.text import for_author
from app.web import Refusal

LETTERS = 4
ACTS = {
    "queue": Question.queue,
    "decline": Question.decline,
    "decline kindly": lambda question, by: question.decline(by, for_author("Not *this* time.")),
    "decline otherwise": lambda question, by: question.decline(by, for_author("Not here.")),
    "spam": Question.mark_spam,
    "new": Question.return_to_new,
    "aside": Question.set_aside,
    "answer": Question.start_answer,
    "star": lambda question, by: question.star(True, by),
    "unstar": lambda question, by: question.star(False, by),
    "low": lambda question, by: question.prioritise(Priority.LOW, by),
    "high": lambda question, by: question.prioritise(Priority.HIGH, by),
    "family": lambda question, by: question.categorise(Category.named("Family"), by),
    "work": lambda question, by: question.categorise(Category.named("Work"), by),
    "no category": lambda question, by: question.categorise(None, by),
    "note": lambda question, by: question.jot(f"{question.note}?", by),
    "tag": lambda question, by: question.file_under([*question.tags, f"tag {len(question.tags)}"], by),
    "untag": lambda question, by: question.file_under(question.tags[1:], by),
    "snooze": lambda question, by: question.snooze(clock.now() + timedelta(days=1), by),
    "wake": Question.wake,
    "group": lambda question, by: question.group_with(db.session.scalars(select(Question)).first(), by),
    "ungroup": Question.leave_group,
}
deeds = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.sets(st.integers(0, LETTERS - 1), min_size=1)), max_size=12
)


@pytest.mark.usefixtures("context")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_undo_restores_the_exact_state_before(
    app: Flask, hester: int, wanted: list[tuple[str, set[int]]]
) -> None:
    with writing():
        questions = [Question.ask(f"Letter {n}", email="asker@readers.example")[0] for n in range(LETTERS)]
        for question in questions[:2]:
            question.replied = True
    before = [seen(questions)]
    for verb, chosen in wanted:
        before += [seen(questions)] if do(verb, [questions[n] for n in chosen], hester) else []
    for was in reversed(before[:-1]):
        with writing():
            undo_the_last(hester)
        assert seen(questions) == was


def do(verb: str, chosen: list[Question], hester: int) -> bool:
    """Do VERB to those of CHOSEN that let it; whether anything changed."""
    by = db.session.get_one(Person, hester)
    before = seen(chosen)
    with writing(), one_deed(by, QuestionDeed):
        for question in chosen:
            try:
                ACTS[verb](question, by)
            except Refusal:
                continue
    return seen(chosen) != before


def undo_the_last(hester: int) -> None:
    by = db.session.get_one(Person, hester)
    deed = QuestionDeed.last_of(by)
    assert deed is not None
    deed.undo(by)


def seen(questions: list[Question]) -> list[tuple[object, ...]]:
    """All that a deed can change, read afresh."""
    db.session.expire_all()
    told = [(q.farewell, q.farewell_html, farewells_to(q)) for q in questions]
    kept = [
        (
            q.state,
            q.replied,
            q.starred,
            q.priority,
            q.category,
            q.note,
            tuple(q.tags),
            q.snoozed_until,
            q.group_number,
        )
        for q in questions
    ]
    return list(zip(told, kept, strict=True))


def farewells_to(question: Question) -> list[str]:
    """What of a farewell is on its way to the asker."""
    about = f"decline of question {question.id}"
    return [part for text in db.session.scalars(select(Message.text).where(Message.about == about))
            for part in text.split("\n\n")[2:3]]  # fmt: skip


@pytest.mark.usefixtures("context")
def test_nothing_is_undone_where_one_of_many_was_changed_since(hester: int) -> None:
    with writing():
        questions = [Question.ask(f"Letter {n}")[0] for n in range(2)]
    do("decline", questions, hester)
    by = db.session.get_one(Person, hester)
    first = QuestionDeed.last_of(by)
    assert first is not None
    do("new", questions[:1], hester)
    with pytest.raises(Refusal, match="changed since"), writing():
        first.undo(by)
    assert [question.state for question in questions] == ["new", "declined"]
