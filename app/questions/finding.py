"""Finding questions by what they say."""

from sqlalchemy import Select, select

from app import index
from app.db import db
from app.questions.model import Question
from app.questions.states import OPEN

LEAST = 0.22
"""So like, from 0 to 1, is what is shown; letters that have nothing in common come to 0.15 or so."""


def matching(words: str) -> Select[tuple[int]]:
    """The ids of the questions that have all of WORDS, or her note on them has, for `Question.id.in_()`."""
    return index.matching(Question.__table__, words)


def similar_to(question: Question, most: int = 5) -> list[Question]:
    """The questions still to be answered that say most nearly what QUESTION says, the nearest first."""
    waiting = Question.state.in_(OPEN) & (Question.id != question.id)
    said = f"{question.headline}\n{question.letter}"
    found = dict(index.similar(Question.__table__, said, most, by=("headline", "letter"), among=waiting))
    found = {number: likeness for number, likeness in found.items() if likeness >= LEAST}
    rows = db.session.scalars(select(Question).where(Question.id.in_(found)))
    return sorted(rows, key=lambda row: list(found).index(row.id))
