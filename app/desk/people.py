"""The people at the desk: invited, given a role, kept out, let back."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import writing
from app.desk.front import author, front, page_number
from app.desk.people_forms import InvitationForm, RoleForm
from app.people import Invitation, Person, Role, access
from app.people.invitations import open_invitations
from app.people.lists import everybody
from app.web import Refusal, secret


@front.get("/desk/people")
def people() -> str:
    """Everybody, and who was invited."""
    return _page(InvitationForm(formdata=None))


@front.post("/desk/people/invite")
def invite() -> Response | tuple[str, int]:
    """Invite somebody, by mail or by a link that is shown now and never again."""
    form = InvitationForm()
    if not form.validate():
        return _page(form), 422
    try:
        with writing():
            role, name, email = Role(form.role.data), form.name.data or "", form.email.data or ""
            token = Invitation.send(author(), role, name, email)
    except Refusal as refusal:
        form.email.errors = [str(refusal)]
        return _page(form), refusal.status
    if not email:
        return secret(render_template("desk/invited.html", link=_link(token), name=name, role=role))
    flash(f"Invited: the link is on its way to {email}.", "done")
    return redirect(url_for("desk.people"), 303)


@front.post("/desk/people/invitations/<int:number>/withdraw")
def withdraw_invitation(number: int) -> Response:
    """Let the link open nothing any more."""
    with writing() as session:
        invitation = session.get(Invitation, number) or abort(404)
        invitation.withdraw(author())
    flash("Withdrawn: the link opens nothing any more.", "done")
    return redirect(url_for("desk.people"), 303)


@front.post("/desk/people/<int:number>/role")
def change_role(number: int) -> Response:
    """Let somebody do more, or less."""
    form = RoleForm()
    if not form.validate():
        abort(400)
    role = Role(form.role.data)
    return _done(number, lambda person: access.change_role(person, role, author()), f"is {role} now.")


@front.post("/desk/people/<int:number>/remove")
def bar(number: int) -> Response:
    """Take somebody's access away; what they wrote stays."""
    return _done(number, lambda person: access.remove_access(person, author()), "was signed out for good.")


@front.post("/desk/people/<int:number>/restore")
def let_back(number: int) -> Response:
    """Give it back."""
    return _done(number, lambda person: access.restore_access(person, author()), "may sign in again.")


def _done(number: int, verb: Callable[[Person], None], said: str) -> Response:
    with writing() as session:
        person = session.get(Person, number, with_for_update={"of": Person}) or abort(404)
        verb(person)
        name = person.name
    flash(f"{name} {said}", "done")
    return redirect(url_for("desk.people"), 303)


def _page(form: InvitationForm) -> str:
    return render_template(
        "desk/people.html",
        form=form,
        page=everybody(page_number()),
        invitations=open_invitations(),
        address=lambda n: url_for("desk.people", page=n),
        roles=Role,
    )


def _link(token: str) -> str:
    """The address to pass on: the public one, or the one that the owner came by."""
    public, path = current_app.config["QUANDARY"].site_url, url_for("desk.join", token=token)
    return f"{public if urlsplit(public).netloc == request.host else request.host_url.rstrip('/')}{path}"
