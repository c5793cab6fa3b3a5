"""What verbs record as done now, told as it was then."""

from datetime import datetime

from app.db import db
from app.questions import Question


def date_moves(question: Question, *moments: datetime) -> None:
    """Let the moves of QUESTION have been made at MOMENTS, in turn."""
    db.session.flush()
    for move, moment in zip(question.moves, moments, strict=False):
        move.at = moment
