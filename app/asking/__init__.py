"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import (
    by_mail,
    changing,
    erasing,
    expecting,
    from_mail,
    previewing,
    private,
    sending,
    suggesting,
    talking,
    updating,
)
from app.asking.front import front

__all__ = [
    "by_mail",
    "changing",
    "erasing",
    "expecting",
    "from_mail",
    "front",
    "previewing",
    "private",
    "sending",
    "suggesting",
    "talking",
    "updating",
]
