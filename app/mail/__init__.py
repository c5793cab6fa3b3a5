"""Mail: stored with what it tells of, sent afterwards by the worker."""

from app.mail.message import Message, send, unsend

__all__ = ["Message", "send", "unsend"]
