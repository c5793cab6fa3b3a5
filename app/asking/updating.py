"""Telling how it went, once the answer is out."""

from flask import redirect, render_template, request, url_for
from limits import RateLimitItemPerDay
from werkzeug.wrappers import Response

from app.asking.forms import UpdateForm
from app.asking.front import front
from app.asking.private import behind, held
from app.comments.askers import answer_to
from app.db import writing
from app.questions.updates import send_update
from app.web import Refusal, limits, secret
from app.web.origins import secretly

UPDATES = RateLimitItemPerDay(3, namespace="update")
"""Updates to one question in a day."""


@front.get("/asked/<token>/update")
def update(token: str) -> Response:
    """The form; before there is an answer it leads back to where the question stands."""
    if behind(token).update_to_id or answer_to(behind(token)) is None:
        return redirect(url_for("asking.asked", token=token), 303)
    return _page(token, UpdateForm())


@front.post("/asked/<token>/update")
@secretly
def send_update_there(token: str) -> Response | tuple[Response, int]:
    """Take the update; it stands on the private page from then on."""
    form, question = UpdateForm(request.form), behind(token)
    if not form.validate():
        return _page(token, form), 422
    try:
        limits.spend(UPDATES, limits.hashed(f"question {question.id}"))
        with writing():
            send_update(held(token), token, form.update.data or "")
    except Refusal as refusal:
        form.update.errors = [str(refusal)]
        return _page(token, form), 429 if refusal.status == 429 else 422
    return redirect(url_for("asking.asked", token=token, _anchor="updates"), 303)


def _page(token: str, form: UpdateForm) -> Response:
    question = behind(token)
    return secret(
        render_template(
            "asking/update.html", question=question, post=answer_to(question), form=form, token=token
        )
    )
