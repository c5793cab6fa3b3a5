"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import changing, private, sending
from app.asking.front import front

__all__ = ["changing", "front", "private", "sending"]
