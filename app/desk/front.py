"""The blueprint of the desk: nobody sees a page of it without having signed in."""

from flask import Blueprint, current_app, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app import text
from app.desk import roles
from app.people import signed_in
from app.people.model import Person
from app.people.sessions import note_sighting
from app.web import Refusal
from app.web.origins import SAFE, SIGNED_OUT

front = Blueprint("desk", __name__)
front.app_template_filter("word_count")(text.word_count)
front.app_template_global("may_open")(roles.may_open)


@front.before_request
def _only_signed_in() -> Response | None:
    """Everyone else is led to the door; whoever is in is kept to what their role is for."""
    if roles.is_open(request.endpoint):
        return None
    person = signed_in()
    if person is None:
        return _to_the_door()
    if request.endpoint == "desk.queue" and not roles.may_open("desk.queue"):
        return redirect(roles.home_of(person), 303)
    roles.refuse_unless_allowed(person)
    note_sighting(person)
    return None


def _to_the_door() -> Response:
    if request.method not in SAFE:
        raise Refusal(SIGNED_OUT, 403)
    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined, no-any-return]


def page_number() -> int:
    """Which page of a list is asked for, from 1."""
    return min(max(request.args.get("page", 1, int), 1), 100_000)


def numbers(name: str, sent: MultiDict[str, str] | None = None) -> list[int]:
    """What is called NAME in what was SENT, the form if nothing is said, and may be the number of a row.

    What may follow it, as in 12.held, is the state in which it was shown (see `meanwhile`).
    """
    typed = [each.partition(".")[0] for each in (request.form if sent is None else sent).getlist(name)]
    return [int(each) for each in typed if is_number(each)]


def is_number(typed: str) -> bool:
    """Whether what was TYPED may be the number of a row."""
    return typed.isdecimal() and len(typed) < 10


def asked_number(name: str) -> int:
    """What is called NAME in the address, where it may be the number of a row; else 0."""
    return next(iter(numbers(name, request.args)), 0)


def gone() -> Refusal:
    """Why nothing can be done with a question that is not there; what was typed about it is shown."""
    return Refusal(
        "That question is not here any more: its asker erased it, or it was kept for as long as the settings"
        " say.",
        404,
        resend=False,
    )


def author() -> Person:
    """Whoever is at the desk."""
    person = signed_in()
    if person is None:
        raise RuntimeError("nobody gets to the desk without signing in")
    return person
