"""A new password for whoever has forgotten theirs, and the link that confirms a new address."""

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.db import writing
from app.desk.front import front
from app.desk.people_forms import ForgottenForm, NewPasswordForm
from app.people import passwords
from app.people.addresses import NewAddress
from app.people.resets import Reset
from app.web import limits, private, secret
from app.web.origins import secretly, tokenless


@front.get("/sign-in/forgotten")
def forgotten() -> Response:
    """The form."""
    return private(_asking(ForgottenForm(meta={"csrf": False})))


@front.post("/sign-in/forgotten")
@tokenless
def mail_reset() -> Response | tuple[str, int]:
    """Mail a link where the address is known; the answer is the same where it is not."""
    form = ForgottenForm(meta={"csrf": False})
    if not form.validate() or not form.email.data:
        form.email.errors = form.email.errors or ["Please give the address that you sign in with."]
        return _asking(form), 422
    email = form.email.data.lower()
    limits.spend(limits.FORGOTTEN, limits.here(), limits.hashed(email))
    with writing():
        Reset.mail(email)
    return private(render_template("desk/forgotten_sent.html", email=form.email.data))


@front.get("/sign-in/reset/<token>")
def reset(token: str) -> Response:
    """The form for a new password."""
    return _choosing(token, NewPasswordForm(meta={"csrf": False}))


@front.post("/sign-in/reset/<token>")
@secretly
def choose_password(token: str) -> Response | tuple[Response, int]:
    """Take the new password; signing in with it is the next step, and asks for a code where one is on."""
    form = NewPasswordForm(meta={"csrf": False})
    Reset.behind(token)
    try:
        password_hash = passwords.hashed(form.new_password.data or "")
    except passwords.TooShort as short:
        form.new_password.errors = [str(short)]
        return _choosing(token, form), short.status
    with writing():
        Reset.behind(token).use(password_hash)
    return redirect(url_for("desk.sign_in", after="reset"), 303)


@front.get("/sign-in/address/<token>")
def address(token: str) -> Response:
    """What is about to change; a mail program that opens links changes nothing."""
    return secret(render_template("desk/address.html", wish=NewAddress.behind(token), token=token))


@front.post("/sign-in/address/<token>")
@secretly
def confirm_address(token: str) -> Response:
    """Take the new address."""
    with writing():
        NewAddress.behind(token).confirm()
    return redirect(url_for("desk.sign_in", after="address"), 303)


def _asking(form: ForgottenForm) -> str:
    mails = current_app.config["QUANDARY"].mail_url is not None
    return render_template("desk/forgotten.html", form=form, mails=mails)


def _choosing(token: str, form: NewPasswordForm) -> Response:
    return secret(
        render_template("desk/reset.html", form=form, person=Reset.behind(token).person, token=token)
    )
