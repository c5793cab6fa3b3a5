"""Server processes under load: whoever asks after a comment was taken sees it, wherever they ask."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from app.people import Person
from app.site import Moderation, Site
from tests.journeys import world
from tests.journeys.column import Column

from .asking import ask
from .nginx import Nginx, needed

WRITERS, COMMENTS_EACH, READS_EACH = 6, 120, 2


class Served(NamedTuple):
    """A column that is being served at PORT."""

    column: Column
    port: int


@pytest.fixture(params=["sqlite", "sqlite behind nginx", "postgresql", "postgresql behind nginx"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    """A served column with an author, which holds no comments."""
    made = Column(tmp_path)
    database, _, behind = request.param.partition(" ")
    if database == "postgresql":
        made.environment["QUANDARY_DATABASE_URL"] = request.getfixturevalue("empty_postgresql_url")
    made.flask("db", "upgrade")
    made.inside(_begin)
    with ExitStack() as running:
        if behind:
            needed()
            nginx = Nginx(tmp_path, made)
            running.enter_context(made.served())
            running.enter_context(nginx.served())
        else:
            running.enter_context(made.served())
        yield Served(made, nginx.port if behind else made.port)


def _begin(session: object) -> None:
    Person.named("Hester", "hester@column.example", None)
    Site.current().moderation = Moderation.NONE


def test_a_request_after_a_comment_was_taken_shows_it(served: Served) -> None:
    post = served.column.inside(lambda session: world.published(session, "Under load"))

    def write(writer: int) -> list[str]:
        missed = []
        for turn in range(COMMENTS_EACH):
            words = f"writer {writer} turn {turn}."
            assert ask(served.port, "POST", post, {"text": words, "name": f"W{writer}"}).status == 303
            for _ in range(READS_EACH):
                seen = ask(served.port, "GET", post)
                assert seen.status == 200
                missed += [] if words in seen.text else [words]
        return missed

    with ThreadPoolExecutor(WRITERS) as writers:
        missed = [words for each in writers.map(write, range(WRITERS)) for words in each]
    assert missed == []
    shown = re.findall(r"writer \d turn \d+\.", ask(served.port, "GET", post).text)
    assert len(shown) == len(set(shown)) == WRITERS * COMMENTS_EACH
    assert f"{WRITERS * COMMENTS_EACH} comments" in ask(served.port, "GET", "/").text


def test_what_is_unpublished_is_gone_at_once(served: Served) -> None:
    post = served.column.inside(lambda session: world.published(session, "Now you see me"))
    for _ in range(8):
        assert ask(served.port, "GET", post).status == 200
    served.column.inside(lambda session: session.query(world.Post).one().withdraw(world.author(session)))
    assert [ask(served.port, "GET", post).status for _ in range(8)] == [404] * 8
    assert all("Now you see me" not in ask(served.port, "GET", "/").text for _ in range(8))
