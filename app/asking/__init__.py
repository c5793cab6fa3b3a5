"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import private, sending, talking, updating
from app.asking.front import front

__all__ = ["front", "private", "sending", "talking", "updating"]
