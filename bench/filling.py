"""Posts with threads of a given size: the same words and the same nesting in every run."""

import re
import secrets
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, update

from app import clock, text
from app.comments import Comment, State
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post, addresses
from app.posts import State as PostState
from app.posts.model import post_category
from app.site import Category, Moderation, Site
from config import ROOT

SEED = 1847
DEEPEST = 30
DISTINCT = 2_000
AT_ONCE = 4_000
"""Comments that a large site is given in one transaction, at the least."""
NAMES = ("Anonymous", "Bramble", "Cordelia", "Ditto", "Elsewhere", "Fen", "Gull", "Hob", "Iris", "Juniper")
SAMPLE = ROOT / "app" / "transfer" / "sample" / "posts.toml"
WORDS = re.findall(r"[A-Za-z’']+|\*\*?[a-z ]+\*\*?", SAMPLE.read_text())
"""The words of the sample column, each as often as it is used there: as dense as real prose."""


def prose(rng: Random) -> str:
    """A comment of 30 to 150 words in one to three paragraphs."""
    words = rng.choices(WORDS, k=rng.randint(30, 150))
    breaks = sorted(rng.sample(range(10, len(words) - 10), rng.randint(0, 2)))
    edges = [0, *breaks, len(words)]
    return "\n\n".join(f"{' '.join(words[start:end])}." for start, end in pairwise(edges))


def nesting(size: int, rng: Random) -> Iterator[int | None]:
    """What each of SIZE comments replies to: None, or the place of an earlier one.

    A quarter begin something new; the others go on with what was said of late.
    """
    depths: list[int] = []
    for place in range(size):
        parent = None if not place or rng.random() < 0.25 else rng.randrange(max(0, place - 25), place)
        if parent is not None and depths[parent] >= DEEPEST:
            parent = None
        depths.append(1 if parent is None else depths[parent] + 1)
        yield parent


def fill(app: Flask, sizes: Sequence[int]) -> dict[int, str]:
    """Give APP's column a post for each of SIZES; returns the address of each, by its size."""
    return dict(zip(sizes, fill_each(app, sizes), strict=True))


def fill_each(app: Flask, sizes: Sequence[int]) -> list[str]:
    """The same where a size may come more than once; returns the addresses in the order of SIZES."""
    with app.app_context(), writing():
        author, rng = _author(), Random(SEED)
        return [_post(size, author, rng) for size in sizes]


def fill_site(app: Flask, posts: int, comments_each: int) -> list[str]:
    """Give APP's column so many POSTS, an hour apart; returns their addresses, the newest first."""
    rng, most = Random(SEED), max(1, AT_ONCE // comments_each)
    paths: list[str] = []
    for first in range(0, posts, most):
        with app.app_context(), writing():
            paths += _posts(range(first, min(first + most, posts)), comments_each, rng)
    return [f"/{path}" for path in paths]


def _author() -> Person:
    """Who writes here; nobody's comments wait for her."""
    Site.current().moderation = Moderation.NONE
    known = Person.with_email("hester@column.example")
    author = known or Person.named("Hester Brannock", "hester@column.example", None)
    db.session.flush()
    return author


def _post(size: int, author: Person, rng: Random) -> str:
    post = Post(kind=Kind.ARTICLE, author_id=author.id)
    post.revise(f"A thread of {size}", text.for_reader(""), "", _articles()[0], ["Bench"])
    db.session.add(post)
    post.publish(by=None)
    db.session.flush()
    _threads([post.id], size, rng)
    return f"/{post.path}"


def _posts(ages: range, comments_each: int, rng: Random) -> list[str]:
    """Write a post for each of AGES, in hours, without asking it how; returns their paths."""
    author, [category] = _author(), Category.all_named(["Bench"])
    db.session.flush()
    rows = [_row_of_post(age, author) for age in ages]
    numbers = _numbered(Post, rows)
    links = [{"post_id": number, "category_id": category.id} for number in numbers]
    db.session.execute(insert(post_category), links)
    _threads(numbers, comments_each, rng)
    return [row["path"] for row in rows]


def _row_of_post(age: int, author: Person) -> dict[str, Any]:
    title, published_at = f"Letter {age}", clock.now() - timedelta(hours=age)
    source, html, form = _articles()[age % len(_articles())]
    return {
        "kind": Kind.ARTICLE,
        "state": PostState.PUBLISHED,
        "title": title,
        "path": addresses.dated(title, published_at, "UTC"),
        "author_id": author.id,
        "body_source": source,
        "body_html": html,
        "body_format": form,
        "published_at": published_at,
        "version": 1,
    }


def _threads(posts: Sequence[int], size: int, rng: Random) -> None:
    """Write SIZE comments below each of POSTS, by its number."""
    rows = [_row_of_comment(post, place, rng) for post in posts for place in range(size)]
    numbers = _numbered(Comment, rows)
    replies = [
        {"id": numbers[first + place], "parent_id": numbers[first + parent]}
        for first in range(0, len(numbers), size or 1)
        for place, parent in enumerate(nesting(size, rng))
        if parent is not None
    ]
    db.session.execute(update(Comment), replies)


def _row_of_comment(post: int, place: int, rng: Random) -> dict[str, Any]:
    source, html, form = _comments()[(post + place) % DISTINCT]
    return {
        "post_id": post,
        "name": rng.choice(NAMES),
        "source": source,
        "html": html,
        "format": form,
        "state": State.PUBLISHED,
        "token_hash": secrets.token_hex(32),
        "created_at": clock.now() - timedelta(days=365) + timedelta(minutes=place),
    }


def _numbered(model: type[Post] | type[Comment], rows: list[dict[str, Any]]) -> list[int]:
    """Write ROWS of MODEL; returns their numbers, which rise in the same order as nobody else writes."""
    db.session.execute(insert(model), rows)
    newest = select(model.id).order_by(model.id.desc()).limit(len(rows))
    return list(db.session.scalars(newest))[::-1]


@cache
def _articles() -> list[text.Rendered]:
    """What posts say, in eight comments' length."""
    rng = Random(SEED)
    return [text.for_author("\n\n".join(prose(rng) for _ in range(8))) for _ in range(20)]


@cache
def _comments() -> list[text.Rendered]:
    """What comments say, made into HTML once."""
    rng = Random(SEED)
    return [text.for_reader(prose(rng)) for _ in range(DISTINCT)]
