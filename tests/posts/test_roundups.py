"""A round-up: several questions, each answered under a heading of its own."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app import clock
from app.comments import Comment
from app.comments.states import State as CommentState
from app.db import db, writing
from app.mail import Message
from app.people import Person
from app.posts import Kind, Part, PartWords, PartWritten, Post, Revision, State, Written, revisions
from app.posts.beginning import begin
from app.posts.finding import matching, similar_answers
from app.posts.rewriting import take_in
from app.questions import Permission, Question
from app.questions import State as QuestionState
from app.text import for_author, for_reader
from app.web import Refusal

LETTERS = {
    "The ladder": "My neighbour keeps my ladder.",
    "The cat": "My cat prefers next door.",
    "The hedge": "Whose hedge is it, and who may cut it?",
}


@pytest.fixture
def asked(by: Person) -> list[Question]:
    """Three questions, each with an address to write to."""
    with writing():
        questions = [
            Question.ask(letter, headline=headline, email=f"{place}@readers.example")[0]
            for place, (headline, letter) in enumerate(LETTERS.items(), 1)
        ]
        for question in questions:
            question.take_as_confirmed()
    return questions


@pytest.fixture
def round_up(asked: list[Question], by: Person) -> Post:
    """A draft that answers all three."""
    with writing() as session:
        post = begin(Kind.ROUND_UP, by)
        session.flush()
        for question in asked:
            take_in(post, question, by)
        session.flush()
        save(post, [answered(part) for part in parts_of(post)], by)
    return post


def parts_of(post: Post) -> list[PartWords]:
    return list(revisions.saved(post).parts)


def answered(part: PartWords, body: str = "Ask for it.") -> PartWords:
    return part._replace(body=body)


def written(parts: list[PartWords], title: str = "Over the fence", body: str = "") -> Written:
    return Written(title, for_reader(""), "", for_author(body), tuple(PartWritten.of(part) for part in parts))


def save(post: Post, parts: list[PartWords], by: Person, title: str = "Over the fence") -> None:
    revisions.save(post, written(parts, title), None, by)


def publish(post: Post, by: Person) -> None:
    with writing():
        post.publish(by)


def test_each_question_has_its_part_with_a_copy_of_its_letter(round_up: Post, asked: list[Question]) -> None:
    assert [(part.heading, part.letter_source) for part in round_up.parts] == list(LETTERS.items())
    assert [part.question for part in round_up.parts] == asked == round_up.questions
    assert {question.state for question in asked} == {QuestionState.DRAFTING}


def test_publishing_closes_each_question_and_leads_each_asker_to_their_part(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    publish(round_up, by)
    assert {question.state for question in asked} == {QuestionState.ANSWERED}
    mails = db.session.scalars(select(Message).order_by(Message.to)).all()
    assert [mail.to for mail in mails] == ["1@readers.example", "2@readers.example", "3@readers.example"]
    for mail, anchor in zip(mails, ("the-ladder", "the-cat", "the-hedge"), strict=True):
        assert f"{round_up.address}#{anchor}\n" in mail.text


def test_withdrawing_reopens_each_question(round_up: Post, asked: list[Question], by: Person) -> None:
    publish(round_up, by)
    with writing():
        round_up.withdraw(by)
    assert {question.state for question in asked} == {QuestionState.DRAFTING}
    assert db.session.scalars(select(Message)).all() == []


def test_one_that_may_only_be_answered_in_private_is_named(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    with writing():
        asked[1].permission = Permission.PRIVATE
    for step in (round_up.publish, lambda by: round_up.schedule(clock.now() + timedelta(hours=1), by)):
        with pytest.raises(Refusal, match=r"“The cat”: .* only in private"), writing():
            step(by)
    assert round_up.state is State.DRAFT


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"heading": ""}, "Part 2 has no heading"),
        ({"body": ""}, "no answer yet in “The cat”"),
        ({"body": "<!-- later -->"}, "no answer yet in “The cat”"),
    ],
)
def test_a_part_that_is_not_whole_is_named(
    round_up: Post, by: Person, changed: dict[str, str], sentence: str
) -> None:
    first, second, third = parts_of(round_up)
    with writing():
        save(round_up, [first, second._replace(**changed), third], by)
    with pytest.raises(Refusal, match=sentence):
        publish(round_up, by)


def test_a_round_up_without_a_part_is_not_published(by: Person) -> None:
    with writing() as session:
        post = begin(Kind.ROUND_UP, by)
        session.flush()
        save(post, [], by)
    with pytest.raises(Refusal, match="at least one part"):
        publish(post, by)


def test_anchors_stay_whatever_the_headings_become(round_up: Post, by: Person) -> None:
    publish(round_up, by)
    first, second, third = parts_of(round_up)
    with writing():
        save(round_up, [third, first._replace(heading="A longer ladder"), second], by)
    assert [(part.anchor, part.heading) for part in round_up.parts] == [
        ("the-hedge", "The hedge"),
        ("the-ladder", "A longer ladder"),
        ("the-cat", "The cat"),
    ]
    with writing():
        round_up.withdraw(by)
        round_up.publish(by)
    assert [part.anchor for part in round_up.parts] == ["the-hedge", "the-ladder", "the-cat"]


def test_no_two_anchors_are_the_same_nor_one_of_the_pages_own(round_up: Post, by: Person) -> None:
    names = ("Comments", "Comments", "Name")
    with writing():
        parts = zip(parts_of(round_up), names, strict=True)
        save(round_up, [part._replace(heading=heading) for part, heading in parts], by)
    publish(round_up, by)
    assert [part.anchor for part in round_up.parts] == ["on-comments", "on-comments-2", "on-name"]


def test_a_heading_without_a_letter_has_an_anchor_by_the_number_of_its_part(
    round_up: Post, by: Person
) -> None:
    first, second, third = parts_of(round_up)
    with writing():
        save(round_up, [first, second._replace(heading="🪜"), third._replace(heading="???")], by)
    publish(round_up, by)
    assert [part.anchor for part in round_up.parts] == ["the-ladder", "letter-2", "letter-3"]


def test_a_question_whose_part_is_removed_is_back_in_the_queue(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    with writing():
        save(round_up, parts_of(round_up)[1:], by)
    assert asked[0].state is QuestionState.QUEUED
    assert round_up.questions == asked[1:]
    publish(round_up, by)
    assert asked[0].state is QuestionState.QUEUED
    with writing():
        save(round_up, parts_of(round_up)[1:], by)
    assert asked[1].state is QuestionState.QUEUED
    assert [mail.to for mail in db.session.scalars(select(Message))] == ["3@readers.example"]


def test_a_part_that_takes_the_place_of_another_may_have_its_heading(round_up: Post, by: Person) -> None:
    publish(round_up, by)
    first, *others = parts_of(round_up)
    with writing():
        save(round_up, [first._replace(number=9, question_id=None), *others], by)
    assert [part.anchor for part in round_up.parts] == ["the-ladder", "the-cat", "the-hedge"]


def test_a_part_that_readers_speak_about_stays(round_up: Post, by: Person) -> None:
    publish(round_up, by)
    with writing():
        Comment.write(round_up, for_reader("Poor cat"), part=round_up.headings[1])
    first, second, third = parts_of(round_up)
    with pytest.raises(Refusal, match="“The cat”"), writing():
        save(round_up, [first, third], by)
    db.session.refresh(round_up)
    assert len(round_up.parts) == 3
    with writing():
        save(round_up, [first, second._replace(heading="The dog")], by)
    assert [part.heading for part in round_up.parts] == ["The ladder", "The dog"]


@pytest.mark.parametrize("state", [CommentState.SPAM, CommentState.REMOVED])
def test_what_readers_do_not_see_holds_no_part(round_up: Post, by: Person, state: CommentState) -> None:
    publish(round_up, by)
    with writing():
        comment, _ = Comment.write(round_up, for_reader("Buy"), part=round_up.headings[1])
        comment.state = state
    first, _, third = parts_of(round_up)
    with writing():
        save(round_up, [first, third], by)
    db.session.expire_all()
    assert (len(round_up.parts), comment.part_id, comment.state) == (2, None, state)


def test_what_is_typed_in_a_part_is_kept_among_the_revisions(round_up: Post, by: Person) -> None:
    before = parts_of(round_up)
    with writing():
        typed = written([answered(before[0], "Knock."), *before[1:]])
        revisions.autosave(round_up, typed, by, apart=True)
    assert round_up.parts[0].body_html == "<p>Knock.</p>"
    with writing():
        save(round_up, before[1:], by)
    oldest = revisions.history(round_up).rows[-2]
    assert [part.heading for part in oldest.words.parts] == list(LETTERS)
    with writing():
        revisions.restore(round_up, oldest, by)
    assert parts_of(round_up) == before
    assert round_up.parts[0].question is not None
    assert round_up.parts[0].question.state is QuestionState.DRAFTING


def test_a_part_comes_back_without_a_question_that_was_decided_meanwhile(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    with writing():
        save(round_up, parts_of(round_up)[1:], by)
        asked[0].decline(by)
    with writing():
        revisions.restore(round_up, revisions.history(round_up).rows[-1], by)
    assert round_up.parts[0].question is None
    assert asked[0].state is QuestionState.DECLINED


def test_a_part_that_comes_back_to_a_published_round_up_answers_its_question_again(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    publish(round_up, by)
    with writing():
        save(round_up, parts_of(round_up)[1:], by)
    assert (asked[0].state, round_up.questions) == (QuestionState.QUEUED, asked[1:])
    with writing():
        revisions.restore(round_up, revisions.history(round_up).rows[1], by)
    assert round_up.parts[0].question is asked[0]
    assert asked[0].state is QuestionState.ANSWERED
    mail = db.session.scalars(select(Message).where(Message.to == "1@readers.example")).one()
    assert f"{round_up.address}#the-ladder\n" in mail.text


def test_a_part_that_comes_back_to_a_scheduled_round_up_schedules_its_question_again(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    with writing():
        round_up.schedule(clock.now() + timedelta(hours=1), by)
        save(round_up, parts_of(round_up)[1:], by)
        revisions.restore(round_up, revisions.history(round_up).rows[1], by)
    assert round_up.parts[0].question is asked[0]
    assert asked[0].state is QuestionState.SCHEDULED


@pytest.mark.parametrize("settled", ["in private", "elsewhere"])
def test_a_part_that_comes_back_leaves_a_question_that_it_may_not_answer(
    round_up: Post, asked: list[Question], by: Person, settled: str
) -> None:
    publish(round_up, by)
    with writing():
        save(round_up, parts_of(round_up)[1:], by)
        if settled == "in private":
            asked[0].permission = Permission.PRIVATE
        else:
            Post.answering(asked[0], by)
    with writing():
        revisions.restore(round_up, revisions.history(round_up).rows[1], by)
    assert round_up.parts[0].question is None
    assert asked[0] not in round_up.questions


def test_readers_see_nothing_of_a_part_that_is_only_typed(round_up: Post, by: Person) -> None:
    publish(round_up, by)
    new = PartWords(4, "The drain", "", "", "")
    with writing():
        revisions.autosave(round_up, written([new, *parts_of(round_up)[1:]]), by)
    assert [part.heading for part in round_up.parts] == list(LETTERS)
    assert [part.heading for part in revisions.typed(round_up).parts] == ["The drain", "The cat", "The hedge"]


def test_typing_in_a_part_raises_the_version(round_up: Post, by: Person) -> None:
    seen = round_up.version
    first, *others = parts_of(round_up)
    with writing():
        revisions.autosave(round_up, written([answered(first, "Other words."), *others]), by)
    with pytest.raises(Refusal, match="another window"):
        round_up.refuse_unless_version(seen)


def test_a_question_is_taken_in_once(round_up: Post, asked: list[Question], by: Person) -> None:
    with pytest.raises(Refusal, match="a draft of one"), writing():
        take_in(round_up, asked[0], by)
    publish(round_up, by)
    with writing():
        other, _ = Question.ask("May I?")
    with pytest.raises(Refusal, match="as long as it is a draft"), writing():
        take_in(round_up, other, by)


def test_answering_a_question_of_a_round_up_opens_the_round_up(
    round_up: Post, asked: list[Question], by: Person
) -> None:
    with writing():
        asked[0].set_aside(by)
        assert Post.answering(asked[0], by) is round_up
    assert len(round_up.questions) == 3


def test_what_a_part_says_is_found_until_it_says_so_no_more(round_up: Post, by: Person) -> None:
    def found(words: str) -> list[int]:
        return list(db.session.scalars(matching(words)))

    assert found("hedge cut") == [round_up.id]
    publish(round_up, by)
    assert similar_answers("Who may cut the hedge, and whose is it?") == [round_up]
    first, second, third = parts_of(round_up)
    with writing():
        save(round_up, [first, second, third._replace(heading="Ours", letter="A quiet letter.")], by)
    assert (found("hedge"), found("quiet")) == ([], [round_up.id])
    with writing():
        save(round_up, [first, second], by)
    assert found("quiet") == []
    assert "quiet" not in kept()


def test_a_post_that_is_deleted_takes_its_parts_and_their_comments_and_words_along(
    round_up: Post, by: Person
) -> None:
    publish(round_up, by)
    with writing():
        Comment.write(round_up, for_reader("Poor cat"), part=round_up.headings[1])
    with writing() as session:
        session.execute(text("DELETE FROM post"))
    for model in (Part, Comment, Revision):
        assert db.session.scalars(select(model)).all() == []
    assert "ladder" not in kept()


def kept() -> str:
    """All that the index keeps of parts, as it lies in the database."""
    if db.engine.dialect.name == "sqlite":
        blocks = db.session.connection().execute(text("SELECT block FROM part_words_data"))
        return " ".join(block.decode("latin-1") for (block,) in blocks)
    words = text("SELECT word FROM ts_stat('SELECT words FROM part')")
    return " ".join(db.session.connection().scalars(words))
