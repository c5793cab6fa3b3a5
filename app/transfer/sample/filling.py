"""An empty site, filled with the sample column."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app import text
from app.db import db, writing
from app.people import Person
from app.people.access import role_of_new
from app.posts import Post
from app.site import Moderation, Site
from app.transfer import record
from app.transfer.sample.answers import publish
from app.transfer.sample.kinds import publish_kinds
from app.transfer.sample.letters import put_on_desk
from app.web import Refusal

SOURCE = "sample"


def fill(password: str) -> Person | None:
    """The author of the sample column, whom PASSWORD lets in; None where it is all here already.

    Raises Refusal for a site that has something else in it.
    """
    with writing() as session:
        if record.known(SOURCE, "column", ["1"]):
            return None
        column = _read("column")
        _refuse_unless_empty(column["author"]["email"])
        author = Person.named(column["author"]["name"], column["author"]["email"], password, role_of_new())
        session.flush()
        _name_the_site(column)
        for post in _read("posts")["post"]:
            publish(post, author)
        publish_kinds(_read("kinds"), author)
        for letter in reversed(_read("questions")["question"]):
            put_on_desk(letter, author)
        record.remember(SOURCE, "column", "1", author.id)
        return author


def _refuse_unless_empty(email: str) -> None:
    if db.session.scalar(select(Post.id).limit(1)) is not None:
        raise Refusal("This site has posts already; the sample column is for an empty one.")
    if Person.with_email(email):
        raise Refusal(f"{email} has an account here already; the sample column brings its own author.")


def _name_the_site(column: dict[str, Any]) -> None:
    site = Site.current()
    site.describe(column["name"], column["tagline"], text.for_author(column["about"].strip()))
    site.keep_time_of(column["time_zone"])
    site.moderation = Moderation.NEWCOMERS


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
