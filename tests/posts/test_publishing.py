"""A post, from draft to published and back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.posts import Post, State
from app.posts.lists import at_path, publish_due, published
from app.questions import Permission, Question
from app.questions import State as QuestionState
from app.web import Refusal
from tests.posts.conftest import revise


def test_a_draft_copies_the_letter_and_leaves_the_original(draft: Post, question: Question) -> None:
    with writing():
        revise(draft, letter="A neighbour keeps my ladder.")
    assert draft.letter_html == "<p>A neighbour keeps my ladder.</p>"
    assert question.letter == "My neighbour keeps my *ladder*."
    assert question.state is QuestionState.DRAFTING


def test_answering_twice_opens_the_same_draft(draft: Post, question: Question, by: Person) -> None:
    with writing():
        question.set_aside(by)
        again = Post.answering(question, by)
    assert again is draft
    assert question.state is QuestionState.DRAFTING


def test_publishing_closes_the_question_and_tells_the_asker(
    draft: Post, question: Question, by: Person
) -> None:
    with writing():
        draft.publish(by)
    assert question.state is QuestionState.ANSWERED
    assert at_path(draft.path or "") is draft
    mail = db.session.scalars(select(Message)).one()
    assert mail.to == "asker@readers.example"
    assert draft.address in mail.text


def test_the_address_is_the_month_and_the_title(draft: Post, by: Person) -> None:
    draft_path = f"{clock.now():%Y/%m}/the-ladder-that-never-came-home"
    with writing():
        draft.publish(by)
    assert draft.path == draft_path


def test_two_posts_of_one_title_have_two_addresses(draft: Post, by: Person) -> None:
    with writing():
        draft.publish(by)
        other, _ = Question.ask("Another letter about a ladder.")
        second = Post.answering(other, by)
        revise(second)
        second.publish(by)
    assert second.path == f"{draft.path}-2"


def test_unpublishing_reopens_the_question_and_takes_the_mail_back(
    draft: Post, question: Question, by: Person
) -> None:
    with writing():
        draft.publish(by)
    with writing():
        draft.withdraw(by)
    assert draft.state is State.DRAFT
    assert question.state is QuestionState.DRAFTING
    assert at_path(draft.path or "") is None
    assert db.session.scalars(select(Message)).all() == []


def test_publishing_again_keeps_the_date_and_the_address(draft: Post, by: Person) -> None:
    with writing():
        draft.publish(by)
    first = (draft.published_at, draft.path)
    with writing():
        draft.withdraw(by)
        revise(draft, title="Another title")
        draft.publish(by)
    assert (draft.published_at, draft.path) == first


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [({"title": ""}, "title"), ({"body": ""}, "no answer"), ({"body": "<script>x</script>"}, "no answer")],
)
def test_an_unfinished_post_is_not_published(
    draft: Post, by: Person, missing: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence), writing():
        revise(draft, **missing)
        draft.publish(by)
    assert draft.state is State.DRAFT


def test_what_was_asked_in_private_is_neither_published_nor_scheduled(draft: Post, by: Person) -> None:
    with writing():
        draft.questions[0].permission = Permission.PRIVATE
    with pytest.raises(Refusal, match="only in private"), writing():
        draft.publish(by)
    with pytest.raises(Refusal, match="only in private"), writing():
        draft.schedule(clock.now() + timedelta(hours=1), by)


def test_a_scheduled_post_comes_out_once_when_its_time_has_come(
    draft: Post, question: Question, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now() + timedelta(hours=1)
    with writing():
        draft.schedule(at, by)
    assert question.state is QuestionState.SCHEDULED
    assert publish_due() == 0
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(minutes=1))
    assert (publish_due(), publish_due()) == (1, 0)
    db.session.refresh(draft)
    assert draft.published_at == at
    assert question.state is QuestionState.ANSWERED
    assert question.changes[-1].deed.by is None


def test_one_post_that_cannot_come_out_holds_up_no_other(
    draft: Post, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now() + timedelta(hours=1)
    with writing() as session:
        other, _ = Question.ask("Another letter about a ladder.")
        second = Post.answering(other, by)
        session.flush()
        revise(second)
        for post in (draft, second):
            post.schedule(at, by)
    with writing():
        draft.body_source = draft.body_html = ""
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(minutes=1))
    assert publish_due() == 1
    db.session.expire_all()
    assert (draft.state, second.state) == (State.DRAFT, State.PUBLISHED)


def test_an_asker_gets_one_mail_however_often_it_is_published(draft: Post, by: Person) -> None:
    with writing():
        draft.publish(by)
    with writing() as session:
        session.scalars(select(Message)).one().sent_at = clock.now()
    with writing():
        draft.withdraw(by)
        draft.publish(by)
    assert len(db.session.scalars(select(Message)).all()) == 1


def test_a_schedule_can_be_cancelled(draft: Post, question: Question, by: Person) -> None:
    with writing():
        draft.schedule(clock.now() + timedelta(hours=1), by)
        draft.withdraw(by)
    assert draft.publish_at is None
    assert question.state is QuestionState.DRAFTING


def test_a_time_that_has_passed_is_no_schedule(draft: Post, by: Person) -> None:
    with pytest.raises(Refusal, match="passed"), writing():
        draft.schedule(datetime(2020, 1, 1, tzinfo=UTC), by)


def test_a_post_changed_elsewhere_is_not_overwritten(draft: Post) -> None:
    seen = draft.version
    with writing():
        revise(draft, body="Changed in another window.")
    with pytest.raises(Refusal, match="another window"):
        draft.refuse_unless_version(seen)


def test_a_list_shows_the_newest_first_and_says_when_there_is_more(by: Person) -> None:
    with writing() as session:
        for day in range(1, 13):
            asked, _ = Question.ask("A letter that is long enough.")
            post = Post.answering(asked, by)
            session.flush()
            revise(post, title=f"Day {day}", categories="Home, Work" if day % 2 else "Work")
            post.publish(by)
            post.published_at = datetime(2026, 1, day, tzinfo=UTC)
    first, second = published(1), published(2)
    assert [post.title for post in first.rows[:2]] == ["Day 12", "Day 11"]
    assert (len(first.rows), first.has_more) == (10, True)
    assert (len(second.rows), second.has_more) == (2, False)
    home = next(category for category in first.rows[1].categories if category.slug == "home")
    assert [post.title for post in published(1, home).rows][:2] == ["Day 11", "Day 9"]
