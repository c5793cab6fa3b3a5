"""Mail: stored with what it tells of, sent afterwards by the worker."""

from app.mail.message import Message, forget, send, unsend, was_sent

__all__ = ["Message", "forget", "send", "unsend", "was_sent"]
