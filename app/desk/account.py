"""One's own account: name, address, password, and the browsers that are signed in."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import Field

from app.db import db, writing
from app.desk.coming_in import this_browser
from app.desk.front import author, front
from app.desk.people_forms import AddressForm, NameForm, PasskeyForm, PasswordForm
from app.people import Person, codes, passkeys, passwords, recovery, sessions
from app.people.accounts import change_password
from app.people.accounts import rename as call
from app.people.addresses import NewAddress
from app.web import Refusal, limits


@front.get("/desk/account")
def account() -> str:
    """All of it."""
    return account_page()


@front.post("/desk/account/name")
def rename() -> Response | tuple[str, int]:
    """Take another name."""
    form = NameForm()
    if not form.validate():
        return account_page(name_form=form), 422
    with writing():
        call(myself(), form.name.data)
    return back("Saved.")


@front.post("/desk/account/address")
def wish_address() -> Response | tuple[str, int]:
    """Ask at the new address whether it is one's own."""
    form = AddressForm()
    if not form.validate() or not form.email.data:
        form.email.errors = form.email.errors or ["Please give the new address."]
        return account_page(address_form=form), 422
    if not knows_password(form.address_password):
        return account_page(address_form=form), 422
    try:
        with writing():
            NewAddress.wish(myself(), form.email.data)
    except Refusal as refusal:
        form.email.errors = [str(refusal)]
        return account_page(address_form=form), refusal.status
    return back(f"A mail is on its way to {form.email.data}: open the link in it, and the address is yours.")


@front.post("/desk/account/password")
def save_password() -> Response | tuple[str, int]:
    """Take another password, and end all other sessions."""
    form = PasswordForm()
    if not knows_password(form.current_password):
        return account_page(password_form=form), 422
    try:
        password_hash = passwords.hashed(form.new_password.data or "")
    except passwords.TooShort as short:
        form.new_password.errors = [str(short)]
        return account_page(password_form=form), short.status
    with writing():
        change_password(myself(), password_hash)
    return back("Your password is changed, and you are signed out everywhere else.")


@front.post("/desk/account/sessions/<int:number>/end")
def end_session(number: int) -> Response:
    """Sign out somewhere else."""
    with writing():
        sessions.end_one(author(), number)
    return back("That browser is signed out.")


@front.post("/desk/account/sessions/end-others")
def end_other_sessions() -> Response:
    """Sign out everywhere else."""
    with writing():
        sessions.end_others(author())
    return back("All other browsers are signed out.")


def account_page(**forms: Any) -> str:
    """The account, with each of FORMS as it came back, and the others as they are kept."""
    me = author()
    return render_template(
        "desk/account.html",
        **{
            "name_form": NameForm(formdata=None, name=me.name),
            "address_form": AddressForm(formdata=None),
            "password_form": PasswordForm(formdata=None),
            "passkey_form": PasskeyForm(formdata=None, passkey_name=this_browser()),
        }
        | forms,
        sessions=[(each, sessions.is_this_one(each, me)) for each in sessions.sessions_of(me)],
        passkeys=passkeys.passkeys_of(me),
        passkeys_offered=passkeys.are_offered(),
        codes_on=codes.are_on(me),
        codes_left=recovery.codes_left(me),
    )


def myself() -> Person:
    """Whoever is at the desk, for us alone until the end of what is being written."""
    return db.session.get_one(Person, author().id, with_for_update={"of": Person})


def knows_password(field: Field) -> bool:
    """Whether FIELD holds one's own password; a few wrong ones in a while, not more."""
    key = limits.hashed(author().email)
    limits.spend(limits.SIGN_IN, key)
    if not passwords.matches(author().password_hash, field.data or ""):
        field.errors = ["That is not your password."]
        return False
    limits.give_back(limits.SIGN_IN, key)
    return True


def back(said: str) -> Response:
    """To the account, where SAID is said."""
    flash(said, "done")
    return redirect(url_for("desk.account"), 303)
