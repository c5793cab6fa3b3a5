"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import previewing, private, sending, suggesting
from app.asking.front import front

__all__ = ["front", "previewing", "private", "sending", "suggesting"]
