"""Mail: stored with what it tells of, sent afterwards by the worker."""

from app.mail.forgetting import about, forget
from app.mail.message import Message, send, unsend, was_sent

__all__ = ["Message", "about", "forget", "send", "unsend", "was_sent"]
