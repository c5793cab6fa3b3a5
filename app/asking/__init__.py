"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import (
    changing,
    expecting,
    previewing,
    private,
    sending,
    suggesting,
    talking,
    updating,
)
from app.asking.front import front

__all__ = [
    "changing",
    "expecting",
    "front",
    "previewing",
    "private",
    "sending",
    "suggesting",
    "talking",
    "updating",
]
