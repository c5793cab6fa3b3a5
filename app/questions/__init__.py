"""Questions: what askers sent, and where each stands."""

from app.questions.asking_back import Clarification
from app.questions.deeds import Change, QuestionDeed, What
from app.questions.filters import SavedFilter
from app.questions.model import Question
from app.questions.replies import CannedReply
from app.questions.states import Permission, State
from app.questions.tags import Tagged, tidy_tags

__all__ = [
    "CannedReply",
    "Change",
    "Clarification",
    "Permission",
    "Question",
    "QuestionDeed",
    "SavedFilter",
    "State",
    "Tagged",
    "What",
    "tidy_tags",
]
