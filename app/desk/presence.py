"""Who else is at a question: a page says that it is in sight, and hears who else is."""

from collections.abc import Collection

from flask import request
from flask.typing import ResponseReturnValue

from app.db import writing
from app.desk.front import author, front, numbers
from app.questions import Presence


@front.post("/desk/here")
def here() -> ResponseReturnValue:
    """Note which questions are open on a page, or that it was left; answers with who else is at which."""
    opened, answers = numbers("question"), "answers" in request.form
    if "leaving" in request.form:
        with writing():
            Presence.leave(author(), opened, answers=answers)
        return "", 204
    note(opened, answers=answers)
    return {str(number): told for number, told in Presence.beside(author()).items()}


def note(opened: Collection[int], *, answers: bool = False) -> None:
    """Note that whoever is at the desk has these questions OPENED; written down every 20 seconds at most."""
    if not Presence.is_known(author(), opened, answers=answers):
        with writing():
            Presence.see(author(), opened, answers=answers)
