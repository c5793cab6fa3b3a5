"""Questions: what askers sent, and where each stands."""

from app.questions.asking_back import Clarification
from app.questions.comparing import Near
from app.questions.deeds import AskerDeed, Change, QuestionDeed, What
from app.questions.earlier import Earlier
from app.questions.filters import SavedFilter
from app.questions.model import Question
from app.questions.presence import Presence
from app.questions.replies import CannedReply
from app.questions.states import Permission, Priority, State
from app.questions.tags import Tagged, tidy_tags
from app.questions.themes import Theme

__all__ = [
    "AskerDeed",
    "CannedReply",
    "Change",
    "Clarification",
    "Earlier",
    "Near",
    "Permission",
    "Presence",
    "Priority",
    "Question",
    "QuestionDeed",
    "SavedFilter",
    "State",
    "Tagged",
    "Theme",
    "What",
    "tidy_tags",
]
