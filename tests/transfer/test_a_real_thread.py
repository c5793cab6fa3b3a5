"""A real export that none of us wrote: one post of 2011 with its 29 comments."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse
from flask import Flask
from sqlalchemy import select

from app.comments.badges import Badge
from app.comments.thread import thread_of
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post, State
from app.posts.lists import moved_from
from app.site import Category
from app.text import Format

from .conftest import BringIn, Counts, comments, the_post

PATH = "2011/09/everything-went-great-but-i-didnt-get-the-job-what-happened"
WP = "{http://wordpress.org/export/1.2/}"


@pytest.fixture
def file(real: Path) -> Path:
    return real / "thread.wxr.xml"


@pytest.fixture
def imported(context: None, bring_in: BringIn, file: Path) -> Post:
    result = bring_in("wordpress", file)
    assert (result.exit_code, result.stderr) == (0, "")
    return the_post()


def as_exported(file: Path) -> list[tuple[int, str]]:
    """The level and name of each comment in reading order, straight from FILE."""
    replies = defaultdict(list)
    for each in parse(file).getroot().iter(f"{WP}comment"):
        replies[each.findtext(f"{WP}comment_parent")].append(each)

    def walk(parent: str, level: int) -> Iterator[tuple[int, str]]:
        for each in sorted(replies[parent], key=lambda each: each.findtext(f"{WP}comment_date_gmt")):
            yield level, each.findtext(f"{WP}comment_author")
            yield from walk(each.findtext(f"{WP}comment_id"), level + 1)

    return list(walk("0", 1))


def test_the_post_stands_at_its_date_and_its_address(imported: Post) -> None:
    assert (imported.path, imported.kind, imported.state) == (PATH, Kind.ARTICLE, State.PUBLISHED)
    assert imported.published_at == datetime(2011, 9, 25, 19, 2, tzinfo=UTC)
    assert imported.title == "everything went great but I didn’t get the job — what happened?"
    assert [category.name for category in imported.categories] == ["interviewing", "job searching"]


def test_its_html_stays_html_with_paragraphs(imported: Post) -> None:
    assert imported.body_format is Format.HTML
    assert imported.body_html.startswith("<p><em>A reader writes:</em></p>")
    assert "<p>You don’t have an offer until" in imported.body_html


def test_the_thread_is_nested_exactly_as_in_the_file(imported: Post, file: Path) -> None:
    thread = thread_of(imported)
    assert [(entry.level, entry.name) for entry in thread] == as_exported(file)
    assert len(thread) == 29
    assert max(entry.level for entry in thread) == 5


def test_the_eight_comments_of_its_author_bear_her_badge_and_no_others(imported: Post) -> None:
    hers = [entry for entry in thread_of(imported) if entry.badge == Badge.AUTHOR]
    assert [entry.name for entry in hers] == ["Ask a Manager"] * 8
    assert {comment.person_id for comment in comments()} == {imported.author_id, None}


def test_the_author_cannot_sign_in(imported: Post) -> None:
    assert (imported.author.name, imported.author.email) == ("Ask a Manager", "alison@column.example")
    assert imported.author.password_hash is None


def test_an_author_who_has_an_account_here_keeps_it(context: None, bring_in: BringIn, file: Path) -> None:
    with writing():
        Person.named("Alison", "Alison@column.example", "correct horse battery")
    bring_in("wordpress", file)
    assert the_post().author.name == "Alison"
    assert len(db.session.scalars(select(Person)).all()) == 1


def test_both_old_addresses_lead_to_the_new_one(imported: Post) -> None:
    assert moved_from(f"{PATH}.html") == imported
    assert moved_from("?p=77") == imported


def test_imported_twice_nothing_is_doubled(bring_in: BringIn, file: Path, counts: Counts) -> None:
    bring_in("wordpress", file)
    again = bring_in("wordpress", file)
    assert counts() == (1, 29)
    assert again.stdout.split()[-4:] == ["comment", "0", "29", "0"]


def test_a_dry_run_says_what_would_be_taken_and_writes_nothing(
    app: Flask, bring_in: BringIn, file: Path, counts: Counts
) -> None:
    dry = bring_in("wordpress", "--dry-run", file)
    assert "would be taken" in dry.stdout
    assert dry.stdout.split()[-4:] == ["comment", "29", "0", "0"]
    assert counts() == (0, 0)
    with app.app_context():
        assert not db.session.scalars(select(Person)).all()
        assert not db.session.scalars(select(Category)).all()
