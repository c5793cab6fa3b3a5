"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking import by_mail, from_mail, private, sending
from app.asking.front import front

__all__ = ["by_mail", "from_mail", "front", "private", "sending"]
