"""Questions: what askers sent, and where each stands."""

from app.questions.model import Move, Question
from app.questions.states import Permission, State

__all__ = ["Move", "Permission", "Question", "State"]
