"""How long questions are kept: what a new setting would erase is said before it is set."""

from flask import request

from app.comments import forgetting
from app.site import Site


def warning(unanswered: int, answered: int) -> str:
    """What whoever sets these days has to know first; empty where nothing is new, or they were told."""
    site, wanted = Site.current(), (unanswered, answered)
    if wanted == (site.keep_unanswered_for, site.keep_answered_for) or _was_told(wanted):
        return ""
    count = forgetting.concerned(unanswered, answered)
    if not count:
        return ""
    some = "One question is" if count == 1 else f"{count:,} questions are"
    return (
        f"{some} as old as that by now and will be erased for good. That begins a day after you save this,"
        " and until then you can set it back. Nothing is saved yet: save once more if that is what you want."
    )


def _was_told(wanted: tuple[int, int]) -> bool:
    return request.form.get("warned") == f"{wanted[0]} {wanted[1]}"
