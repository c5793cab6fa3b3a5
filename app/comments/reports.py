"""What readers report about a comment."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.comments.deeds import CommentDeed, CommentMove
from app.comments.model import Comment
from app.comments.states import State
from app.db import Base, db, moment_made, pk, prose
from app.people import one_deed

ENOUGH = 3
"""So many open reports hold a comment until it is decided."""


class Report(Base):
    """A reader thinks that a comment should not stand. PLACE is a hash of where they were and of it."""

    __tablename__ = "report"
    topic = None
    __table_args__ = (
        UniqueConstraint("comment_id", "place"),
        Index("ix_report_open", "closed_by_id", "comment_id"),
    )

    id: Mapped[pk]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"))
    reason: Mapped[prose]
    place: Mapped[str]
    at: Mapped[moment_made]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("comment_move.id", ondelete="SET NULL"))

    comment: Mapped[Comment] = relationship(back_populates="reports")
    closed_by: Mapped[CommentMove | None] = relationship(back_populates="closed")


def report(comment: Comment, reason: str, place: str) -> None:
    """Keep REASON, once for each PLACE. Enough of them hold what a reader wrote until it is decided."""
    if any(each.place == place for each in comment.reports):
        return
    db.session.add(Report(comment=comment, reason=reason, place=place))
    count = len(comment.open_reports)
    if count >= ENOUGH and comment.state is State.PUBLISHED and comment.person_id is None:
        with one_deed(None, CommentDeed) as deed:
            comment.hold(None, f"Reported by {count} readers.")
            deed.told = f"Held {comment.name}’s comment: {count} readers reported it."
