"""Recovery codes: for whoever has lost the phone that makes the others."""

import secrets
from base64 import b32encode

from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db, pk
from app.people.model import Person
from app.web import tokens

HOW_MANY = 10


class RecoveryCode(Base):
    """A code that takes the place of one from the app, once. Only its hash is kept: it has 80 random bits."""

    __tablename__ = "recovery_code"
    topic = None

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]


def new_codes(person: Person) -> list[str]:
    """New recovery codes of PERSON, in the place of those before; nobody can see them again."""
    forget_codes(person)
    codes = [_new_code() for _ in range(HOW_MANY)]
    db.session.add_all(RecoveryCode(person_id=person.id, code_hash=_hashed(code)) for code in codes)
    return codes


def codes_left(person: Person) -> int:
    """How many PERSON has not used yet."""
    return db.session.scalar(select(func.count()).where(RecoveryCode.person_id == person.id)) or 0


def spend(person: Person, typed: str) -> bool:
    """Whether what was TYPED is one of PERSON's; from then on it is not."""
    theirs = (RecoveryCode.person_id == person.id, RecoveryCode.code_hash == _hashed(typed))
    return bool(db.session.execute(delete(RecoveryCode).where(*theirs)).rowcount)  # type: ignore[attr-defined]


def forget_codes(person: Person) -> None:
    """Let none of PERSON's be of use."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))


def _new_code() -> str:
    letters = b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _hashed(typed: str) -> str:
    """The same however it is spaced and in whatever case it is written."""
    return tokens.hashed("".join(filter(str.isalnum, typed.lower())))
