"""What is asked at every turn and seldom changes: kept in memory until the site as a whole does.

The number of the site (see `versions`) is read in each transaction, so that what is kept is never
older than what the transaction sees.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import current_app

from app.db.sessions import db
from app.db.versions import SITE, is_touched, numbers

P = ParamSpec("P")
T = TypeVar("T")
MOST = 4096
"""Facts that are kept at a time."""


class Facts:
    """The facts that hold as long as the site has NUMBER."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.known: dict[object, Any] = {}


def fact(find: Callable[P, T]) -> Callable[P, T]:
    """Let FIND be asked once for its arguments, until something of the site as a whole changes.

    It returns no row and nothing else that belongs to a session, and looks at nothing that has a
    topic of its own. None is not kept: whoever asks for what is not there may ask for anything.
    """

    @wraps(find)
    def known(*args: P.args, **kwargs: P.kwargs) -> T:
        if is_touched(db.session, SITE):
            return find(*args, **kwargs)
        facts = _facts()
        key = (find, *args, *kwargs.items())
        if key in facts.known:
            return cast(T, facts.known[key])
        found = find(*args, **kwargs)
        if found is not None and len(facts.known) < MOST:
            facts.known[key] = found
        return found

    return known


def _facts() -> Facts:
    """Those that hold for what this request's transaction sees."""
    number = numbers(SITE)[SITE]
    facts: Facts | None = current_app.extensions.get("facts")
    if facts is None or facts.number != number:
        facts = current_app.extensions["facts"] = Facts(number)
    return facts
