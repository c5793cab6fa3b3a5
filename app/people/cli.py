"""`flask people`: who may sign in."""

import sys

import click
from flask.cli import AppGroup

from app.db import writing
from app.people import codes
from app.people.access import role_of_new
from app.people.deeds import Deed
from app.people.links import address_of
from app.people.model import Person, Role
from app.people.resets import Reset
from app.web import Refusal

people = AppGroup("people", help="The people who write here.")


@people.command("add")
@click.argument("name")
@click.option("--email", required=True, help="The address to sign in with.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="What they may do: owner for the first person, and author for all others, unless you say.",
)
def add(name: str, email: str, role: str | None) -> None:
    """Add a person called NAME. The password is asked for, or read from standard input."""
    if "@" not in email or any(space in email for space in " \r\n"):
        raise click.ClickException(f"“{email}” is not an e-mail address.")
    if not name.strip():
        raise click.ClickException("A person needs a name.")
    password = _password()
    try:
        with writing():
            _add(name.strip(), email, password, role_of_new(Role(role) if role else None))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{name} can sign in with {email}.")


@people.command("reset")
@click.argument("email")
@click.option("--codes-off", is_flag=True, help="Ask for no code from an app any more: the phone is lost.")
def reset(email: str, codes_off: bool) -> None:
    """Print a link by which whoever signs in with EMAIL chooses a new password, within an hour."""
    try:
        with writing():
            token = _reset(email, codes_off)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(address_of("desk.reset", token))


def _reset(email: str, codes_off: bool) -> str:
    person = Person.with_email(email)
    if person is None:
        raise Refusal(f"Nobody here has the address {email}.")
    token = Reset.for_person(person)
    Deed.record(None, f"Made a link for {person.name} to choose a new password by")
    if codes_off:
        codes.turn_off(person, by=None)
    return token


def _add(name: str, email: str, password: str, role: Role) -> None:
    """A new person; somebody who was imported with that address is that person, and gets the password."""
    known = Person.with_email(email)
    if known is None:
        Person.named(name, email, password, role)
        return
    if known.password_hash:
        raise Refusal(f"There is somebody with the address {email} already.")
    known.name, known.role = name, role
    known.set_password(password)


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
