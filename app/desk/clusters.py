"""The largest groups of waiting questions about the same."""

from flask import render_template

from app.desk.front import asked_number, front
from app.desk.sights import Sight
from app.questions import clusters


@front.get("/desk/clusters")
def clustered() -> str:
    """Them, each with a button that has it answered together; one of them, if asked for, in full."""
    found = clusters.largest(whole=asked_number("whole"))
    return render_template("desk/clusters.html", clusters=found, sight=Sight())
