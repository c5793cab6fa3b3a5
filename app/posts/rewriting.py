"""The parts of a round-up written anew, and what that means for the questions that they answer."""

from collections.abc import Sequence

from sqlalchemy import select

from app import clock, text
from app.db import db
from app.people import Person
from app.posts import parts
from app.posts.model import Post
from app.posts.parts import Part
from app.posts.states import Kind, State
from app.posts.words import PartWritten
from app.questions import Question
from app.questions import State as QuestionState
from app.questions.states import OPEN
from app.web import Refusal


def rewrite(post: Post, written: Sequence[PartWritten], by: Person) -> None:
    """Let what is WRITTEN be all the parts of POST, in this order. Questions that lost theirs are queued."""
    if post.kind is not Kind.ROUND_UP or [part.words for part in post.parts] == [
        each.words for each in written
    ]:
        return
    known = {part.number: part for part in post.parts}
    post.parts = [known.get(each.number) or Part(number=each.number, place=0) for each in written]
    for place, (part, each) in enumerate(zip(post.parts, written, strict=True)):
        part.revise(each, place)
    post.revised_at = clock.now()
    _change_questions(post, [each.question_id for each in written], by)
    db.session.flush()
    if post.state is State.PUBLISHED:
        parts.name(post.parts)


def take_in(post: Post, question: Question, by: Person) -> None:
    """Begin a part of the draft POST that answers QUESTION."""
    if post.kind is not Kind.ROUND_UP or post.state is not State.DRAFT:
        raise Refusal("Questions can be added to a round-up only as long as it is a draft.")
    if Post.about(question):
        raise Refusal("That question has an answer already, or a draft of one.")
    if len(post.parts) >= parts.MOST:
        raise Refusal(f"A round-up has room for {parts.MOST} parts.")
    question.refuse_unless_publishable()
    question.start_answer(by)
    number = 1 + max((part.number for part in post.parts), default=0)
    part = Part(number=number, question=question, question_id=question.id)
    letter, nothing = text.for_reader(question.letter), text.for_author("")
    written = PartWritten(part.number, question.title, letter, question.signature, nothing)
    part.revise(written, len(post.parts))
    post.parts.append(part)
    post.questions.append(question)
    post.revised_at = clock.now()


def bring_along(post: Post, by: Person) -> None:
    """Bring the questions that POST, a round-up, took back as far as it has come itself."""
    if post.kind is not Kind.ROUND_UP or post.state is State.DRAFT:
        return
    for question in post.answered_here:
        if question.state is not QuestionState.DRAFTING:
            continue
        if post.state is State.PUBLISHED:
            question.close(by, post.title, post.address_of(question))
        else:
            question.schedule(post.day_out, by)


def _change_questions(post: Post, numbers: Sequence[int | None], by: Person) -> None:
    """Let each part of POST answer the question of its number, of NUMBERS, if it may."""
    rows = db.session.scalars(select(Question).where(Question.id.in_({*numbers} - {None})))
    asked = {question.id: question for question in rows}
    for part, number in zip(post.parts, numbers, strict=True):
        question = asked.get(number) if number else None
        part.question = question if question and _may_answer(post, question) else None
    answered = {part.question.id for part in post.parts if part.question}
    for question in [each for each in post.questions if each.id not in answered]:
        _let_go(post, question, by)
    for question in [each for each in asked.values() if each.id in answered and each not in post.questions]:
        question.start_answer(by)
        post.questions.append(question)


def _may_answer(post: Post, question: Question) -> bool:
    """Whether QUESTION is answered by POST, or still to be answered by anybody."""
    if question in post.questions:
        return True
    is_fit = post.state is State.DRAFT or question.may_publish_on(post.day_out)
    return is_fit and question.state in OPEN and Post.about(question) is None


def _let_go(post: Post, question: Question, by: Person) -> None:
    """QUESTION is no longer answered by POST: back to the queue."""
    post.questions.remove(question)
    if question.state in {QuestionState.SCHEDULED, QuestionState.ANSWERED}:
        question.reopen(by)
    if question.state is QuestionState.DRAFTING:
        question.set_aside(by)
