"""What sorts of posts there are, and how far one has come."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of post it is."""

    ANSWER = "answer"
    ROUND_UP = "round-up"
    UPDATE = "update"
    ARTICLE = "article"
    PAGE = "page"


class State(StrEnum):
    """How far it has come."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
