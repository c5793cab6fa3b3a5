"""Posts with threads of a given size: the same words and the same nesting in every run."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random

from flask import Flask
from sqlalchemy import insert, update

from app import clock, text
from app.comments import Comment, State
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post
from app.site import Moderation, Site
from config import ROOT

SEED = 1847
DEEPEST = 30
DISTINCT = 2_000
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


def fill(app: Flask, sizes: tuple[int, ...]) -> dict[int, str]:
    """Give APP's empty column a post for each of SIZES; returns the address of each, by its size."""
    with app.app_context(), writing():
        Site.current().moderation = Moderation.NONE
        author = Person.named("Hester Brannock", "hester@column.example", None)
        db.session.flush()
        return {size: _post(size, author) for size in sizes}


def _post(size: int, author: Person) -> str:
    rng = Random(SEED + size)
    body = text.for_author("\n\n".join(prose(rng) for _ in range(8)))
    post = Post(kind=Kind.ARTICLE, author_id=author.id)
    post.revise(f"A thread of {size}", text.for_reader(""), "", body, ["Bench"])
    db.session.add(post)
    post.publish(by=None)
    db.session.flush()
    _thread(post, size, rng)
    return f"/{post.path}"


def _thread(post: Post, size: int, rng: Random) -> None:
    said = [text.for_reader(prose(rng)) for _ in range(min(size, DISTINCT))]
    parents = list(nesting(size, rng))
    began = clock.now() - timedelta(days=365)
    rows = [
        {
            "post_id": post.id,
            "name": rng.choice(NAMES),
            "state": State.PUBLISHED,
            "token_hash": f"{rng.getrandbits(256):064x}",
            "created_at": began + timedelta(minutes=place),
            **said[place % len(said)]._asdict(),
        }
        for place in range(size)
    ]
    written = insert(Comment).returning(Comment.id, sort_by_parameter_order=True)
    ids = db.session.scalars(written, rows).all()
    replies = [
        {"id": ids[place], "parent_id": ids[parent]}
        for place, parent in enumerate(parents)
        if parent is not None
    ]
    db.session.execute(update(Comment), replies)
