"""Comments: what readers say below a post, and who may see it."""

from app.comments import askers, renaming
from app.comments.blocks import Block, Sign, WriterNote
from app.comments.deeds import CommentDeed, CommentMove
from app.comments.filing import are_filed_under
from app.comments.judging import Came
from app.comments.model import Comment
from app.comments.reports import Report
from app.comments.states import State

__all__ = [
    "Block",
    "Came",
    "Comment",
    "CommentDeed",
    "CommentMove",
    "Report",
    "Sign",
    "State",
    "WriterNote",
    "are_filed_under",
    "askers",
    "renaming",
]
