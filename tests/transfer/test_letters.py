"""Questions from a file of JSON lines."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import func, select

from app.db import db, writing
from app.questions import Permission, Question, State
from app.site import Site

from .conftest import BringIn

pytestmark = pytest.mark.usefixtures("context")
LETTER = {"received": "2019-08-02", "letter": "May I keep the ladder?"}
Send = Callable[..., Result]


@pytest.fixture
def send(bring_in: BringIn, tmp_path: Path) -> Send:
    """Imports lines, each a dictionary or the bytes themselves."""

    def run(*lines: dict[str, object] | bytes) -> Result:
        file = tmp_path / "letters.jsonl"
        file.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines))
        return bring_in("questions", file)

    return run


def questions() -> int | None:
    return db.session.scalar(select(func.count()).select_from(Question))


def test_four_hundred_real_letters_come_into_the_queue_once(bring_in: BringIn, real: Path) -> None:
    first, second = (bring_in("questions", real / "letters.jsonl") for _ in range(2))
    assert first.stdout.split()[-4:] == ["question", "400", "0", "0"]
    assert second.stdout.split()[-4:] == ["question", "0", "400", "0"]
    assert set(db.session.scalars(select(Question.state))) == {State.QUEUED}
    assert questions() == 400


def test_a_letter_keeps_all_that_it_came_with(send: Send) -> None:
    more = {"headline": "The  ladder", "signature": "On the roof", "email": "roof@readers.example"}
    send(LETTER | more | {"permission": "private", "received": "2019-08-02T10:00:00+02:00"})
    kept = db.session.scalars(select(Question)).one()
    assert (kept.letter, kept.headline, kept.signature) == (LETTER["letter"], "The ladder", "On the roof")
    assert (kept.email, kept.permission) == ("roof@readers.example", Permission.PRIVATE)
    assert kept.received_at == datetime(2019, 8, 2, 8, 0, tzinfo=UTC)
    assert [(change.was, change.became, change.deed.by) for change in kept.changes] == [
        (State.NEW, State.QUEUED, None)
    ]


def test_a_date_without_a_zone_is_by_the_sites_clocks(send: Send) -> None:
    with writing():
        Site.current().keep_time_of("Pacific/Auckland")
    send(LETTER)
    assert db.session.scalars(select(Question.received_at)).one() == datetime(2019, 8, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"Dear Hester", "it is not JSON in UTF-8: Expecting value"),
        (b'{"letter": "\xff"}', "it is not JSON in UTF-8: "),
        (b"[" * 200_000, "it is not JSON in UTF-8: "),
        (b"[]", "it is not a JSON object"),
        (LETTER | {"letter": " \0"}, "it has no letter"),
        (LETTER | {"letter": 7}, "its letter is not text"),
        (LETTER | {"letter": "\ud800"}, "its letter has half a character in it"),
        (LETTER | {"letter": "a" * 100_001}, "is longer than 100,000 characters"),
        ({"letter": "When?"}, "it was received on “”, which is no ISO 8601 date"),
        (LETTER | {"received": "last week"}, "it was received on “last week”"),
        (LETTER | {"received": "0001-01-01"}, "it was received in the year 1"),
        (LETTER | {"email": "nowhere"}, "“nowhere” is not an e-mail address"),
        (LETTER | {"permission": "maybe"}, "its permission is “maybe”, not publish, private, either"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_is_taken(
    send: Send, line: dict[str, object] | bytes, reason: str
) -> None:
    result = send(b"", line, LETTER, b"")
    assert result.exit_code == 0
    assert result.stderr.startswith("question on line 2: ")
    assert reason in result.stderr
    assert questions() == 1


def test_a_byte_order_mark_is_no_part_of_the_first_line(send: Send) -> None:
    send(b"\xef\xbb\xbf" + json.dumps(LETTER).encode())
    assert questions() == 1


def test_a_letter_that_stands_twice_is_taken_once(send: Send) -> None:
    result = send(LETTER, LETTER | {"headline": "Again"})
    assert result.stdout.split()[-4:] == ["question", "1", "1", "0"]
    assert questions() == 1
