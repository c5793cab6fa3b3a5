"""Telling those who look after the threads about a comment that should not stand."""

from flask import abort, redirect, render_template, request, url_for
from limits import RateLimitItemPerHour
from werkzeug.wrappers import Response

from app.comments import Comment
from app.comments.model import changes_of
from app.comments.reports import report as report_on
from app.db import writing
from app.db.versions import showing
from app.reading.comments import shown_comment
from app.reading.forms import ReportForm
from app.reading.front import front
from app.web import limits, public
from app.web.places import keyed, place_here

REPORTS = RateLimitItemPerHour(20, namespace="report")
"""Reports from one place in an hour."""


@front.get("/comments/<int:number>/report")
def report(number: int) -> Response:
    """The comment, and room for a reason."""
    comment = shown_comment(number)
    showing(changes_of(comment.post_id))
    return public(_page(comment, ReportForm()))


@front.post("/comments/<int:number>/report")
def send_report(number: int) -> Response | tuple[str, int]:
    """Keep the report; the same place counts once."""
    form = ReportForm(request.form)
    if not form.validate():
        return _page(shown_comment(number), form), 422
    shown_comment(number)
    limits.spend(REPORTS, limits.here())
    with writing() as session:
        comment = session.get(Comment, number, with_for_update={"of": Comment}) or abort(404)
        report_on(comment, form.reason.data or "", keyed(f"{number} {place_here()}"))
    return redirect(url_for("reading.reported"), 303)


@front.get("/comments/reported")
def reported() -> Response:
    """Thanks."""
    return public(render_template("reading/reported.html"))


def _page(comment: Comment, form: ReportForm) -> str:
    return render_template("reading/report.html", comment=comment, form=form)
