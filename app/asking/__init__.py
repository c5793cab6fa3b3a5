"""Asking: the form for a question, and the private page that answers “where is it now?”"""

from app.asking.views import front

__all__ = ["front"]
