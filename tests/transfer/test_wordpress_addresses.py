"""Where the posts and pages of an export stand, and what their old addresses lead to."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db, writing
from app.posts import Kind, OldAddress, Post
from app.posts.lists import moved_from
from app.site import Site

from .conftest import BringIn, the_post
from .exports import export, item

pytestmark = pytest.mark.usefixtures("context")


def test_a_page_stands_at_its_own_name_and_away_from_ours(bring_in_export: BringIn) -> None:
    keep = item(post_type="page", post_name="how-i-work", link="http://old.example/how-i-work")
    ours = item(post_type="page", post_id=8, post_name="about", link="http://old.example/me/about/")
    bring_in_export(export(keep, ours))
    pages = db.session.scalars(select(Post).order_by(Post.id)).all()
    assert [(page.kind, page.path) for page in pages] == [(Kind.PAGE, "how-i-work"), (Kind.PAGE, "about-2")]
    assert moved_from("me/about/") == moved_from("me/about") == moved_from("?p=8") == pages[1]
    assert set(db.session.scalars(select(OldAddress.path).where(OldAddress.post_id == pages[0].id))) == {
        "?p=7"
    }


def test_the_month_in_the_address_is_that_of_the_sites_clocks(bring_in_export: BringIn) -> None:
    with writing():
        Site.current().keep_time_of("Pacific/Auckland")
    bring_in_export(export(item(post_date_gmt="2011-09-30 23:30:00")))
    assert the_post().path == "2011/10/the-ladder"


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"post_name": "%d0%bf%d1%80%d0%b8%d0%b2%d0%b5%d1%82"}, "2011/09/привет"),
        ({"post_name": ""}, "2011/09/the-ladder"),
        ({"post_name": "../../desk"}, "2011/09/desk"),
        ({"post_name": "a%00b"}, "2011/09/a-b"),
    ],
)
def test_an_address_is_made_of_the_name_as_readers_see_it(
    bring_in_export: BringIn, fields: dict[str, object], path: str
) -> None:
    bring_in_export(export(item(**fields)))
    assert the_post().path == path


@pytest.mark.parametrize(
    "link", ["http://[old.example/", "http://old.example/a%00b", "", "http://old.example/"]
)
def test_a_strange_link_leaves_the_short_address(bring_in_export: BringIn, link: str) -> None:
    assert bring_in_export(export(item(link=link))).exit_code == 0
    assert moved_from("?p=7") == the_post()


def test_an_old_address_answers_with_a_permanent_redirect(
    bring_in_export: BringIn, reader: FlaskClient
) -> None:
    bring_in_export(export(item(link="http://old.example/blog/the-ladder/")))
    for old in ("/blog/the-ladder/", "/blog/the-ladder", "/?p=7"):
        answer = reader.get(old)
        assert (answer.status_code, answer.location) == (301, "/2011/09/the-ladder")
