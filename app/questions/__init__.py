"""Questions: what askers sent, and where each stands."""

from app.questions.deeds import Change, Deed, What, one_deed
from app.questions.model import Question, Tagged
from app.questions.states import Permission, State

__all__ = ["Change", "Deed", "Permission", "Question", "State", "Tagged", "What", "one_deed"]
