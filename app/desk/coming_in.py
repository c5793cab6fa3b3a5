"""What all ways of coming in end with, and the challenge that a passkey answers."""

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, session
from flask_login import login_user
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk.roles import home_of
from app.people import Person, browsers, passkeys, sessions
from app.web import private, slips

CHALLENGE = "challenge"


def come_in(person: Person, wanted: str | None = None) -> Response:
    """Begin a session of PERSON, and lead to the page of ours that was WANTED, or to where they begin."""
    browser = this_browser()
    with writing():
        person = db.session.get_one(Person, person.id)
        sessions.begin(person, browser)
    session.clear()
    session.permanent = True
    login_user(person)
    return redirect(_on_this_site(wanted) or home_of(person), 303)


def this_browser() -> str:
    """The browser that sent this request, in plain words."""
    return browsers.in_plain_words(request.user_agent.string)


def challenge(asking: Callable[[bytes], str]) -> Response:
    """What a browser is ASKING its passkeys, as JSON; what they are to sign goes along as a slip."""
    if not passkeys.are_offered():
        abort(404)
    fresh = secrets.token_bytes(32)
    answer = current_app.response_class(asking(fresh), mimetype="application/json")
    return slips.give(private(answer), CHALLENGE, fresh.hex())


def challenged_with() -> bytes:
    """What this browser was asked to sign; this once. Raises Refusal after five minutes."""
    return bytes.fromhex(slips.spent(CHALLENGE))


def _on_this_site(address: str | None) -> str | None:
    """ADDRESS when it is a path of ours, so that signing in cannot lead elsewhere."""
    parts = urlsplit((address or "").replace("\\", "/"))
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if ours and not parts.path.startswith("//") and parts.geturl().isprintable() else None
