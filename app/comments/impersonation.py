"""Names that readers would take for somebody else's."""

from collections.abc import Iterable

from app.comments.badges import Badge
from app.comments.nameless import is_nameless
from app.people.model import has_name_like
from app.screening.names import look_alike, reads_as
from app.web import Refusal


def refuse_impersonation(name: str, signoffs: Iterable[str] = ()) -> None:
    """Raises Refusal when NAME reads like that of someone who writes this column, or of who asked.

    SIGNOFFS are the names that the letters above the thread are signed with.
    """
    if reads_as(name, Badge.AUTHOR.words):
        raise Refusal(f"“{name}” reads like the badge of the author. Please choose another name.", 422)
    if _reads_as_asker(name):
        raise Refusal(f"“{name}” reads like the badge of the one who asked. Please choose another name.", 422)
    if name and has_name_like(name):
        raise Refusal(
            f"“{name}” reads like the name of the author here, and readers would take you for her."
            " Please choose another.",
            422,
        )
    if any(reads_as(name, signoff) for signoff in signoffs if not is_nameless(signoff)):
        raise Refusal(
            f"The letter above is signed in a way that reads like “{name}”, and readers would take you for"
            " the one who asked. Please choose another name here.",
            422,
        )


def _reads_as_asker(name: str) -> bool:
    """Whether one word of NAME, or all of it, looks like the badge; a Tasker is none."""
    badge = Badge.ASKER.words
    return any(look_alike(word, badge) for word in name.split()) or look_alike(name, f"The {badge}")
