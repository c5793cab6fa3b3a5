"""What people do to their own account."""

from app.people import notices, sessions
from app.people.deeds import Deed
from app.people.model import Person
from app.people.resets import forget_links_of


def rename(person: Person, name: str) -> None:
    """Call PERSON by NAME from now on, and below what they wrote."""
    if name != person.name:
        Deed.record(person, f"Took the name {name}, and was called {person.name}")
        person.name = name


def change_password(person: Person, password_hash: str) -> None:
    """Let PERSON sign in with another password, of which PASSWORD_HASH is kept; other sessions end."""
    person.password_hash = password_hash
    sessions.end_others(person)
    forget_links_of(person)
    Deed.record(person, "Changed the password")
    notices.password_changed(person.id, person.email)
