"""A person, and what they may do here."""

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, db, moment, moment_made, pk, words
from app.db.facts import fact
from app.people import passwords
from app.screening.names import reads_as


class Role(StrEnum):
    """What a person may do here: each may do what the one before may, and more."""

    MODERATOR = "moderator"
    AUTHOR = "author"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        """The higher, the more they may do."""
        return list(Role).index(self)


class Person(UserMixin, Base):  # type: ignore[misc]
    """Someone with an account. One without a password was imported, and cannot sign in."""

    __tablename__ = "person"

    id: Mapped[pk]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    role: Mapped[Role] = mapped_column(words(Role), default=Role.AUTHOR)
    joined_at: Mapped[moment_made]
    barred_at: Mapped[moment | None]

    session_key = ""
    seen_at = clock.in_utc(datetime.min)

    @classmethod
    def with_email(cls, email: str) -> "Person | None":
        """Whoever has the address EMAIL, in whatever case it was typed."""
        return db.session.scalar(select(cls).where(cls.email == email.strip().lower()))

    @classmethod
    def named(cls, name: str, email: str, password: str | None, role: Role = Role.AUTHOR) -> "Person":
        """A new person. Raises TooShort for a weak password."""
        kept = None if password is None else passwords.hashed(password)
        person = cls(name=name, email=email.strip().lower(), password_hash=kept, role=role)
        db.session.add(person)
        return person

    @property
    def may_sign_in(self) -> bool:
        """Whether they have a password, and nobody took their access away."""
        return self.password_hash is not None and self.barred_at is None

    def may_act_as(self, role: Role) -> bool:
        """Whether they may do what ROLE may."""
        return self.role.rank >= role.rank

    def set_password(self, password: str) -> None:
        """From now on they sign in with PASSWORD. Raises TooShort."""
        self.password_hash = passwords.hashed(password)

    def get_id(self) -> str:
        """The key of the session for the cookie, not the number of the person: it can be ended."""
        return self.session_key


def has_name_like(name: str) -> bool:
    """Whether a reader could take NAME for one of the people who write here."""
    return any(reads_as(name, person) for person in _names())


@fact
def _names() -> tuple[str, ...]:
    return tuple(db.session.scalars(select(Person.name)))
