"""Questions: what askers sent, and where each stands."""

from app.questions.model import Move, Permission, Question, State

__all__ = ["Move", "Permission", "Question", "State"]
