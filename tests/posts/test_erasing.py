"""What posts keep of a question that is erased."""

from datetime import timedelta

import pytest

from app import clock
from app.db import db, writing
from app.people import Deed, Person
from app.posts import Kind, PartWritten, Post, Revision, State, Why, Written, revisions
from app.posts.beginning import begin
from app.posts.erasing import let_go
from app.posts.rewriting import rewrite, take_in
from app.questions import Question, erasing
from app.questions import State as QuestionState
from app.text import for_author, for_reader
from tests.posts.conftest import revise


def erase(question: Question) -> None:
    with writing() as session:
        question = session.get_one(Question, question.id)
        let_go(question)
        erasing.erase(question)


def written(title: str, letter: str, signature: str, body: str) -> Written:
    return Written(title, for_reader(letter), signature, for_author(body))


def kept(post: Post) -> list[tuple[str, str, str, str]]:
    rows = db.session.query(Revision).filter_by(post_id=post.id).order_by(Revision.id)
    return [row.words[:4] for row in rows]


def test_a_draft_keeps_the_answer_and_nothing_of_the_letter(
    question: Question, draft: Post, by: Person
) -> None:
    with writing():
        revisions.save(draft, written("The ladder", "My neighbour, and a ladder.", "Al", "Ask."), None, by)
    erase(question)
    draft = db.session.get_one(Post, draft.id)
    assert (draft.title, draft.letter_source, draft.letter_html, draft.signature) == ("", "", "", "")
    assert draft.body_source == "Ask."
    assert draft.questions == []
    assert kept(draft) == [
        ("The ladder that never came home", "", "", "Knock, and ask for it."),
        ("", "", "", "Ask."),
    ]


def test_a_scheduled_post_is_a_draft_again_and_the_log_says_why(
    question: Question, draft: Post, by: Person
) -> None:
    with writing():
        draft.schedule(clock.now() + timedelta(days=1), by)
    erase(question)
    draft = db.session.get_one(Post, draft.id)
    assert (draft.state, draft.publish_at) == (State.DRAFT, None)
    assert [deed.told for deed in db.session.query(Deed)] == [
        "A scheduled post is a draft again: a question that it was to answer was erased."
    ]


def test_revisions_of_a_published_post_keep_only_what_readers_see(
    question: Question, draft: Post, by: Person
) -> None:
    with writing():
        revisions.save(draft, written("The ladder", "Ladder, of Smith in Leeds.", "Smith", "Ask."), None, by)
        revisions.save(draft, written("On ladders", "A ladder.", "S.", "Ask."), None, by, Why.PUBLISHED)
        draft.publish(by)
        revisions.autosave(draft, written("On ladders", "A ladder of Smith.", "S.", "Ask her."), by)
    erase(question)
    draft = db.session.get_one(Post, draft.id)
    assert (draft.state, draft.letter_source) == (State.PUBLISHED, "A ladder.")
    assert kept(draft)[1:] == [
        ("", "", "", "Ask."),
        ("On ladders", "A ladder.", "S.", "Ask."),
        ("On ladders", "A ladder.", "S.", "Ask her."),
    ]


def test_where_one_post_answers_several_only_this_askers_part_of_the_letter_goes(
    question: Question, draft: Post, by: Person
) -> None:
    with writing() as session:
        other, _ = Question.ask("The man next door never returns my wheelbarrow.", signature="Barrowless")
        session.flush()
        other.start_answer(by)
        draft.questions.append(other)
        both = "My dear neighbour keeps my *ladder*.\n\nThe man next door never returns my barrow."
        draft.revise("Things lent", for_reader(both), "Barrowless", for_author("Ask."), None)
    erase(question)
    draft = db.session.get_one(Post, draft.id)
    assert draft.letter_source == "The man next door never returns my barrow."
    assert (draft.title, draft.signature) == ("Things lent", "Barrowless")
    assert [each.id for each in draft.questions] == [other.id]


@pytest.fixture
def round_up(question: Question, by: Person) -> Post:
    """A draft of two parts, of which the first answers the question; with a revision."""
    with writing() as session:
        other, _ = Question.ask("May I keep a wheelbarrow?", headline="The barrow")
        session.flush()
        post = begin(Kind.ROUND_UP, by)
        session.flush()
        for each in (question, other):
            take_in(post, each, by)
        session.flush()
        parts = [PartWritten.of(part.words._replace(body="Ask.")) for part in post.parts]
        rewrite(post, parts, by)
        post.revise("Garden things", for_reader(""), "", for_author("Hello."), [])
        session.flush()
        parts = tuple(PartWritten.of(part.words) for part in post.parts)
        body = for_author("Hello, all.")
        revisions.save(post, Written("Garden things", for_reader(""), "", body, parts), None, by)
    return post


def test_of_a_round_up_the_part_that_answers_it_keeps_the_answer_alone(
    question: Question, round_up: Post
) -> None:
    erase(question)
    first, second = db.session.get_one(Post, round_up.id).parts
    assert first.words == (1, "", "", "", "Ask.", None)
    assert second.heading == "The barrow"
    row = db.session.query(Revision).order_by(Revision.id.desc()).first()
    assert row
    assert row.words.parts[0] == (1, "", "", "", "Ask.", None)
    assert row.words.parts[1].letter == "May I keep a wheelbarrow?"


def test_of_a_published_round_up_the_part_stays_as_it_is(
    question: Question, round_up: Post, by: Person
) -> None:
    with writing():
        round_up.publish(by)
    erase(question)
    post = db.session.get_one(Post, round_up.id)
    assert post.state is State.PUBLISHED
    assert post.parts[0].letter_source == "My neighbour keeps my *ladder*."
    assert post.parts[0].question_id is None


def test_the_others_of_a_scheduled_round_up_are_being_drafted_again(
    question: Question, round_up: Post, by: Person
) -> None:
    with writing():
        round_up.schedule(clock.now() + timedelta(days=1), by)
    erase(question)
    (other,) = db.session.get_one(Post, round_up.id).questions
    assert other.state is QuestionState.DRAFTING


def test_a_draft_that_let_the_question_go_keeps_no_copy_either(
    question: Question, draft: Post, by: Person
) -> None:
    with writing() as session:
        other, _ = Question.ask("The man next door never returns my barrow.")
        session.flush()
        other.start_answer(by)
        draft.questions.append(other)
        session.flush()
        Post.release(question, by)
    assert "ladder" in db.session.get_one(Post, draft.id).letter_source
    erase(question)
    assert db.session.get_one(Post, draft.id).letter_source == ""


def test_a_post_that_was_unpublished_loses_the_address_made_of_the_headline(
    question: Question, draft: Post, by: Person
) -> None:
    with writing():
        revise(draft, "The ladder")
        draft.publish(by)
        draft.withdraw(by)
    erase(question)
    assert db.session.get_one(Post, draft.id).path is None
