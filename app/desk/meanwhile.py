"""What was decided after a page was shown: a decision made on that page leaves it as it is, and names it."""

from collections.abc import Sequence
from enum import StrEnum

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.comments import Comment, CommentDeed, CommentMove, State
from app.db import db
from app.desk.front import author
from app.people import Deed
from app.questions import Question
from app.questions.deeds import What
from app.site import Site

NAMED = 5
"""So many of those that are left out are named."""
BECAME = {
    State.PUBLISHED: "approved",
    State.HELD: "held",
    State.SPAM: "marked as spam",
    State.REMOVED: "removed",
    State.MOVED: "moved",
}


def shown(*names: str) -> dict[int, str]:
    """The state in which each was shown that this request calls one of NAMES: of 12.held, held."""
    pairs = (value.partition(".") for name in names for value in request.form.getlist(name))
    return {
        int(number): state for number, _, state in pairs if number.isdecimal() and len(number) < 10 and state
    }


def is_stale(number: int, state: StrEnum, to: StrEnum | None, seen: dict[int, str]) -> bool:
    """Whether what has NUMBER was SEEN in another state than this, which is not the one it is TO have."""
    return seen.get(number, state) != state and state is not to


def comments_left(stale: Sequence[Comment], *, alone: bool) -> str:
    """A sentence on the comments that are STALE; ALONE where nothing was decided beside."""
    numbers = [comment.id for comment in stale[:NAMED]]
    moves = select(CommentMove).where(CommentMove.comment_id.in_(numbers)).order_by(CommentMove.id)
    whole = joinedload(CommentMove.deed).joinedload(CommentDeed.by)
    last = {move.comment_id: move for move in db.session.scalars(moves.options(whole))}
    return _sentence([_comment(each, last.get(each.id)) for each in stale[:NAMED]], len(stale), alone)


def questions_left(stale: Sequence[Question], *, alone: bool) -> str:
    """A sentence on the questions that are STALE; ALONE where nothing was decided beside."""
    return _sentence([_question(each) for each in stale[:NAMED]], len(stale), alone)


def _sentence(named: Sequence[str], count: int, alone: bool) -> str:
    more = f"; and {count - len(named)} more" if count > len(named) else ""
    left = "Nothing was changed" if alone else f"{count} {'was' if count == 1 else 'were'} left out"
    again = "Look at it again" if count == 1 else "Look at them again"
    return f"{left}, for after this page was shown {'; '.join(named)}{more}. {again} and decide anew."


def _comment(comment: Comment, move: CommentMove | None) -> str:
    what = f"{comment.name}’s comment on “{comment.post.title}”"
    if move is None or move.became is not comment.state:
        return f"{what} was {BECAME[comment.state]}"
    if move.deed.undoes_id is not None:
        return (
            f"{_who(move.deed)} took back a decision about {what}: it is {comment.state} ({_when(move.deed)})"
        )
    return f"{_who(move.deed)} {_did(move.became, what)} ({_when(move.deed)})"


def _did(became: State, what: str) -> str:
    return f"marked {what} as spam" if became is State.SPAM else f"{BECAME[became]} {what}"


def _question(question: Question) -> str:
    moves = [change for change in question.changes if change.what is What.STATE]
    if not moves:
        return f"“{question.title}” became {question.state}"
    last = moves[-1]
    who = "you" if last.deed.by_id == author().id else last.doer.removeprefix("by ")
    return f"{who} moved “{question.title}” from {last.was} to {last.became} ({_when(last.deed)})"


def _who(deed: Deed) -> str:
    if deed.by is None:
        return "reports by readers"
    return "you" if deed.by_id == author().id else deed.by.name


def _when(deed: Deed) -> str:
    return clock.day_and_time(deed.at, Site.current().time_zone)
