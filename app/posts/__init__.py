"""Posts: what the author publishes."""

from app.posts.model import OldAddress, Post
from app.posts.revisions import Revision, Why, Words, Written
from app.posts.states import Kind, State
from app.posts.talk import Talk

__all__ = ["Kind", "OldAddress", "Post", "Revision", "State", "Talk", "Why", "Words", "Written"]
