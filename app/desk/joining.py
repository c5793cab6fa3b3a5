"""Joining by an invitation."""

from flask import render_template
from werkzeug.wrappers import Response

from app.db import writing
from app.desk.coming_in import come_in
from app.desk.front import front
from app.desk.people_forms import JoinForm
from app.people import Invitation, passwords
from app.web import Refusal, secret
from app.web.origins import secretly


@front.get("/join/<token>")
def join(token: str) -> Response:
    """Who invites, to what, and the form."""
    invitation = Invitation.behind(token)
    form = JoinForm(formdata=None, name=invitation.name, meta={"csrf": False})
    return _page(token, form)


@front.post("/join/<token>")
@secretly
def joined(token: str) -> Response | tuple[Response, int]:
    """Take the invitation up, and come in."""
    form, invited_at = JoinForm(meta={"csrf": False}), Invitation.behind(token).email
    if not form.validate() or not _has_address(form, invited_at):
        return _page(token, form), 422
    try:
        password_hash = passwords.hashed(form.password.data or "")
        with writing():
            person = Invitation.behind(token).accept(form.name.data, form.email.data, password_hash)
    except passwords.TooShort as short:
        form.password.errors = [str(short)]
        return _page(token, form), short.status
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        form.email.errors = [str(refusal)]
        return _page(token, form), refusal.status
    return come_in(person)


def _has_address(form: JoinForm, invited_at: str) -> bool:
    if invited_at or form.email.data:
        return True
    form.email.errors = ["Please give the address that you will sign in with."]
    return False


def _page(token: str, form: JoinForm) -> Response:
    invitation = Invitation.behind(token)
    return secret(render_template("desk/join.html", invitation=invitation, form=form, token=token))
