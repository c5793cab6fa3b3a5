"""Adding people from the command line."""

import pytest
from flask import Flask

from app.db import db, writing
from app.people import Person, passwords


def add(app: Flask, *arguments: str, password: str = "a long password\n") -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["people", "add", *arguments], input=password)
    return result.exit_code, result.output


def test_a_person_is_added_with_a_password_from_standard_input(app: Flask) -> None:
    assert add(app, "Hester", "--email", "H@Column.example", "--role", "owner")[0] == 0
    with app.app_context():
        person = Person.with_email("h@column.example")
        assert person is not None
        assert passwords.matches(person.password_hash, "a long password")
        assert "a long password" not in (person.password_hash or "")


@pytest.mark.parametrize(
    ("arguments", "password", "sentence"),
    [
        (("H", "--email", "h@c.example"), "short\n", "at least 10 characters"),
        (("H", "--email", "nobody"), "a long password\n", "not an e-mail address"),
        ((" ", "--email", "h@c.example"), "a long password\n", "needs a name"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    app: Flask, arguments: tuple[str, ...], password: str, sentence: str
) -> None:
    code, said = add(app, *arguments, password=password)
    assert code == 1
    assert sentence in said


def test_an_address_belongs_to_one_person(app: Flask) -> None:
    add(app, "H", "--email", "h@c.example")
    code, said = add(app, "I", "--email", "H@c.example")
    assert code == 1
    assert "somebody with the address" in said


def test_an_author_who_was_imported_gets_a_password(app: Flask) -> None:
    with app.app_context(), writing():
        Person.named("Imported", "h@c.example", None)
    assert add(app, "Hester", "--email", "h@c.example")[0] == 0
    with app.app_context():
        person = db.session.get_one(Person, 1)
        assert person.name == "Hester"
        assert passwords.matches(person.password_hash, "a long password")


def test_a_person_without_a_password_cannot_sign_in(app: Flask) -> None:
    assert not passwords.matches(None, "nobody has this password")
    with app.app_context():
        assert db.session.get(Person, 1) is None
