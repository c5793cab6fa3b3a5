"""Parts of the queue that somebody looks at again and again."""

from collections.abc import Sequence

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db, pk
from app.people import Person
from app.web import Refusal

MOST = 20


class SavedFilter(Base):
    """A QUERY of the queue that a person keeps under a NAME."""

    __tablename__ = "saved_filter"
    topic = None
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    name: Mapped[str]
    query: Mapped[dict[str, str]] = mapped_column(JSON)

    @classmethod
    def of(cls, person: Person) -> Sequence["SavedFilter"]:
        """Those of PERSON, by name."""
        return db.session.scalars(select(cls).where(cls.person_id == person.id).order_by(cls.name)).all()

    @classmethod
    def keep(cls, person: Person, name: str, query: dict[str, str]) -> None:
        """Keep QUERY as NAME, in place of what had that name. Raises Refusal where there are too many."""
        kept = {each.name: each for each in cls.of(person)}
        if name in kept:
            kept[name].query = query
        elif len(kept) >= MOST:
            raise Refusal(f"You have {MOST} saved filters. Remove one that you do not need any more.")
        else:
            db.session.add(cls(person_id=person.id, name=name, query=query))
