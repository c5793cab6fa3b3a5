"""Posts: what the author publishes."""

from app.posts.links import OldAddress
from app.posts.model import Post
from app.posts.parts import Heading, Part
from app.posts.revisions import Revision, Why
from app.posts.states import Kind, State
from app.posts.talk import Talk
from app.posts.words import PartWords, PartWritten, Words, Written

__all__ = [
    "Heading",
    "Kind",
    "OldAddress",
    "Part",
    "PartWords",
    "PartWritten",
    "Post",
    "Revision",
    "State",
    "Talk",
    "Why",
    "Words",
    "Written",
]
