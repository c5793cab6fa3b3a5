"""People with an account: those who write the column, and those who help."""

from flask import Flask
from flask_login import LoginManager, current_user

from app.people.deeds import Deed, deed_of, one_deed
from app.people.invitations import Invitation
from app.people.model import Person, Role
from app.people.passwords import TooShort
from app.people.sessions import SignIn, signed_in_with

__all__ = [
    "Deed",
    "Invitation",
    "Person",
    "Role",
    "SignIn",
    "TooShort",
    "deed_of",
    "init_app",
    "one_deed",
    "signed_in",
]


def init_app(app: Flask) -> None:
    """Let APP and its templates know who is signed in: `me`, or None."""
    login = LoginManager(app)
    login.session_protection = None
    login.login_view = "desk.sign_in"
    login.login_message = ""
    login.user_loader(signed_in_with)
    app.context_processor(lambda: {"me": signed_in()})


def signed_in() -> Person | None:
    """Whoever sent this request, if they are signed in."""
    return current_user._get_current_object() if current_user.is_authenticated else None
