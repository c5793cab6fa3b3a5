"""What was decided about comments at one stroke; and how it is taken back."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, column, func, or_, select, table
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship, selectinload

from app.comments.states import State
from app.db import Base, db, pk, words
from app.people import Deed, Person
from app.web import Refusal

if TYPE_CHECKING:
    from app.comments.model import Comment
    from app.comments.reports import Report

_comment = table("comment", column("id"), column("state"))
"""As much of a comment as it takes to see where it stands; the model itself builds on its deeds."""


class CommentDeed(Deed):
    """What was decided about comments at one stroke."""

    __mapper_args__ = {"polymorphic_identity": "comments"}  # noqa: RUF012

    moves: Mapped[list["CommentMove"]] = relationship(order_by="CommentMove.id", back_populates="deed")

    @property
    def may_be_undone(self) -> bool:
        """Whether it stands, and none of its comments was decided again since."""
        return not self.undone and self.undoes_id is None and bool(open_to_undo([self.id]))

    def _take_back(self, by: Person) -> None:
        self._lock()
        if not open_to_undo([self.id]):
            raise Refusal("Something else was decided since, so that cannot be undone any more.")
        whole = (selectinload(CommentMove.comment), selectinload(CommentMove.closed))
        of_this = select(CommentMove).where(CommentMove.deed_id == self.id).options(*whole)
        decided = _decided_before(self.id)
        for move in db.session.scalars(of_this.order_by(CommentMove.id.desc())).all():
            move.comment.take_back(move, by, was_decided=move.comment_id in decided)

    def _lock(self) -> None:
        """Let nobody else decide about its comments until the commit."""
        numbers = select(CommentMove.comment_id).where(CommentMove.deed_id == self.id)
        wanted = select(_comment.c.id).where(_comment.c.id.in_(numbers)).order_by(_comment.c.id)
        db.session.execute(wanted.with_for_update())


class CommentMove(Base):
    """One decision about a comment: what it was, and what it became; both are the same where it stayed so."""

    __tablename__ = "comment_move"
    topic = None

    id: Mapped[pk]
    deed_id: Mapped[int] = mapped_column(ForeignKey("deed.id", ondelete="CASCADE"), index=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    was: Mapped[State] = mapped_column(words(State))
    became: Mapped[State] = mapped_column(words(State))

    deed: Mapped[CommentDeed] = relationship(back_populates="moves")
    comment: Mapped["Comment"] = relationship(back_populates="moves")
    closed: Mapped[list["Report"]] = relationship(back_populates="closed_by")


def open_to_undo(numbers: Collection[int]) -> set[int]:
    """Those of the deeds with NUMBERS that moved comments of which none was decided again since."""
    later, deed = aliased(CommentMove), aliased(Deed)
    again = (
        select(later.id)
        .join(deed, deed.id == later.deed_id)
        .where(later.comment_id == CommentMove.comment_id, later.id > CommentMove.id)
        .where(deed.undone.is_(False), deed.undoes_id.is_(None))
    )
    moved = select(CommentMove.deed_id).where(CommentMove.deed_id.in_(numbers)).distinct()
    stands_elsewhere = _comment.c.state != CommentMove.became
    since = moved.join(_comment, _comment.c.id == CommentMove.comment_id)
    since = since.where(or_(again.exists(), stands_elsewhere))
    return set(db.session.scalars(moved)) - set(db.session.scalars(since))


def _decided_before(number: int) -> set[int]:
    """The comments of the deed with NUMBER that stood before it as somebody had decided."""
    ours = aliased(CommentMove)
    earlier = (
        select(CommentMove.comment_id)
        .join(Deed, Deed.id == CommentMove.deed_id)
        .join(ours, ours.comment_id == CommentMove.comment_id)
        .where(ours.deed_id == number, CommentMove.id < ours.id)
        .where(Deed.undone.is_(False), Deed.undoes_id.is_(None), Deed.by_id.is_not(None))
    )
    return set(db.session.scalars(earlier))


def first_comments(numbers: Collection[int]) -> dict[int, int]:
    """The number of the first comment of each of the deeds with NUMBERS that is about comments."""
    first = select(CommentMove.deed_id, func.min(CommentMove.comment_id)).group_by(CommentMove.deed_id)
    return dict(db.session.execute(first.where(CommentMove.deed_id.in_(numbers))).all())
