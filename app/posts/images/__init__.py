"""Images: the pictures that authors put in their texts."""

from app.posts.images.model import Image

__all__ = ["Image"]
