"""How much may be sent at once: more where a file or a post is taken from whoever is signed in."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request, session

View = TypeVar("View", bound=Callable[..., object])
MOST = "takes_up_to"
ENVELOPE = 64 * 1024
"""Bytes that a form takes up around a file."""


def init_app(app: Flask) -> None:
    """Raise the limit of APP where a view says so, before anything is read."""
    app.before_request(_raise_limit)


def takes_up_to(size: int) -> Callable[[View], View]:
    """Mark a view as one that takes SIZE bytes."""

    def mark(view: View) -> View:
        setattr(view, MOST, size)
        return view

    return mark


def _raise_limit() -> None:
    size = getattr(current_app.view_functions.get(request.endpoint or ""), MOST, None)
    if size is not None and session:
        request.max_content_length = request.max_form_memory_size = size + ENVELOPE
