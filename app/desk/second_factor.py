"""Codes from an app and passkeys of one's own account."""

import segno
from flask import redirect, render_template, url_for
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.db import writing
from app.desk.account import account_page, back, knows_password, myself
from app.desk.coming_in import challenge, challenged_with, this_browser
from app.desk.front import author, front
from app.desk.people_forms import CodeForm, PasskeyForm, SureForm
from app.people import ceremony, recovery
from app.people import codes as app_codes
from app.people.passkeys import Passkey
from app.site import Site
from app.web import Refusal, private


@front.post("/desk/account/codes/prepare")
def prepare_codes() -> Response:
    """Make a secret for the app."""
    with writing():
        app_codes.prepare(myself())
    return redirect(url_for("desk.codes"), 303)


@front.get("/desk/account/codes")
def codes() -> Response:
    """The secret to be confirmed, or what can be done about codes that are on."""
    return _page(CodeForm(formdata=None), SureForm(formdata=None))


@front.post("/desk/account/codes")
def turn_codes_on() -> Response | tuple[Response, int]:
    """Check that the app shows the right code; then it counts."""
    form = CodeForm()
    try:
        with writing():
            made = app_codes.turn_on(myself(), form.code.data or "")
    except Refusal as refusal:
        form.code.errors = [str(refusal)]
        return _page(form, SureForm(formdata=None)), refusal.status
    return _shown_once(made)


@front.post("/desk/account/codes/off")
def turn_codes_off() -> Response | tuple[Response, int]:
    """Ask for no code any more."""
    form = SureForm()
    if not knows_password(form.password):
        return _page(CodeForm(formdata=None), form), 422
    with writing():
        app_codes.turn_off(myself(), author())
    return back("Codes are off.")


@front.post("/desk/account/codes/recovery")
def new_recovery_codes() -> Response | tuple[Response, int]:
    """Make new recovery codes; those before are of no use any more."""
    form = SureForm()
    if not knows_password(form.password):
        return _page(CodeForm(formdata=None), form), 422
    with writing():
        made = app_codes.renew_recovery(myself())
    return _shown_once(made)


@front.post("/desk/account/passkeys/challenge")
def make_passkey() -> Response:
    """What the browser is asked for, to make a passkey."""
    name = Site.current().name
    return challenge(lambda fresh: ceremony.to_make_one(author(), fresh, name))


@front.post("/desk/account/passkeys")
def add_passkey() -> Response | tuple[str, int]:
    """Keep the passkey that the browser has made."""
    form = PasskeyForm()
    if not form.validate():
        return account_page(passkey_form=form), 422
    try:
        asked = challenged_with()
        with writing():
            ceremony.add(
                myself(), form.passkey_name.data or this_browser(), form.credential.data or "", asked
            )
    except Refusal as refusal:
        form.passkey_name.errors = [str(refusal)]
        return account_page(passkey_form=form), refusal.status
    return back("The passkey is kept: sign in with it the next time.")


@front.post("/desk/account/passkeys/<int:number>/remove")
def remove_passkey(number: int) -> Response:
    """Let nobody sign in with it."""
    with writing() as session:
        mine = select(Passkey).where(Passkey.id == number, Passkey.person_id == author().id)
        passkey = session.scalar(mine)
        if passkey is not None:
            passkey.remove()
    return back("The passkey is removed.")


def _page(form: CodeForm, sure: SureForm) -> Response:
    known = app_codes.authenticator_of(author())
    if known is None:
        return redirect(url_for("desk.account"), 303)
    if known.on_at is not None:
        left = recovery.codes_left(author())
        return private(render_template("desk/codes_on.html", sure=sure, left=left))
    address = known.address_for(author(), Site.current().name)
    picture = segno.make(address, micro=False).svg_inline(omitsize=True, dark="#000", light="#fff", border=4)
    secret = " ".join(known.secret[at : at + 4] for at in range(0, len(known.secret), 4))
    return private(
        render_template("desk/codes.html", form=form, picture=Markup(picture), secret=secret)  # noqa: S704
    )


def _shown_once(made: list[str]) -> Response:
    """The codes as the answer to the form: no page that could be come back to."""
    return private(render_template("desk/recovery_codes.html", codes=made))
