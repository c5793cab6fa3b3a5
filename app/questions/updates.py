"""What askers tell after their answer came out: each update is a question of its own, tied to the first.

It has a private page of its own, whose address follows from the address of the first: whoever has that
can open all of them, and still nothing but hashes is kept.
"""

from collections.abc import Sequence

from sqlalchemy import select

from app.db import db
from app.questions.model import Question
from app.questions.states import State
from app.web import Refusal, tokens

MOST = 10
"""Updates to one question."""


def send_update(first: Question, token: str, letter: str) -> Question:
    """What the asker of FIRST, whose private page has TOKEN, tells now. Raises Refusal before an answer.

    What they allowed, their sign-off and their e-mail are those of the first.
    """
    if first.update_to_id is not None or first.state is not State.ANSWERED:
        raise Refusal("You can tell how it went once your question was answered in public.")
    known = {each.token_hash for each in updates_to(first)}
    free = [key for key in _keys(token) if key not in known]
    if len(known) >= MOST or not free:
        raise Refusal(f"You have told how it went {MOST} times. That is as much as there is room for.")
    update, _ = Question.ask(
        letter, signature=first.signature, email=first.email, permission=first.permission
    )
    update.email_confirmed_at = first.email_confirmed_at
    update.update_to_id, update.token_hash = first.id, free[0]
    return update


def updates_to(first: Question) -> Sequence[Question]:
    """The updates to FIRST, in the order in which they came."""
    query = select(Question).where(Question.update_to_id == first.id)
    return db.session.scalars(query.order_by(Question.id).limit(MOST)).all()


def first_of(update: Question) -> Question | None:
    """The question that UPDATE tells the end of, if it is one."""
    return db.session.get(Question, update.update_to_id) if update.update_to_id else None


def with_tokens(first: Question, token: str) -> list[tuple[Question, str]]:
    """The updates to FIRST, whose private page has TOKEN, each with the token of its own."""
    keys = _keys(token)
    return [(each, keys[each.token_hash]) for each in updates_to(first) if each.token_hash in keys]


def _keys(token: str) -> dict[str, str]:
    """The tokens that updates can have, by their hashes."""
    derived = [tokens.derived(token, f"update {nth}") for nth in range(1, MOST + 1)]
    return {tokens.hashed(each): each for each in derived}
