"""Mail: stored with what it tells of, sent afterwards by the worker."""

from app.mail.message import Message, send, unsend, was_sent

__all__ = ["Message", "send", "unsend", "was_sent"]
