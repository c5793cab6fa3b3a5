"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import (
    editor,
    filters,
    images,
    moderation,
    queue,
    replies,
    revisions,
    settings,
    signing_in,
    triage,
    typing,
)
from app.desk.front import front

__all__ = [
    "editor",
    "filters",
    "front",
    "images",
    "moderation",
    "queue",
    "replies",
    "revisions",
    "settings",
    "signing_in",
    "triage",
    "typing",
]
