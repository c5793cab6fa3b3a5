"""The desk: where the author triages, answers, moderates and sets things."""

from app.desk import (
    account,
    editor,
    filters,
    forgotten,
    joining,
    moderation,
    people,
    queue,
    revisions,
    second_factor,
    settings,
    signing_in,
    triage,
    typing,
)
from app.desk.front import front

__all__ = [
    "account",
    "editor",
    "filters",
    "forgotten",
    "front",
    "joining",
    "moderation",
    "people",
    "queue",
    "revisions",
    "second_factor",
    "settings",
    "signing_in",
    "triage",
    "typing",
]
