"""Coming in and going out."""

from urllib.parse import urlsplit

from flask import redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from app.db import writing
from app.desk.forms import SignInForm
from app.desk.front import author, front
from app.people import Person, passwords
from app.people.model import end_session
from app.web import limits, private
from app.web.origins import tokenless


@front.get("/sign-in")
def sign_in() -> Response:
    """The form."""
    return private(
        render_template(
            "desk/sign_in.html", form=SignInForm(next=request.args.get("next"), meta={"csrf": False})
        )
    )


@front.post("/sign-in")
@tokenless
def enter() -> Response | tuple[str, int]:
    """Check the password, at most a few times in a while."""
    form = SignInForm(meta={"csrf": False})
    email = (form.email.data or "").lower()
    keys = (limits.here(), limits.hashed(email))
    limits.spend(limits.SIGN_IN, *keys)
    person = Person.with_email(email)
    if not passwords.matches(person.password_hash if person else None, form.password.data or ""):
        form.password.errors = ["That e-mail and password do not go together."]
        return render_template("desk/sign_in.html", form=form), 422
    with writing():
        person = Person.with_email(email)
        assert person is not None
        person.sign_in()
    limits.give_back(limits.SIGN_IN, *keys)
    session.clear()
    session.permanent = True
    login_user(person)
    return redirect(_on_this_site(form.next.data) or url_for("desk.queue"), 303)


@front.post("/sign-out")
def leave() -> Response:
    """Sign out, here and wherever the cookie was copied to."""
    key = author().session_key
    with writing():
        end_session(key)
    logout_user()
    session.clear()
    return redirect(url_for("reading.home"), 303)


def _on_this_site(address: str | None) -> str | None:
    """ADDRESS when it is a path of ours, so that signing in cannot lead elsewhere."""
    parts = urlsplit((address or "").replace("\\", "/"))
    ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if ours and not parts.path.startswith("//") and parts.geturl().isprintable() else None
