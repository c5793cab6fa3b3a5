"""The asker erases everything of theirs: first told what goes and what stays, then asked."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.asking.front import front
from app.asking.private import behind, held
from app.comments import forgetting
from app.db import writing
from app.db.leftovers import sweep_at_once
from app.people import Deed
from app.questions import Question, erasing
from app.web import Refusal, public, secret
from app.web.origins import secretly

CHANGED = "Something changed since this page was opened, so nothing is erased yet. Please read it once more."


@front.get("/asked/<token>/erase")
def confirm_erasing(token: str) -> Response:
    """What would go, and what would stay."""
    return _confirming(token, behind(token))


@front.post("/asked/<token>/erase")
@secretly
def erase(token: str) -> Response | tuple[Response, int]:
    """Erase it all, unless what would stay is not what the asker was told."""
    try:
        with writing():
            question = erasing.first_of(held(token))
            if request.form.get("seen") != forgetting.outlook(question).edition:
                raise Refusal(CHANGED)
            forgetting.erase(question)
            Deed.record(None, "An asker erased their question.")
    except Refusal as refusal:
        return _confirming(token, behind(token), str(refusal)), refusal.status
    sweep_at_once(current_app.config["QUANDARY"].data)
    return redirect(url_for("asking.erased"), 303)


@front.get("/erased")
def erased() -> Response:
    """Where everybody ends who erased everything: it tells nothing of anyone."""
    return public(render_template("asking/erased.html"))


def _confirming(token: str, question: Question, refused: str = "") -> Response:
    question = erasing.first_of(question)
    outlook = forgetting.outlook(question)
    shown = {"question": question, "outlook": outlook, "token": token, "refused": refused}
    return secret(render_template("asking/erase.html", **shown))
