"""The list of people, with what an owner wants to know of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.db import db
from app.db.pages import Page
from app.people.codes import Authenticator
from app.people.model import Person, Role
from app.people.passkeys import Passkey
from app.people.sessions import SignIn

PAGE = 50
MOST_AUTHORS = 200


@dataclass(frozen=True)
class Listed:
    """A person, when they were last seen, and what beside the password lets them in."""

    person: Person
    seen_at: datetime | None
    passkeys: int
    has_codes: bool

    @property
    def second_factor(self) -> str:
        """What it is, in words; "" where there is none."""
        keys = f"{self.passkeys} passkey{'' if self.passkeys == 1 else 's'}" if self.passkeys else ""
        return " and ".join(filter(None, ("codes from an app" if self.has_codes else "", keys)))


def everybody(number: int) -> Page[Listed]:
    """Page NUMBER of all people, those who may sign in first; one query."""
    seen = select(func.max(SignIn.seen_at)).where(SignIn.person_id == Person.id).scalar_subquery()
    keys = select(func.count()).where(Passkey.person_id == Person.id).scalar_subquery()
    on = (Authenticator.person_id == Person.id, Authenticator.on_at.is_not(None))
    query = select(Person, seen, keys, select(Authenticator.person_id).where(*on).exists())
    first = (Person.barred_at.is_not(None), Person.password_hash.is_(None), Person.id)
    rows = db.session.execute(query.order_by(*first).offset((number - 1) * PAGE).limit(PAGE + 1)).all()
    return Page([Listed(*row) for row in rows[:PAGE]], number, len(rows) > PAGE)


def authors() -> Sequence[str]:
    """The names of those who write the column, or did, at most 200."""
    query = select(Person.name).where(Person.role != Role.MODERATOR)
    return db.session.scalars(query.order_by(Person.id).limit(MOST_AUTHORS)).all()
