"""What an asker thinks better of: changing the question behind a private link, and withdrawing it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from app.asking.forms import AskForm
from app.asking.front import front
from app.asking.private import behind, held
from app.db import writing
from app.people import one_deed
from app.posts import Post
from app.posts.heeding import heed, held_about, let_go
from app.questions import AskerDeed, Permission, Question
from app.web import Refusal, secret
from app.web.origins import secretly

WORDS = ("headline", "letter", "signature")
TOO_LATE = (
    "Nothing was changed. Meanwhile an answer was begun, or something was decided about your question as it"
    " was. What you typed is below, so that you can copy it."
)


class ChangeForm(AskForm):
    """A question as it stands, to be changed. What was taken once is taken again as it was."""

    def __init__(self, sent: MultiDict[str, str] | None, question: Question) -> None:
        super().__init__(sent, question)
        self.kept = question
        for name in ("email", *(() if question.may_be_reworded else WORDS)):
            del self[name]

    def validate(self, extra_validators: Any = None) -> bool:
        """As any other form."""
        super().validate(extra_validators)
        for field in self:
            if field.data == getattr(self.kept, field.name, ...):
                field.errors = []
        return not self.errors

    def change(self, question: Question) -> None:
        """Let QUESTION be as it was filled in."""
        chosen = self.data
        if "letter" in chosen:
            question.reword(chosen["letter"], chosen["headline"] or "", chosen["signature"] or "")
        question.allow(
            Permission(chosen["permission"]),
            chosen["deadline"],
            chosen.get("not_before", question.not_before),
            chosen.get("wants_follow_up", question.wants_follow_up),
        )


@front.get("/asked/<token>/change")
def change(token: str) -> Response:
    """The question as it stands, in a form."""
    return _page(token, ChangeForm(None, behind(token)))


@front.post("/asked/<token>/change")
@secretly
def save_change(token: str) -> Response | tuple[Response, int]:
    """Let the question be as it was sent, unless its answer was begun meanwhile."""
    form = ChangeForm(request.form, behind(token))
    if not form.validate():
        return _page(token, form), 422
    try:
        with _reconsidered(token) as question:
            if "letter" in request.form and not question.may_be_reworded:
                raise Refusal(TOO_LATE)
            form.change(question)
            heed(question)
    except Refusal as refusal:
        return _page(token, ChangeForm(request.form, behind(token)), str(refusal)), refusal.status
    return _to_page(token)


@front.post("/asked/<token>/withdraw")
@secretly
def withdraw(token: str) -> Response:
    """Let nobody answer it."""
    with _reconsidered(token) as question:
        let_go(question)
        question.withdraw()
    return _to_page(token)


@front.post("/asked/<token>/bring-back")
@secretly
def bring_back(token: str) -> Response:
    """Let it be answered after all."""
    with _reconsidered(token) as question:
        question.bring_back(has_draft=Post.about(question) is not None)
    return _to_page(token)


@contextmanager
def _reconsidered(token: str) -> Iterator[Question]:
    """The question behind TOKEN, with what is done to it inside as a deed of its asker."""
    number = behind(token).id
    with writing(), one_deed(None, AskerDeed):
        held_about(number)
        yield held(token)


def _page(token: str, form: ChangeForm, refused: str = "") -> Response:
    """The form, and below it what was typed and has no field there any more."""
    typed = "\n\n".join(filter(None, (request.form.get(name) for name in WORDS if name not in form)))
    page = {"question": behind(token), "token": token, "form": form, "refused": refused, "typed": typed}
    return secret(render_template("asking/change.html", **page))


def _to_page(token: str) -> Response:
    return redirect(url_for("asking.asked", token=token), 303)
