"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import (
    clusters,
    editor,
    filters,
    moderation,
    presence,
    queue,
    revisions,
    settings,
    signing_in,
    triage,
    typing,
)
from app.desk.front import front

__all__ = [
    "clusters",
    "editor",
    "filters",
    "front",
    "moderation",
    "presence",
    "queue",
    "revisions",
    "settings",
    "signing_in",
    "triage",
    "typing",
]
