"""What somebody did at one stroke, and when: the record of the whole desk.

A room whose deeds can be taken back has a kind of its own, which knows what it changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

from sqlalchemy import ForeignKey, Index, Select, Text, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.base import ExecutableOption

from app.db import Base, db, moment_made, pk
from app.people.model import Person
from app.web import Refusal

OPEN_DEED = "deed"
LOOK_BACK = 20
"""So many of the last deeds are looked at for one that can be taken back."""


class Deed(Base):
    """What somebody did at one stroke, to one thing or to many. BY is None where the clock did it.

    `told` says what it was in a sentence; where that is empty, what it changed says so.
    """

    __tablename__ = "deed"
    topic = None
    __table_args__ = (
        Index("ix_deed_last", "by_id", "about", "undone", "id"),
        Index("ix_deed_of", "by_id", "id"),
        Index("ix_deed_at", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[pk]
    about: Mapped[str] = mapped_column(server_default="questions")
    told: Mapped[str] = mapped_column(Text, default="", server_default=sql("''"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[moment_made]
    undone: Mapped[bool] = mapped_column(default=False)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("deed.id"))

    by: Mapped[Person | None] = relationship(lazy="joined")

    __mapper_args__ = {"polymorphic_on": "about", "polymorphic_identity": "column"}  # noqa: RUF012

    @staticmethod
    def record(by: Person | None, told: str) -> None:
        """Note that BY did what TOLD says; it is taken back where it was done, if at all."""
        db.session.add(Deed(by_id=by.id if by else None, told=told))

    @classmethod
    def last_of(cls, by: Person, *options: ExecutableOption) -> Self | None:
        """The last of this kind that BY did and can take back; OPTIONS say what to load with it."""
        few = db.session.scalars(cls._standing(by).limit(LOOK_BACK).options(*options))
        return next((deed for deed in few if deed.may_be_undone), None)

    @classmethod
    def is_any_of(cls, by: Person) -> bool:
        """Whether BY did anything of this kind that stands."""
        return db.session.scalar(cls._standing(by).with_only_columns(cls.id).limit(1)) is not None

    @classmethod
    def _standing(cls, by: Person) -> "Select[Self]":
        theirs = select(cls).where(cls.by_id == by.id, cls.undone.is_(False), cls.undoes_id.is_(None))
        return theirs.order_by(cls.id.desc())

    @property
    def may_be_undone(self) -> bool:
        """Whether nothing that it changed was changed since, and there is a way back from all of it."""
        return False

    def undo(self, by: Person) -> None:
        """Let all that it changed be as before. Raises Refusal where something was changed since."""
        if self.undone or self.undoes_id is not None:
            raise Refusal("That was undone already.")
        with one_deed(by, type(self)) as undoing:
            undoing.undoes_id = self.id
            undoing.told = f"Undone: {self.told}" if self.told else ""
            self._take_back(by)
        self.undone = True

    def _take_back(self, by: Person) -> None:
        raise Refusal("That is taken back where it was done.")


D = TypeVar("D", bound=Deed)


@contextmanager
def one_deed(by: Person | None, kind: type[D]) -> Iterator[D]:
    """Whatever of its KIND BY does inside is one deed."""
    deed = kind(by_id=by.id if by else None)
    db.session.info[OPEN_DEED] = deed
    try:
        yield deed
    finally:
        del db.session.info[OPEN_DEED]


def deed_of(by: Person | None, kind: type[D]) -> D:
    """The deed of its KIND that is under way, or a new one of BY."""
    under_way: Any = db.session.info.get(OPEN_DEED)
    return under_way if isinstance(under_way, kind) else kind(by_id=by.id if by else None)
