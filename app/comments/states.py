"""How far a comment has come."""

from enum import StrEnum


class State(StrEnum):
    """Who sees it: everyone, or its writer and the author. A moved one stands where a conversation was."""

    PUBLISHED = "published"
    HELD = "held"
    SPAM = "spam"
    REMOVED = "removed"
    MOVED = "moved"


_HELD = "Held: only you see this until the author has read it."
NOTES = {State.HELD: _HELD, State.SPAM: _HELD, State.REMOVED: "Removed: only you still see this."}
"""What whoever wrote it is told below it, where others do not see it."""
