"""Two server processes under load: whoever asks after a comment was taken sees it, from either."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.people import Person
from app.site import Moderation, Site
from tests.journeys import world
from tests.journeys.column import Column

WRITERS, COMMENTS_EACH = 4, 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(params=["sqlite", "postgresql"])
def column(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Column]:
    """A served column with an author, which holds no comments."""
    made = Column(tmp_path)
    if request.param == "postgresql":
        made.environment["QUANDARY_DATABASE_URL"] = request.getfixturevalue("empty_postgresql_url")
    made.flask("db", "upgrade")
    made.inside(lambda session: Person.named("Hester", "hester@column.example", None))
    with made.served():
        yield made


def ask(column: Column, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    """One request on a connection of its own, so that either process may take it."""
    connection = HTTPConnection("127.0.0.1", column.port, timeout=30)
    try:
        connection.request(method, address, urlencode(form) if form else None, FORM if form else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_a_request_after_a_comment_was_taken_shows_it(column: Column) -> None:
    def prepare(session: object) -> str:
        Site.current().moderation = Moderation.NONE
        return world.published(session, "Under load")  # type: ignore[arg-type]

    post = column.inside(prepare)

    def write(writer: int) -> list[str]:
        missed = []
        for turn in range(COMMENTS_EACH):
            words = f"writer {writer} turn {turn}."
            status, _ = ask(column, "POST", post, {"text": words, "name": f"W{writer}"})
            assert status == 303
            missed += [words for _ in range(2) if words not in ask(column, "GET", post)[1]]
        return missed

    with ThreadPoolExecutor(WRITERS) as writers:
        missed = [words for each in writers.map(write, range(WRITERS)) for words in each]
    assert missed == []
    shown = re.findall(r"writer \d turn \d+\.", ask(column, "GET", post)[1])
    assert len(shown) == len(set(shown)) == WRITERS * COMMENTS_EACH
    assert f"{WRITERS * COMMENTS_EACH} comments" in ask(column, "GET", "/")[1]


def test_what_is_unpublished_is_gone_at_once(column: Column) -> None:
    post = column.inside(lambda session: world.published(session, "Now you see me"))
    for _ in range(8):
        assert ask(column, "GET", post)[0] == 200
    column.inside(lambda session: session.query(world.Post).one().withdraw(world.author(session)))
    assert [ask(column, "GET", post)[0] for _ in range(8)] == [404] * 8
    assert all("Now you see me" not in ask(column, "GET", "/")[1] for _ in range(8))
