"""What verbs record as done now, told as it was then."""

from datetime import datetime

from app.db import db
from app.questions import Question


def date_deeds(question: Question, *moments: datetime) -> None:
    """Let what was done to QUESTION have been done at MOMENTS, in turn."""
    db.session.flush()
    for change, moment in zip(question.changes, moments, strict=False):
        change.deed.at = moment


def full_hour(moment: datetime) -> datetime:
    """The last full hour before MOMENT."""
    return moment.replace(minute=0, second=0, microsecond=0)
