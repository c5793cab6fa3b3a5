"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import (
    editor,
    filters,
    moderation,
    moving,
    queue,
    revisions,
    settings,
    signing_in,
    threads,
    triage,
    typing,
    writers,
)
from app.desk.front import front

__all__ = [
    "editor",
    "filters",
    "front",
    "moderation",
    "moving",
    "queue",
    "revisions",
    "settings",
    "signing_in",
    "threads",
    "triage",
    "typing",
    "writers",
]
