"""Mail: stored with what it tells of, sent afterwards by the worker."""

from app.mail.forgetting import about, forget, forget_address
from app.mail.message import Message, send, unsend, was_sent

__all__ = ["Message", "about", "forget", "forget_address", "send", "unsend", "was_sent"]
