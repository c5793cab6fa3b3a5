"""Comments: what readers say below a post, and who may see it."""

from app.comments.filing import are_filed_under
from app.comments.model import Comment, CommentMove, State

__all__ = ["Comment", "CommentMove", "State", "are_filed_under"]
