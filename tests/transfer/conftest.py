"""Running an import, and looking at what came of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app.comments import Comment
from app.db import db
from app.posts import Post

BringIn = Callable[..., Result]
Counts = Callable[[], tuple[int, int]]


@pytest.fixture
def bring_in(app: Flask) -> BringIn:
    """Runs `flask import …` and returns what it said."""
    return lambda *words: app.test_cli_runner().invoke(args=["import", *map(str, words)])


@pytest.fixture
def bring_in_export(bring_in: BringIn, tmp_path: Path) -> BringIn:
    """Writes a text to a file, imports it as an export, and returns what was said."""

    def run(text: str, *options: str) -> Result:
        file = tmp_path / "export.xml"
        file.write_text(text, encoding="utf-8")
        return bring_in("wordpress", file, *options)

    return run


@pytest.fixture
def counts(app: Flask) -> Counts:
    """Says how many posts and how many comments there are."""

    def count() -> tuple[int, int]:
        with app.app_context():
            return tuple(
                db.session.scalar(select(func.count()).select_from(kind)) for kind in (Post, Comment)
            )

    return count


def the_post() -> Post:
    """The only post."""
    return db.session.scalars(select(Post)).one()


def comments() -> Sequence[Comment]:
    """All comments, in the order in which they were written down here."""
    return db.session.scalars(select(Comment).order_by(Comment.id)).all()
