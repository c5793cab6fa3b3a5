"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import editor, moderation, queue, settings, signing_in, triage
from app.desk.front import front

__all__ = ["editor", "front", "moderation", "queue", "settings", "signing_in", "triage"]
