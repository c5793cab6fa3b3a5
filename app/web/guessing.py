"""Addresses that are secrets: a right one always opens, and wrong ones are slowed.

What an address leads to is looked up first, by one query or by its signature alone, wherever it is asked
from. Only what leads nowhere is counted, in the place of `limits`, and no more of that than a small table and
one writer can bear: whoever is slowed already, or comes while everybody guesses, costs no write.
"""

from threading import Lock
from typing import TypeVar

from flask import Flask, current_app
from limits import RateLimitItemPerMinute

from app import clock
from app.web import limits
from app.web.places import place_here
from app.web.refusals import Refusal

WRONG = RateLimitItemPerMinute(30, 10, namespace="wrong-link")
"""Wrong links from one place that are answered as any that leads nowhere: 30 in ten minutes."""
MOST_A_MINUTE = 600
"""So many are counted by one process, from wherever they come; all others have to wait."""
MOST_PLACES = 4096
LEADS_NOWHERE = (
    "This link opens nothing. Look whether all of it was copied; one character less is a wrong one."
)
TOO_MANY = (
    "Too many links that open nothing were tried from where you are. A right link opens at any time; try"
    " others again in some minutes."
)
T = TypeVar("T")


class WrongLink(Refusal):
    """A secret address leads nowhere. It is counted when it is answered."""

    def __init__(self, sentence: str = LEADS_NOWHERE) -> None:
        super().__init__(sentence, 404, resend=False)


class Slowed:
    """The places that this process need not count any more, and how many it counted this minute."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}
        self._minute, self._counted = 0, 0
        self._turn = Lock()

    def until(self, place: str, now: float) -> float:
        """Until when PLACE has to wait; 0 where it need not."""
        until = self._until.get(place, 0.0)
        return until if until > now else 0.0

    def add(self, place: str, until: float, now: float) -> None:
        """Let PLACE wait UNTIL a moment; of too many places those that came first are forgotten."""
        with self._turn:
            if len(self._until) >= MOST_PLACES:
                self._until = {each: end for each, end in self._until.items() if end > now}
            while len(self._until) >= MOST_PLACES:
                del self._until[next(iter(self._until))]
            self._until[place] = until

    def may_count(self, now: float) -> bool:
        """Whether one more may be counted in this minute."""
        with self._turn:
            minute = int(now // 60)
            self._counted = 1 if minute != self._minute else self._counted + 1
            self._minute = minute
            return self._counted <= MOST_A_MINUTE


def init_app(app: Flask) -> None:
    """Let APP remember who is slowed."""
    app.extensions["slowed"] = Slowed()


def opened(found: T | None) -> T:
    """FOUND, as a secret address leads to it. Raises WrongLink where there is nothing."""
    if found is None:
        raise WrongLink
    return found


def count_one() -> int:
    """Count a wrong link from here; how many seconds this place has to wait by now, 0 while they are few."""
    slowed: Slowed = current_app.extensions["slowed"]
    place, now = limits.hashed(place_here()), clock.now().timestamp()
    until = slowed.until(place, now)
    if not until:
        if not slowed.may_count(now):
            return 60
        until = _counted(place)
        if until:
            slowed.add(place, until, now)
    return max(1, round(until - now)) if until else 0


def _counted(place: str) -> float:
    """One more from PLACE; until when it has to wait, 0 where it need not. None is written then."""
    limiter = current_app.extensions["limiter"]
    if limiter.test(WRONG, place) and limiter.hit(WRONG, place):
        return 0.0
    return float(limiter.get_window_stats(WRONG, place).reset_time)
