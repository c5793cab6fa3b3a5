"""A long list, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Select

from app.db.sessions import db

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows of page NUMBER, counted from 1, and whether another follows."""

    rows: Sequence[T]
    number: int
    has_more: bool


def page_of(query: Select[T], number: int, size: int) -> Page[T]:
    """Page NUMBER, from 1, of what QUERY finds, SIZE rows a page; one query."""
    found = db.session.scalars(query.offset((number - 1) * size).limit(size + 1)).all()
    return Page(found[:size], number, len(found) > size)
