"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import erasing, private, sending
from app.asking.front import front

__all__ = ["erasing", "front", "private", "sending"]
