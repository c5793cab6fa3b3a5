"""Comments that are filed under one part of a round-up: as long as there are any, the part stays."""

from sqlalchemy import Connection, Select, event, select, update
from sqlalchemy.orm import Mapper

from app.comments.model import Comment
from app.comments.states import State
from app.db import db
from app.posts import Part
from app.web import Refusal

GONE = (State.SPAM, State.REMOVED)
"""What readers do not see holds no part."""


def are_filed_under(part: Part) -> bool:
    """Whether there are comments under PART that readers see or may come to see."""
    return db.session.scalar(_any_under(part)) is not None


def refusal(part: Part) -> Refusal:
    """Why PART cannot go."""
    return Refusal(
        f"Readers have said something about “{part.heading}”, and that would be left without a place."
        " The part can stay under another heading, with another answer."
    )


@event.listens_for(Part, "before_delete")
def _refuse(_: "Mapper[Part]", connection: Connection, part: Part) -> None:
    """Whoever takes parts away, by a save or by an older revision: not this one."""
    if connection.scalar(_any_under(part)) is not None:
        raise refusal(part)
    connection.execute(update(Comment).where(Comment.part_id == part.id).values(part_id=None))


def _any_under(part: Part) -> Select[int]:
    return select(Comment.id).where(Comment.part_id == part.id, Comment.state.not_in(GONE)).limit(1)
