"""Passkeys: keys in the devices of people, each of which lets them in by itself."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import BigInteger, ForeignKey, LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, db, moment, moment_made, pk
from app.people import notices
from app.people.deeds import Deed
from app.people.model import Person


class Passkey(Base):
    """A key in a device of a person. `uses` is its own count, which only rises, or stays 0."""

    __tablename__ = "passkey"
    topic = None

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    uses: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[moment_made]
    used_at: Mapped[moment | None]

    person: Mapped[Person] = relationship(lazy="joined")

    def remove(self) -> None:
        """Let nobody sign in with it."""
        Deed.record(self.person, f"Removed the passkey “{self.name}”")
        notices.signs_in_otherwise(
            self.person_id, self.person.email, f"The passkey “{self.name}” was removed."
        )
        db.session.delete(self)


def are_offered() -> bool:
    """Whether browsers make passkeys for this site: it has a name, and https or the machine itself."""
    parts = urlsplit(current_app.config["QUANDARY"].site_url)
    host = parts.hostname or ""
    return not _is_number(host) and (parts.scheme == "https" or host == "localhost")


def passkeys_of(person: Person) -> Sequence[Passkey]:
    """The passkeys of PERSON, the oldest first."""
    return db.session.scalars(
        select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.id)
    ).all()


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False
