"""Who may do what: roles, and access taken away and given back. One owner always stays."""

from sqlalchemy import select

from app import clock
from app.db import db
from app.people import sessions
from app.people.addresses import forget_wishes_of
from app.people.deeds import Deed
from app.people.invitations import withdraw_all_of
from app.people.model import Person, Role
from app.people.resets import forget_links_of
from app.web import Refusal


def change_role(person: Person, role: Role, by: Person) -> None:
    """Let PERSON be ROLE. Raises Refusal for the last owner."""
    if role is person.role:
        return
    if person.role is Role.OWNER:
        _refuse_last_owner(person)
        withdraw_all_of(person, by)
    Deed.record(by, f"Made {person.name} {role}, who was {person.role}")
    person.role = role


def remove_access(person: Person, by: Person) -> None:
    """Sign PERSON out for good; what they wrote stays. Raises Refusal for oneself and the last owner."""
    if person.id == by.id:
        raise Refusal("Nobody can remove their own access. Another owner can.")
    if person.barred_at is not None:
        return
    _refuse_last_owner(person)
    person.barred_at = clock.now()
    sessions.end_others(person)
    forget_links_of(person)
    forget_wishes_of(person)
    withdraw_all_of(person, by)
    Deed.record(by, f"Removed the access of {person.name}")


def restore_access(person: Person, by: Person) -> None:
    """Let PERSON sign in again, with what they signed in with before."""
    if person.barred_at is not None:
        person.barred_at = None
        Deed.record(by, f"Restored the access of {person.name}")


def role_of_new(wanted: Role | None = None) -> Role:
    """What somebody new is: as WANTED, else author; the first is owner. Raises Refusal for another."""
    if _owners():
        return wanted or Role.AUTHOR
    if wanted not in (None, Role.OWNER):
        raise Refusal("The first person here is its owner. Add the owner first.")
    return Role.OWNER


def _refuse_last_owner(person: Person) -> None:
    """Raises Refusal unless another owner than PERSON can sign in; owners change one at a time."""
    if person.role is Role.OWNER and not {owner.id for owner in _owners()} - {person.id}:
        raise Refusal(f"{person.name} is the only owner. Make somebody else owner first.")


def _owners() -> list[Person]:
    signing_in = (Person.password_hash.is_not(None), Person.barred_at.is_(None))
    owners = select(Person).where(Person.role == Role.OWNER, *signing_in).order_by(Person.id)
    return list(db.session.scalars(owners.with_for_update()))
