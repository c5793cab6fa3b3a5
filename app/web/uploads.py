"""How much may be sent at once: more than a text needs where a file is taken from whoever is signed in."""

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
    """Mark a view as one that takes files of SIZE bytes."""

    def mark(view: View) -> View:
        setattr(view, MOST, size)
        return view

    return mark


def _raise_limit() -> None:
    size = getattr(current_app.view_functions.get(request.endpoint or ""), MOST, None)
    if size is not None and session:
        request.max_content_length = size + ENVELOPE
