"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import (
    beginning,
    calendar,
    editor,
    filters,
    log,
    moderation,
    overview,
    queue,
    revisions,
    settings,
    signing_in,
    triage,
    typing,
)
from app.desk.front import front

__all__ = [
    "beginning",
    "calendar",
    "editor",
    "filters",
    "front",
    "log",
    "moderation",
    "overview",
    "queue",
    "revisions",
    "settings",
    "signing_in",
    "triage",
    "typing",
]
