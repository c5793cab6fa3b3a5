"""Comments: what readers say below a post, and who may see it."""

from app.comments.deeds import CommentDeed, CommentMove
from app.comments.filing import are_filed_under
from app.comments.model import Comment
from app.comments.reports import Report
from app.comments.states import State

__all__ = ["Comment", "CommentDeed", "CommentMove", "Report", "State", "are_filed_under"]
