"""A question as readers would see it, before it is sent, with what in it could give its asker away."""

from html import escape
from typing import NamedTuple

from flask import render_template, request
from werkzeug.wrappers import Response

from app import text
from app.asking.forms import AskForm
from app.asking.front import front
from app.asking.sending import ask_page
from app.people.lists import authors
from app.screening.marking import Given, given, marked
from app.site import Site
from app.web import private


class Preview(NamedTuple):
    """A question as HTML with marks in it, and what was marked."""

    title: str
    html: str
    signature: str
    given: list[Given]


@front.post("/ask/preview")
def preview() -> Response | tuple[Response, int]:
    """Show the question that is typed as it would be published. It only marks, and stands in nobody's way."""
    form = AskForm(request.form)
    if not form.validate():
        return private(ask_page(form)), 422
    typed = [(name, value) for name, value in request.form.items() if name in form]
    shown = _preview(form, _known())
    return private(render_template("asking/preview.html", preview=shown, typed=typed, form=form))


def _preview(form: AskForm, known: set[str]) -> Preview:
    title, letter, signature = form.headline.data or "", form.letter.data or "", form.signature.data or ""
    return Preview(
        marked(escape(title), known),
        marked(text.for_reader(letter).html, known),
        marked(escape(signature), known),
        given("\n\n".join((title, letter, signature)), known),
    )


def _known() -> set[str]:
    """Names that give no asker away: those of the column and of whoever writes it."""
    return {word for name in (Site.current().name, *authors()) for word in name.split()}
