"""Reading: the posts, their threads, and what readers say there."""

from app.reading import comments, images, parts, posts, reports
from app.reading.front import front

__all__ = ["comments", "front", "images", "parts", "posts", "reports"]
