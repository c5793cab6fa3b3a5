"""Posts: what the author publishes."""

from app.posts.categories import Category
from app.posts.model import Kind, OldAddress, Post, State

__all__ = ["Category", "Kind", "OldAddress", "Post", "State"]
