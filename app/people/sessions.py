"""The sessions in which people are signed in, each in a browser of theirs."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Delete, ForeignKey, delete, select, update
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.db import Base, db, moment, moment_made, pk, writing
from app.people.model import Person
from app.web import tokens

LASTS = timedelta(days=90)
"""How long a session lasts at most; its cookie lasts as long."""
SIGHTING = timedelta(minutes=5)
"""How often it is noted that somebody is here."""


class SignIn(Base):
    """A session of a person. Only the hash of its key is kept. `browser` says in plain words what in."""

    __tablename__ = "sign_in"
    topic = None

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    began_at: Mapped[moment_made]
    seen_at: Mapped[moment | None]
    browser: Mapped[str] = mapped_column(default="", server_default=sql("''"))

    person: Mapped[Person] = relationship(lazy="joined")


def begin(person: Person, browser: str) -> None:
    """Begin a session of PERSON in BROWSER; theirs that ran out are forgotten."""
    now, person.session_key = clock.now(), tokens.new_token()
    db.session.execute(_of(person).where(SignIn.began_at < now - LASTS))
    key = tokens.hashed(person.session_key)
    db.session.add(SignIn(person_id=person.id, key_hash=key, seen_at=now, browser=browser))


def signed_in_with(key: str) -> Person | None:
    """Who signed in with the session key KEY, unless that session was ended or their access taken away."""
    sign_in = db.session.scalar(select(SignIn).where(SignIn.key_hash == tokens.hashed(key)))
    if sign_in is None or sign_in.person.barred_at or sign_in.began_at < clock.now() - LASTS:
        return None
    sign_in.person.session_key = key
    sign_in.person.seen_at = sign_in.seen_at or sign_in.began_at
    return sign_in.person


def note_sighting(person: Person) -> None:
    """Note that PERSON, who is signed in, is here; in a transaction of its own, every few minutes."""
    now, this_one = clock.now(), SignIn.key_hash == tokens.hashed(person.session_key)
    if person.seen_at < now - SIGHTING:
        with writing() as session:
            session.execute(update(SignIn).where(this_one).values(seen_at=now))


def sessions_of(person: Person) -> Sequence[SignIn]:
    """The sessions of PERSON, the one that was seen last first."""
    lasting = SignIn.began_at >= clock.now() - LASTS
    query = select(SignIn).where(SignIn.person_id == person.id, lasting)
    return db.session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc()).limit(100)).all()


def is_this_one(sign_in: SignIn, person: Person) -> bool:
    """Whether SIGN_IN is the session in which PERSON asks."""
    return sign_in.key_hash == tokens.hashed(person.session_key)


def end_session(key: str) -> None:
    """Sign out wherever KEY is used."""
    db.session.execute(delete(SignIn).where(SignIn.key_hash == tokens.hashed(key)))


def end_one(person: Person, number: int) -> None:
    """End the session NUMBER of PERSON."""
    db.session.execute(_of(person).where(SignIn.id == number))


def end_others(person: Person) -> None:
    """End all sessions of PERSON but the one in which they ask, if they ask in one."""
    db.session.execute(_of(person).where(SignIn.key_hash != tokens.hashed(person.session_key)))


def _of(person: Person) -> Delete:
    return delete(SignIn).where(SignIn.person_id == person.id)
