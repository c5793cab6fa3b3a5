"""Keeping a part of the queue under a name."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from app.db import writing
from app.desk.front import author, front
from app.desk.sights import Sight
from app.questions.filters import SavedFilter
from app.text import tidy_line
from app.web import Refusal


@front.post("/desk/filters")
def keep_filter() -> Response:
    """Keep what is looked at."""
    sight, name = Sight.asked_for(request.args), tidy_line(request.form.get("name"))[:40]
    if not name:
        raise Refusal("Give the filter a name.", 422)
    with writing():
        SavedFilter.keep(author(), name, sight.query)
    flash(f"Saved as “{name}”.", "done")
    return redirect(url_for("desk.queue", **sight.query), 303)


@front.post("/desk/filters/<int:number>/remove")
def remove_filter(number: int) -> Response:
    """Keep it no longer."""
    with writing() as session:
        kept = session.get(SavedFilter, number)
        if kept is None or kept.person_id != author().id:
            abort(404)
        session.delete(kept)
    flash(f"“{kept.name}” is no longer kept.", "done")
    return redirect(url_for("desk.queue", **Sight.asked_for(request.args).query), 303)
