"""Codes from an app as a second factor (RFC 6238: 6 digits, 30 seconds)."""

from hmac import compare_digest

import pyotp
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, db, moment
from app.people import notices, recovery, sealing
from app.people.deeds import Deed
from app.people.model import Person
from app.web import Refusal

STEP = 30
DRIFT = (-1, 0, 1)
"""The clock of a phone may be a step behind or ahead (RFC 6238, 5.2)."""


class Authenticator(Base):
    """The secret that a person's app makes codes from. It counts from the moment that a code confirmed it."""

    __tablename__ = "authenticator"
    topic = None

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[str]
    on_at: Mapped[moment | None]
    last_step: Mapped[int] = mapped_column(default=0)

    @property
    def secret(self) -> str:
        """The secret in base32, as an app takes it. Raises Refusal where the key of the site is another."""
        return sealing.opened(self.sealed)

    def address_for(self, person: Person, column: str) -> str:
        """What an app reads from the picture: an address of the otpauth scheme that names the COLUMN."""
        return pyotp.TOTP(self.secret).provisioning_uri(name=person.email, issuer_name=column)

    def takes(self, code: str) -> bool:
        """Whether CODE is right now, and later than the last that was taken: each is taken once."""
        now, app = int(clock.now().timestamp()) // STEP, pyotp.TOTP(self.secret)
        steps = [now + drift for drift in DRIFT]
        right = [step for step in steps if compare_digest(app.generate_otp(step).encode(), code.encode())]
        later = [step for step in right if step > self.last_step]
        if later:
            self.last_step = later[-1]
        return bool(later)


def authenticator_of(person: Person) -> Authenticator | None:
    """What the app of PERSON goes by, on or about to be."""
    return db.session.get(Authenticator, person.id)


def are_on(person: Person) -> bool:
    """Whether PERSON is asked for a code."""
    known = authenticator_of(person)
    return known is not None and known.on_at is not None


def prepare(person: Person) -> None:
    """Make a secret for PERSON's app, which counts once it is confirmed. Raises Refusal where one does."""
    if are_on(person):
        raise Refusal("Codes are on already.")
    begun = authenticator_of(person) or Authenticator(person_id=person.id)
    begun.sealed, begun.last_step = sealing.sealed(pyotp.random_base32()), 0
    db.session.add(begun)


def turn_on(person: Person, code: str) -> list[str]:
    """Ask PERSON for a code from now on; returns recovery codes. Raises Refusal for a wrong CODE."""
    begun = _locked(person)
    if begun is None or begun.on_at is not None:
        raise Refusal("There is nothing to confirm. Begin again from your account.")
    if not begun.takes(_digits(code)):
        raise Refusal("That code is not right. Type the one that your app shows now.", 422)
    begun.on_at = clock.now()
    Deed.record(person, "Turned on codes from an app")
    notices.signs_in_otherwise(person.id, person.email, "Signing in now asks for a code from your app.")
    return recovery.new_codes(person)


def turn_off(person: Person, by: Person | None) -> None:
    """Ask PERSON for no code any more. Raises Refusal where nothing is asked."""
    known = authenticator_of(person)
    if known is None:
        raise Refusal("Codes are off already.")
    db.session.delete(known)
    recovery.forget_codes(person)
    Deed.record(by, "Turned off codes from an app" + ("" if by else f", for {person.name}"))
    notices.signs_in_otherwise(person.id, person.email, "Signing in asks for no code from your app any more.")


def renew_recovery(person: Person) -> list[str]:
    """New recovery codes for PERSON. Raises Refusal where no code is asked for."""
    if not are_on(person):
        raise Refusal("Codes are off, so there is nothing to recover.")
    Deed.record(person, "Made new recovery codes")
    return recovery.new_codes(person)


def lets_in(person: Person, typed: str) -> bool:
    """Whether what was TYPED is a code of PERSON's app or a recovery code; it is spent by that."""
    known = _locked(person)
    if known is None or known.on_at is None:
        return False
    return recovery.spend(person, typed) or known.takes(_digits(typed))


def _locked(person: Person) -> Authenticator | None:
    """The same, for us alone until the end of what is being written: a code counts once."""
    return db.session.get(Authenticator, person.id, with_for_update=True)


def _digits(typed: str) -> str:
    return "".join(typed.split())
