"""The calendar of what comes out, by the clocks of the site."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from app import clock
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post
from app.posts.beginning import begin
from app.site import Site
from app.text import for_author, for_reader
from tests.conftest import Author

NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def october(app: Flask, author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the twentieth of October in London, before its clocks go back on the 25th."""
    with app.app_context(), writing():
        Site.current().keep_time_of("Europe/London")
    monkeypatch.setattr(clock, "now", lambda: NOW)


def post(app: Flask, title: str, hester: int, at: datetime) -> int:
    """A post called TITLE that comes out, or came out, AT a time."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        made = begin(Kind.ARTICLE, by)
        made.revise(title, for_reader(""), "", for_author("Text."), None)
        session.flush()
        if at > NOW:
            made.schedule(at, by)
        else:
            made.published_at = at
            made.publish(by)
        session.flush()
        return made.id


def shown(page: str) -> dict[str, list[str]]:
    """What stands on each day that has something."""
    days = re.findall(r'<td.*?datetime="([^"]+)".*?</td>', page, re.DOTALL)
    cells = re.findall(r"<td.*?</td>", page, re.DOTALL)
    entries = {
        day: re.findall(r"<time[^>]*>(\d\d:\d\d)</time> ([^<]+?)\s*<", cell)
        for day, cell in zip(days, cells, strict=True)
    }
    return {day: [" ".join(each) for each in found] for day, found in entries.items() if found}


def test_what_comes_out_stands_on_its_day_at_the_time_of_the_site(
    app: Flask, author: Author, hester: int
) -> None:
    scheduled = post(app, "Still to come", hester, datetime(2026, 10, 24, 8, 5, tzinfo=UTC))
    post(app, "Out already", hester, datetime(2026, 10, 2, 9, tzinfo=UTC))
    page = author.get("/desk/calendar").text
    assert shown(page) == {"2026-10-02": ["10:00 Out already"], "2026-10-24": ["09:05 Still to come"]}
    assert f'class="state-scheduled" href="/desk/posts/{scheduled}/edit"' in page


def test_before_and_after_the_clocks_change_the_days_are_those_of_the_wall(
    app: Flask, author: Author, hester: int
) -> None:
    for hour in (0, 1, 2):
        post(app, f"At {hour} in UTC", hester, datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
    post(app, "Late on Saturday in UTC", hester, datetime(2026, 10, 24, 23, 15, tzinfo=UTC))
    post(app, "Late on Sunday", hester, datetime(2026, 10, 25, 23, 30, tzinfo=UTC))
    assert shown(author.get("/desk/calendar?month=2026-10").text) == {
        "2026-10-25": [
            "00:15 Late on Saturday in UTC",
            "01:30 At 0 in UTC",
            "01:30 At 1 in UTC",
            "02:30 At 2 in UTC",
            "23:30 Late on Sunday",
        ]
    }


def test_a_post_that_is_rescheduled_moves(app: Flask, author: Author, hester: int) -> None:
    number = post(app, "Still to come", hester, datetime(2026, 10, 24, 8, tzinfo=UTC))
    edit = f"/desk/posts/{number}/edit"
    with app.app_context():
        version = str(db.session.get_one(Post, number).version)
    typed = {"title": "Still to come", "body": "Text.", "publish_at": "2026-10-26T08:01", "do": "schedule"}
    assert author.post(edit, page=edit, version=version, **typed).location == edit
    assert shown(author.get("/desk/calendar").text) == {"2026-10-26": ["08:01 Still to come"]}
    with app.app_context():
        moved = db.session.get_one(Post, number)
        assert moved.publish_at == datetime(2026, 10, 26, 8, 1, tzinfo=UTC)


def test_a_month_has_whole_weeks_its_neighbours_and_today(author: Author) -> None:
    page = author.get("/desk/calendar").text
    assert "<h1>October 2026</h1>" in page
    assert re.findall(
        r'<td class="[^"]*" aria-current="date">\s*<p class="date"><time datetime="([^"]+)', page
    ) == ["2026-10-20"]
    days = re.findall(r'<p class="date"><time datetime="([^"]+)', page)
    assert (days[0], days[-1], len(days)) == ("2026-09-28", "2026-11-01", 35)
    assert 'rel="prev" href="/desk/calendar?month=2026-09"' in page
    assert 'rel="next" href="/desk/calendar?month=2026-11"' in page
    assert 'href="/desk/calendar?month=2027-01"' in author.get("/desk/calendar?month=2026-12").text


@pytest.mark.parametrize("month", ["", "2026-13", "soon", "0001-01", "9999-12", "2026-10-01"])
def test_a_month_that_there_is_not_is_this_one(author: Author, month: str) -> None:
    assert "<h1>October 2026</h1>" in author.get(f"/desk/calendar?month={month}").text


def test_a_draft_stands_nowhere(app: Flask, author: Author, hester: int) -> None:
    with app.app_context(), writing() as session:
        begin(Kind.ARTICLE, session.get_one(Person, hester)).title = "Some day"
    page = author.get("/desk/calendar").text
    assert shown(page) == {}
    assert "/edit" not in page


def test_a_full_month_takes_no_more_queries_than_an_empty_one(
    app: Flask, author: Author, hester: int, queries: list[str]
) -> None:
    author.get("/desk/calendar")
    before = len(queries)
    for day in range(1, 9):
        post(app, f"Day {day}", hester, datetime(2026, 10, day, 9, tzinfo=UTC))
    queries.clear()
    author.get("/desk/calendar")
    assert len(queries) <= before
