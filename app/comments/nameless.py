"""What whoever gives no name is called."""

from app.screening.names import look_alike

ANONYMOUS = "Anonymous"


def is_nameless(name: str) -> bool:
    """Whether NAME is none: empty, or one that a reader could take for the name of nobody."""
    return not name or look_alike(name, ANONYMOUS)
