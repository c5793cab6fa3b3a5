"""Canned replies: written, put away, and chosen to go with each decline."""

import re

from flask import abort, flash, redirect, render_template, request, url_for
from markupsafe import escape
from werkzeug.wrappers import Response
from wtforms import SelectField

from app import text
from app.db import db, writing
from app.desk.forms import KeptForm, edition
from app.desk.front import author, front
from app.questions import CannedReply
from app.questions.replies import VARIABLE, VARIABLES, Kind, fill, told, unknown, values
from app.text.images import TAG
from app.web import Refusal, fields

KINDS = {Kind.PRIVATE.value: "An answer in private", Kind.DECLINING.value: "A decline"}
HELD = {"of": CannedReply}


class RewriteForm(KeptForm):
    """A canned reply, as it is written."""

    name = fields.line("Name", least=1, most=80)
    text = fields.passage("Text", least=1, most=10_000)


class ReplyForm(RewriteForm):
    """A new one, and what it is for."""

    kind = SelectField("For", choices=fields.options(KINDS))


@front.get("/desk/replies")
def replies() -> str:
    """All of them, and a form for another."""
    return _list(ReplyForm(formdata=None))


@front.post("/desk/replies")
def add_reply() -> Response | tuple[str, int]:
    """Keep a new one, and show what it looks like."""
    form = ReplyForm()
    if not form.validate():
        return _list(form), 422
    try:
        with writing() as session:
            said = form.text.data or ""
            reply = CannedReply.add(Kind(form.kind.data), form.name.data or "", said, author())
            session.flush()
            number = reply.id
    except Refusal as refusal:
        flash(str(refusal), "refused")
        return _list(form), refusal.status
    flash("Kept.", "done")
    return redirect(url_for("desk.reply", number=number), 303)


@front.get("/desk/replies/<int:number>")
def reply(number: int) -> str:
    """One of them, as it is written and as it looks."""
    reply = db.session.get(CannedReply, number) or abort(404)
    return _page(reply, RewriteForm(formdata=None, obj=reply))


@front.post("/desk/replies/<int:number>")
def write_reply(number: int) -> Response | tuple[str, int]:
    """Write it anew."""
    form = RewriteForm()
    if not form.validate():
        return _page(db.session.get(CannedReply, number) or abort(404), form), 422
    try:
        with writing():
            reply = _find(number)
            form.refuse_unless_seen(_kept(reply))
            reply.write(form.name.data or "", form.text.data or "", author())
    except Refusal as refusal:
        flash(str(refusal), "refused")
        return _page(db.session.get_one(CannedReply, number), form), refusal.status
    flash("Kept.", "done")
    return redirect(url_for("desk.reply", number=number), 303)


@front.post("/desk/replies/<int:number>/<any(send, unsend, away, back):verb>")
def decide_reply(number: int, verb: str) -> Response:
    """Send it with each decline or no longer; put it away or take it out again."""
    try:
        with writing():
            reply = _find(number)
            if verb in {"send", "unsend"}:
                reply.send_when_declining(verb == "send", author())
            else:
                reply.put(verb == "away", author())
    except Refusal as refusal:
        flash(str(refusal), "refused")
    return redirect(url_for("desk.replies" if verb in {"away", "back"} else "desk.reply", number=number), 303)


@front.post("/desk/replies/preview")
def preview_reply() -> str:
    """How what is typed looks."""
    return render_template("desk/reply_preview.html", **_looks(request.form.get("text", "")[:10_000]))


def _find(number: int) -> CannedReply:
    return db.session.get(CannedReply, number, with_for_update=HELD) or abort(404)


def _list(form: ReplyForm) -> str:
    said = form.text.data or ""
    return render_template("desk/replies.html", replies=CannedReply.all_of_them(), form=form, **_looks(said))


def _page(reply: CannedReply, form: RewriteForm) -> str:
    seen = edition(_kept(reply))
    return render_template(
        "desk/reply.html", reply=reply, form=form, edition=seen, **_looks(form.text.data or "")
    )


def _kept(reply: CannedReply) -> str:
    """All that is written anew of REPLY."""
    return f"{reply.name}\n{reply.text}"


def _looks(said: str) -> dict[str, object]:
    """What a template needs to show how what is SAID looks, with a mark on what stands for nothing."""
    html = text.for_author(fill(said, values(None, author()))).html
    wrong = unknown(said)
    return {"html": marked(html), "unknown": told(wrong) if wrong else "", "variables": VARIABLES}


def marked(html: str) -> str:
    """Sanitised HTML with a <mark> around each variable that stands for nothing."""
    return "".join(
        piece if at % 2 else VARIABLE.sub(_mark, piece) for at, piece in enumerate(TAG.split(html))
    )


def _mark(found: re.Match[str]) -> str:
    return found[0] if found[1] in VARIABLES else f"<mark>{escape(found[0])}</mark>"
