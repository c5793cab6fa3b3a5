"""Coming in, with a password, a code or a passkey, and going out."""

from flask import redirect, render_template, request, session, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response

from app.db import db, writing
from app.desk.coming_in import challenge, challenged_with, come_in
from app.desk.forms import SignInForm
from app.desk.front import author, front
from app.desk.people_forms import CodeForm
from app.people import Person, ceremony, codes, passkeys, passwords
from app.people.sessions import end_session
from app.web import Refusal, limits, private, slips, tokens
from app.web.origins import tokenless

PASSED = "passed"
"""The slip of whoever has given their password and owes a code."""


@front.get("/sign-in")
def sign_in() -> Response:
    """The form."""
    return private(_door(SignInForm(next=request.args.get("next"), meta={"csrf": False})))


@front.post("/sign-in")
@tokenless
def enter() -> Response | tuple[str, int]:
    """Check the password, at most a few times in a while; then the code, where one is asked for."""
    form = SignInForm(meta={"csrf": False})
    email = (form.email.data or "").lower()
    keys = (limits.here(), limits.hashed(email))
    limits.spend(limits.SIGN_IN, *keys)
    person = Person.with_email(email)
    if not passwords.matches(person.password_hash if person else None, form.password.data or ""):
        form.password.errors = ["That e-mail and password do not go together."]
        return _door(form), 422
    assert person is not None
    limits.give_back(limits.SIGN_IN, *keys)
    if person.barred_at is not None:
        form.email.errors = ["Your access to this column was removed. An owner can give it back."]
        return _door(form), 422
    if codes.are_on(person):
        answer = redirect(url_for("desk.code"), 303)
        return slips.give(answer, PASSED, [person.id, _fingerprint(person), (form.next.data or "")[:500]])
    return come_in(person, form.next.data)


@front.get("/sign-in/code")
def code() -> Response:
    """The second page, for whoever has given their password."""
    if slips.shown(PASSED) is None:
        return redirect(url_for("desk.sign_in"), 303)
    return private(render_template("desk/code.html", form=CodeForm(meta={"csrf": False})))


@front.post("/sign-in/code")
@tokenless
def check_code() -> Response | tuple[str, int]:
    """Check the code, from the app or one for recovery."""
    form, passed = CodeForm(meta={"csrf": False}), slips.shown(PASSED)
    number, fingerprint, wanted = passed or (0, "", None)
    person = db.session.get(Person, number)
    if person is None or fingerprint != _fingerprint(person):
        return redirect(url_for("desk.sign_in"), 303)
    limits.spend(limits.SECOND_FACTOR, str(number))
    with writing():
        right = codes.lets_in(person, form.code.data or "")
    if not right:
        form.code.errors = ["That code is not right, or was used before."]
        return render_template("desk/code.html", form=form), 422
    limits.give_back(limits.SECOND_FACTOR, str(number))
    return slips.take_back(come_in(person, wanted), PASSED)


@front.post("/sign-in/passkey/challenge")
@tokenless
def begin_passkey() -> Response:
    """What the browser is asked for, to sign in with a passkey."""
    return challenge(ceremony.to_use_one)


@front.post("/sign-in/passkey")
@tokenless
def enter_with_passkey() -> Response | tuple[str, int]:
    """Check what the browser answered: a passkey is both factors."""
    form = SignInForm(meta={"csrf": False})
    limits.spend(limits.SIGN_IN, limits.here())
    try:
        asked = challenged_with()
        with writing():
            person = ceremony.owner_of(form.credential.data or "", asked)
    except Refusal as refusal:
        form.credential.errors = [str(refusal)]
        return _door(form), refusal.status
    limits.give_back(limits.SIGN_IN, limits.here())
    return come_in(person, form.next.data)


@front.post("/sign-out")
def leave() -> Response:
    """Sign out, here and wherever the cookie was copied to."""
    key = author().session_key
    with writing():
        end_session(key)
    logout_user()
    session.clear()
    return redirect(url_for("reading.home"), 303)


def _door(form: SignInForm) -> str:
    return render_template("desk/sign_in.html", form=form, passkeys=passkeys.are_offered())


def _fingerprint(person: Person) -> str:
    """Another one after each change of the password."""
    return tokens.hashed(person.password_hash or "")
