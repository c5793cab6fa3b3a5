"""What a letter said before its asker changed it, beside what it says now."""

from typing import NamedTuple

from flask import abort, render_template

from app.db import db
from app.desk.front import front
from app.desk.revisions import Part
from app.desk.sights import Sight
from app.questions import Earlier, Question
from app.text.changes import changes


class Versions(NamedTuple):
    """All that a letter said before, and what of it became otherwise since the FIRST."""

    all_of_them: list[Earlier]
    first: list[Part]


def versions(question: Question) -> Versions | None:
    """Those of QUESTION, if its asker changed it."""
    if question.edited_at is None or not question.earlier:
        return None
    return Versions(question.earlier, _since(question.earlier[0], question))


@front.get("/desk/questions/<int:number>/versions/<int:version>")
def version(number: int, version: int) -> str:
    """One of them, and what was changed since."""
    shown = db.session.get(Earlier, version)
    if shown is None or shown.question_id != number:
        abort(404)
    question = db.session.get_one(Question, number)
    return render_template(
        "desk/version.html",
        question=question,
        version=shown,
        parts=_since(shown, question),
        sight=Sight.asked_for({"lane": "all"}),
    )


def _since(earlier: Earlier, question: Question) -> list[Part]:
    """What of QUESTION is not as it was in an EARLIER version."""
    names = {"headline": "Headline", "letter": "Letter", "signature": "Signed"}
    parts = [
        Part(name, changes(getattr(earlier, key), getattr(question, key))) for key, name in names.items()
    ]
    return [part for part in parts if part.is_changed]
