"""Whether something that was sent looks like spam: layers that each add points, and say why."""

from app.screening.spam.layers import Point, Sent, looked_at
from app.screening.spam.learning import has_learned, learn, likeness_to_spam, unlearn
from app.screening.spam.repeats import fingerprint
from app.screening.spam.words import host_of, links_in, tokens_of

__all__ = [
    "Point",
    "Sent",
    "fingerprint",
    "has_learned",
    "host_of",
    "learn",
    "likeness_to_spam",
    "links_in",
    "looked_at",
    "tokens_of",
    "unlearn",
]
