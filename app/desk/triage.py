"""Deciding about questions, one or many at a stroke, and taking it back."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import flash, g, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from app import clock
from app.db import db, writing
from app.desk import lanes, meanwhile
from app.desk.front import author, front, gone, numbers
from app.desk.sights import Sight
from app.people import Person, one_deed
from app.posts import Post
from app.questions import CannedReply, Change, Priority, Question, QuestionDeed, State, tidy_tags
from app.site import Category, Site
from app.text import tidy_line
from app.web import Refusal

MOST = 500
LONGEST_CATEGORY = 80
NOTHING_CHOSEN = "Choose the questions first: tick the boxes before them, or open one."
WHOLE = selectinload(QuestionDeed.changes).selectinload(Change.question).selectinload(Question.changes)
"""A deed with all that it takes to take it back, in as many queries as for one question."""
SNOOZES = {"day": timedelta(days=1), "week": timedelta(weeks=1)}


class Act(NamedTuple):
    """What may be done to a question: how, what is said of it, and whether she goes on to the next.

    One that moves her on is a decision: it is made on the state in which the page showed the question,
    unless that is as it is TO be by now.
    """

    do: Callable[[Question, Person], None]
    said: str
    goes_on: bool = True
    to: State | None = None


def _decline(question: Question, by: Person) -> None:
    """Decline it with the note that goes with each decline, if the author chose one."""
    if "note" not in g:
        g.note = CannedReply.when_declining()
    is_new = g.note and question.state is not State.DECLINED
    question.decline(by, g.note.farewell(question, by) if is_new else None)


def _snooze(question: Question, by: Person) -> None:
    wanted = request.form.get("until", "")
    if wanted in SNOOZES:
        return question.snooze(clock.now() + SNOOZES[wanted], by)
    try:
        day = datetime.fromisoformat(request.form.get("day", ""))
        until = clock.from_wall_clock(day, Site.current().time_zone)
    except (ValueError, OverflowError):
        raise Refusal("Say on which day it is to come back.", 422) from None
    return question.snooze(until, by)


def _file(question: Question, by: Person) -> None:
    """File the open one under what was typed, and those that are ticked under what that adds to it."""
    if "tags" not in request.form:
        raise Refusal("Open a question to say which tags it is to have.", 422)
    typed = set(tidy_tags(request.form["tags"][:2_000].split(",")))
    before = set(request.form.get("tags_before", "").split(","))
    alone = _chosen() == [_opened()]
    question.file_under(typed if alone else {*question.tags, *typed} - (before - typed), by)


def _categorise(question: Question, by: Person) -> None:
    """File it under what was chosen, or under what was typed where there is no such category yet."""
    new = tidy_line(request.form.get("new_category"))
    if len(new) > LONGEST_CATEGORY:
        raise Refusal(f"Please keep the name of a category to {LONGEST_CATEGORY} characters.", 422)
    question.categorise(Category.named(new) if new else _chosen_category(), by)


def _chosen_category() -> Category | None:
    """The category that was chosen, if any. Raises Refusal for one that is not there."""
    if not request.form.get("category"):
        return None
    known = db.session.get(Category, next(iter(numbers("category")), 0))
    if known is None:
        raise Refusal("That category is not there any more. Choose another.", 422)
    return known


def _prioritise(priority: Priority) -> Callable[[Question, Person], None]:
    return lambda question, by: question.prioritise(priority, by)


def _ungroup(question: Question, by: Person) -> None:
    question.leave_group(by)
    Post.release(question, by)


def _group(question: Question, by: Person) -> None:
    if len(_chosen()) < 2:
        raise Refusal("Tick those that belong together first; the open one goes with them.", 422)
    first = db.session.get(Question, _chosen()[0])
    if first is None:
        raise gone()
    question.group_with(first, by)


def _opened() -> int:
    """The number of the open question, or 0."""
    return numbers("opened")[0] if numbers("opened") else 0


def _chosen() -> list[int]:
    """The numbers of those that are ticked, else of the open one; it goes with those that are grouped."""
    ticked, opened = dict.fromkeys(numbers("selected")), _opened()
    grouped = (request.view_args or {}).get("verb") == "group" and opened
    return list({opened: None} | ticked if grouped else ticked)[:MOST] or [opened]


ACTS = {
    "queue": Act(Question.queue, "moved to the queue", to=State.QUEUED),
    "decline": Act(_decline, "declined", to=State.DECLINED),
    "spam": Act(Question.mark_spam, "marked as spam", to=State.SPAM),
    "new": Act(Question.return_to_new, "back to new", to=State.NEW),
    "aside": Act(Question.set_aside, "set aside: back in the queue, with the draft kept"),
    "snooze": Act(_snooze, "snoozed"),
    "wake": Act(Question.wake, "awake again"),
    "star": Act(lambda question, by: question.star(True, by), "starred", False),
    "unstar": Act(lambda question, by: question.star(False, by), "no longer starred", False),
    "wonder": Act(Question.ask_how_it_went, "waits to hear how it went"),
    "tag": Act(_file, "filed", False),
    "category": Act(_categorise, "filed", False),
    "low": Act(_prioritise(Priority.LOW), "given low priority", False),
    "normal": Act(_prioritise(Priority.NORMAL), "given normal priority", False),
    "high": Act(_prioritise(Priority.HIGH), "given high priority", False),
    "group": Act(_group, "to be answered together", False),
    "ungroup": Act(_ungroup, "to be answered by itself", False),
}


@front.post("/desk/questions/<any(" + ", ".join(ACTS) + "):verb>")
def triage(verb: str) -> Response:
    """Do it to all that are ticked, or else to the one that is open."""
    act, sight = ACTS[verb], Sight.asked_for(request.args)
    chosen, opened = _chosen(), db.session.get(Question, _opened())
    at = opened and opened.id
    if opened and act.goes_on and at in chosen:
        at = lanes.following(sight, opened, chosen)
    with writing() as session, one_deed(author(), QuestionDeed) as deed:
        found, stale = _apart(held(chosen), act)
        lost = len({*chosen} - {0} - {each.id for each in (*found, *stale)})
        done, refused = _do(act, found, lost) if found or not stale else ([], [])
        deed.told = _told(act, done, []) if done else ""
        session.flush()
    if done:
        flash(_told(act, done, refused), undoing(deed))
    if stale:
        flash(meanwhile.questions_left(stale, alone=not done), f"anew-question-{stale[0].id}")
    if _opened() in [each.id for each in stale]:
        at = _opened()
    if at is None:
        return redirect(url_for("desk.queue", **sight.query), 303)
    return redirect(url_for("desk.question", number=at, **sight.query), 303)


@front.post("/desk/undo")
def undo() -> Response:
    """Take back the deed that is named, or else the last of whoever asks."""
    with writing() as session:
        named = numbers("deed")
        wanted = select(QuestionDeed).where(QuestionDeed.id.in_(named)).options(WHOLE)
        locked = wanted.with_for_update(of=QuestionDeed)
        deed = session.scalar(locked) if named else QuestionDeed.last_of(author(), WHOLE)
        if deed is None:
            raise Refusal("There is nothing to undo.")
        held([change.question_id for change in deed.changes])
        deed.undo(author())
        at = deed.changes[0].question_id
    flash("Undone.", "done")
    return redirect(url_for("desk.question", number=at, **Sight.asked_for(request.args).query), 303)


def undoing(deed: QuestionDeed) -> str:
    """The kind of message that offers to take DEED back, if it changed anything."""
    return f"undo-deed-{deed.id}" if deed.id else "done"


def _apart(found: Sequence[Question], act: Act) -> tuple[list[Question], list[Question]]:
    """Those FOUND that ACT is about, and those that somebody decided about after the page was shown."""
    seen = meanwhile.shown("shown", "selected") if act.goes_on else {}
    stale = [each for each in found if meanwhile.is_stale(each.id, each.state, act.to, seen)]
    return [each for each in found if each not in stale], stale


def _do(act: Act, found: Sequence[Question], lost: int) -> tuple[list[Question], list[Refusal]]:
    """ACT on each that was FOUND and lets it, while so many are LOST. Raises a Refusal where none does."""
    done, refused = [], [gone() for _ in range(lost)]
    for question in found:
        try:
            act.do(question, author())
            done.append(question)
        except Refusal as refusal:
            refused.append(refusal)
    if refused and not done:
        raise refused[-1]
    if not done:
        raise Refusal(NOTHING_CHOSEN, 422)
    return done, refused


def held(numbers: Sequence[int]) -> Sequence[Question]:
    """The questions with NUMBERS, which nobody else changes until the commit."""
    wanted = select(Question).where(Question.id.in_(numbers)).order_by(Question.id)
    loaded = wanted.options(selectinload(Question.changes)).with_for_update(of=Question)
    return db.session.scalars(loaded).all()


def _told(act: Act, done: Sequence[Question], refused: Sequence[Refusal]) -> str:
    what = f"“{done[0].title}”" if len(done) == 1 else f"{len(done)} questions"
    left = f" {len(refused)} could not be: {refused[-1]}" if refused else ""
    return f"{what} {act.said}.{left}"
