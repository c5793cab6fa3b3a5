"""How far a comment has come."""

from enum import StrEnum


class State(StrEnum):
    """Who sees it: everyone, or its writer and the author."""

    PUBLISHED = "published"
    HELD = "held"
    SPAM = "spam"
    REMOVED = "removed"
