"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import (
    beginning,
    calendar,
    clusters,
    editor,
    filters,
    images,
    moderation,
    overview,
    presence,
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
    "beginning",
    "calendar",
    "clusters",
    "editor",
    "filters",
    "front",
    "images",
    "moderation",
    "overview",
    "presence",
    "queue",
    "replies",
    "revisions",
    "settings",
    "signing_in",
    "triage",
    "typing",
]
