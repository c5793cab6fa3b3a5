"""Where a question stands, in the words of its asker: what happened when, and what may help meanwhile."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from app.posts import Post
from app.posts.finding import similar_answers
from app.questions import Question, State, What

CONSIDERED, WRITING, SCHEDULED, OVER = 1, 2, 3, 4
STEPS = {
    State.QUEUED: (CONSIDERED, "It was read, and waits for its answer."),
    State.DRAFTING: (WRITING, "An answer was begun."),
    State.SCHEDULED: (SCHEDULED, "The answer was finished. It comes out by itself."),
    State.ANSWERED: (OVER, "It was answered."),
    State.ANSWERED_PRIVATELY: (OVER, "It was answered, for you alone."),
    State.DECLINED: (OVER, "It was decided that it will not be answered here."),
    State.SPAM: (OVER, "It was decided that it will not be answered here."),
    State.WITHDRAWN: (OVER, "You withdrew it."),
    State.EXPIRED: (OVER, "Its time ran out before anybody got to it."),
}
"""How far a question has come with each state, and what that is to its asker."""
FAR = {State.NEW: 0, State.WAITING: CONSIDERED} | {state: far for state, (far, _) in STEPS.items()}
UNANSWERED = {State.DECLINED, State.SPAM, State.EXPIRED}
SHOWN = 3


class Step(NamedTuple):
    """What happened AT a time, SAID in a sentence."""

    at: datetime
    said: str


def standing(question: Question) -> dict[str, object]:
    """What the private page of QUESTION tells of it."""
    return {"steps": steps(question), "related": _related(question)}


def steps(question: Question) -> list[Step]:
    """What happened to QUESTION, as far as it holds: what was taken back, by whomever, is left out."""
    told = [Step(question.received_at, "You sent it."), *_talked(question), *_changed(question)]
    return sorted([*told, *_come_to(question)], key=lambda step: step.at)


def _related(question: Question) -> list[Post]:
    """What was answered about the same, for whoever has no answer to wait for."""
    if question.state not in UNANSWERED:
        return []
    return similar_answers(f"{question.headline}\n{question.letter}", SHOWN)


def _come_to(question: Question) -> Iterator[Step]:
    """The stages that QUESTION has come to and not left again for an earlier one."""
    come: list[tuple[int, Step]] = []
    for state, at in _moves(question):
        come = [(far, step) for far, step in come if far <= FAR[state] and far != OVER]
        far, said = STEPS.get(state, (0, ""))
        if said and far not in {each for each, _ in come}:
            come.append((far, Step(at, said)))
    return (step for _, step in come)


def _moves(question: Question) -> Iterator[tuple[State, datetime]]:
    for change in question.changes:
        if change.what is What.STATE and not change.deed.undone and change.deed.undoes_id is None:
            yield State(change.became), change.deed.at


def _talked(question: Question) -> Iterator[Step]:
    for each in question.clarifications:
        if not each.taken_back:
            yield Step(each.asked_at, "You were asked something.")
            if each.replied_at:
                yield Step(each.replied_at, "You replied.")


def _changed(question: Question) -> Iterator[Step]:
    """When its asker last changed what it says, and how it may be answered."""
    if question.edited_at:
        yield Step(question.edited_at, "You changed what it says.")
    allowed = [each for each in question.changes if each.what in {What.PERMISSION, What.NOT_BEFORE}]
    if allowed:
        yield Step(allowed[-1].deed.at, "You changed how it may be answered.")
