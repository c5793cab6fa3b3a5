"""The largest groups of waiting questions about the same."""

from flask import render_template, request

from app.desk.front import front
from app.desk.sights import Sight
from app.questions import clusters


@front.get("/desk/clusters")
def clustered() -> str:
    """Them, each with a button that has it answered together; one of them, if asked for, in full."""
    found = clusters.largest(whole=request.args.get("whole", 0, int))
    return render_template("desk/clusters.html", clusters=found, sight=Sight())
