"""The lines of a file of questions, put in the queue."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.db import writing
from app.questions import Question, State
from app.transfer import record
from app.transfer.batches import batches, opened
from app.transfer.letters.line import Letter, Unfit, letter_on
from app.transfer.report import Report

SOURCE = "questions"


def queue_letters(file: Path, zone: str, report: Report) -> None:
    """Put the questions of FILE in the queue, save those that came before."""
    with opened(file, "Importing") as stream:
        for batch in batches(_letters(stream, zone, report)):
            _queue(batch, report)


def _letters(stream: BinaryIO, zone: str, report: Report) -> Iterator[Letter]:
    for number, line in enumerate(stream, start=1):
        try:
            if line.strip():
                yield letter_on(line, zone)
        except Unfit as unfit:
            report.refuse("question", f"on line {number}", str(unfit))


def _queue(batch: list[Letter], report: Report) -> None:
    with writing() as session:
        letters = {letter.mark: letter for letter in batch}
        known = record.known(SOURCE, "question", letters)
        new = {mark: _question(letter) for mark, letter in letters.items() if mark not in known}
        session.flush()
        for mark, question in new.items():
            question.move(State.QUEUED, by=None)
            record.remember(SOURCE, "question", mark, question.id)
    report.taken["question"] += len(new)
    report.known["question"] += len(batch) - len(new)


def _question(letter: Letter) -> Question:
    """LETTER as it was sent. Its private page has no reader, so its token is let go."""
    question, _ = Question.ask(
        letter.letter,
        headline=letter.headline,
        signature=letter.signature,
        email=letter.email,
        permission=letter.permission,
        received_at=letter.received_at,
    )
    question.take_as_confirmed()
    return question
