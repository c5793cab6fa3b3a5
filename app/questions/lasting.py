"""How long a question waits to be reached."""

from datetime import datetime, timedelta

from app import clock
from app.questions.filing import Filed
from app.questions.states import INBOX, State
from app.questions.talk import Talk
from app.site import Site

WARNED = timedelta(days=7)
"""So long beforehand the desk sees what will expire; so long a letter is spared by whatever is done to it."""


class Lasting(Filed, Talk):
    """The part of a question that does not wait for ever, where the site says so."""

    __abstract__ = True

    @property
    def expires_at(self) -> datetime | None:
        """When it expires if nobody gets to it; None where it does not, as things are."""
        site = Site.current()
        is_kept = self.state not in INBOX or self.starred or self.replied or self.is_snoozed
        if is_kept or not site.expire_after or site.expiry_set_at is None:
            return None
        warned = max(self.touched_at, site.expiry_set_at) + WARNED
        return max(warned, self.lifted_at + timedelta(days=site.expire_after))

    @property
    def expires_soon(self) -> datetime | None:
        """The same, where it is a week away at most."""
        expires_at = self.expires_at
        return expires_at if expires_at and expires_at <= clock.now() + WARNED else None

    def expire(self) -> None:
        """Nobody got to it in time."""
        self.move(State.EXPIRED, None)
