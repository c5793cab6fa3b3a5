"""Exports of every version and of either scheme."""

import pytest
from sqlalchemy import select

from app.db import db
from app.people import Person

from .conftest import BringIn, comments, the_post
from .exports import category, comment, export, item

pytestmark = pytest.mark.usefixtures("context")


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_is_read_in_either_scheme(bring_in_export: BringIn, version: str, scheme: str) -> None:
    result = bring_in_export(export(item(comment(user_id=1)), version=version, scheme=scheme))
    assert result.exit_code == 0
    assert the_post().body_html == "<p>Give it back.</p>\n<p>Today.</p>"
    assert comments()[0].person_id == the_post().author_id


def test_without_a_list_of_authors_a_person_is_made_for_the_login(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(creator="Old Hand"), version="1.0", authors=()))
    author = the_post().author
    assert (author.name, author.email) == ("Old Hand", "old hand@imported.invalid")


def test_a_post_without_any_author_is_taken_all_the_same(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(creator=""), item(creator="", post_id=8), authors=()))
    assert [person.email for person in db.session.scalars(select(Person))] == ["unknown@imported.invalid"]


def test_a_listed_author_without_an_address_gets_one_where_nobody_is(bring_in_export: BringIn) -> None:
    bring_in_export(export(item(), authors=({"id": 1, "login": "hester", "email": "", "display_name": ""},)))
    assert (the_post().author.name, the_post().author.email) == ("hester", "hester@imported.invalid")


@pytest.mark.usefixtures("hester")
@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"user_id": 1, "author_email": "Hester@column.example"}, True),
        ({"user_id": 1, "author": "Hester Brannock"}, False),
        ({"user_id": 0, "author": "Hester Brannock", "author_email": "hester@column.example"}, False),
    ],
)
def test_without_a_list_only_an_account_with_her_address_is_taken_for_her(
    bring_in_export: BringIn, fields: dict[str, object], known: bool
) -> None:
    bring_in_export(export(item(comment(**fields)), version="1.0", authors=()))
    assert (comments()[0].person_id is not None) == known


def test_with_a_list_no_name_and_no_address_make_a_commenter_its_author(bring_in_export: BringIn) -> None:
    said = comment(user_id=9, author="Hester Brannock", author_email="hester@column.example")
    bring_in_export(export(item(said)))
    assert comments()[0].person_id is None


@pytest.mark.parametrize(
    ("categories", "names"),
    [
        (category("Home", domain="category", nicename="home") + category("x", domain="post_tag"), ["Home"]),
        (category("Home") + category("x") + category("Home", domain="category"), ["Home"]),
        (category("Home") + category("Q&amp;A") + category("Home"), ["Home", "Q&A"]),
    ],
)
def test_categories_are_taken_and_tags_are_not(
    bring_in_export: BringIn, categories: str, names: list[str]
) -> None:
    bring_in_export(export(item(categories=categories)))
    assert [each.name for each in the_post().categories] == names
