"""A round-up as it is read, and what is said below it about each of its parts."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import selectinload

from app.comments import Comment
from app.db import db, writing
from app.people import Person
from app.posts import Kind, PartWords, PartWritten, Post
from app.posts.beginning import begin, begin_update
from app.posts.rewriting import rewrite
from app.text import for_author, for_reader

HEADINGS = ("The ladder", "100% of the cat", "%(3)d <hedges>")
PATH = "/fence"
CAT = f"{PATH}/part/100-of-the-cat"


@pytest.fixture
def round_up(app: Flask, hester: int, hold_none: None) -> None:
    """A round-up of three parts, with one comment about each and one about the whole."""
    with app.app_context(), writing() as session:
        by = session.get_one(Person, hester)
        post = begin(Kind.ROUND_UP, by)
        session.flush()
        words = (
            PartWords(n, heading, "Dear Hester", "Me", "Answer.") for n, heading in enumerate(HEADINGS, 1)
        )
        rewrite(post, [PartWritten.of(each) for each in words], by)
        post.revise("Over the fence", for_reader(""), "", for_author("Three letters."), ["Home"])
        post.path = PATH[1:]
        post.publish(by)
        session.flush()
        for heading in (None, *post.headings):
            words = f"About {heading.number if heading else 'all'}"
            Comment.write(post, for_reader(words), part=heading, name="Kim")
            session.flush()


def say(reader: FlaskClient, address: str = PATH, **typed: str) -> None:
    assert reader.post(address, data=typed).status_code == 303


def items(html: str) -> list[str]:
    return re.findall(r'<li id="comment-.*?</li>', html, re.DOTALL)


pytestmark = pytest.mark.usefixtures("round_up")


def test_each_part_is_a_letter_and_an_answer_with_an_address_of_its_own(reader: FlaskClient) -> None:
    page = reader.get(PATH).text
    assert re.findall(r'<section id="([^"]+)" class="part">', page) == [
        "the-ladder",
        "100-of-the-cat",
        "3-d-hedges",
    ]
    assert page.count('<a href="#the-ladder">The ladder</a>') == 2
    assert page.count("A reader asks:") == 3
    assert 'aria-label="The question: 100% of the cat"' in page
    assert page.index("Three letters.") < page.index('<nav class="contents"')


def test_a_comment_says_which_part_it_is_about(reader: FlaskClient) -> None:
    whole, ladder, cat, hedge = items(reader.get(PATH).text)
    assert 'class="on"' not in whole
    assert 'class="u-comment h-cite l1 p1"' in ladder
    assert '<a class="on" href="#100-of-the-cat">on 100&#37; of the cat</a>' in cat
    assert "on &#37;(3)d &lt;hedges&gt;</a>" in hedge


def test_the_form_asks_what_a_comment_is_about_and_a_reply_does_not(reader: FlaskClient) -> None:
    assert '<select id="part" name="part">' in reader.get(PATH).text
    assert "<select" not in reader.get("/comments/1/reply").text
    say(reader, text="Poor cat", part="2")
    say(reader, "/comments/3/reply", text="Lucky cat", part="1")
    with_part = [item for item in items(reader.get(PATH).text) if " p2" in item]
    assert [re.search(r"<p>(.*?)</p>", item)[1] for item in with_part] == [  # type: ignore[index]
        "About 2",
        "Lucky cat",
        "Poor cat",
    ]


@pytest.mark.parametrize("part", ["9", "two", "2" * 400])
def test_a_part_that_is_not_there_is_refused_with_all_that_was_typed(reader: FlaskClient, part: str) -> None:
    answer = reader.post(PATH, data={"text": "Poor cat", "part": part, "name": "Kim"})
    assert answer.status_code == 422
    for each in ("not there any more", "Poor cat</textarea>", 'value="Kim"', "The whole post", "100% of"):
        assert each in answer.text


def test_the_page_of_a_part_shows_only_what_is_about_it(reader: FlaskClient) -> None:
    page = reader.get(CAT).text
    (item,) = items(page)
    assert "About 2" in item
    assert f'href="{PATH}#100-of-the-cat"' in item
    assert re.search(rf'<link rel="canonical" href="http[^"]+{PATH}">', page)
    assert '<option value="2" selected>' in page
    assert f'<form method="post" action="{PATH}"' in page
    assert "1 comment<" in page


def test_the_page_of_a_part_is_kept_until_something_is_said_about_the_post(
    reader: FlaskClient, queries: list[str]
) -> None:
    first = reader.get(CAT)
    queries.clear()
    assert reader.get(CAT).headers["ETag"] == first.headers["ETag"]
    assert all("FROM version" in each for each in queries)
    say(reader, text="Poor cat", part="2")
    assert "Poor cat" in reader.get(CAT).text


@pytest.mark.parametrize(
    "address", [f"{PATH}/part/nowhere", "/nowhere/part/the-ladder", f"{CAT}/part/the-cat"]
)
def test_a_part_that_no_post_has_has_no_page(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_an_update_and_what_it_follows_lead_to_each_other(
    app: Flask, reader: FlaskClient, hester: int
) -> None:
    assert "There is an update" not in reader.get(PATH).text
    with app.app_context(), writing() as session:
        by, earlier = session.get_one(Person, hester), session.get_one(Post, 1)
        update = begin_update(earlier, by)
        session.flush()
        update.revise(update.title, for_reader("It came back."), "Me", for_author("Good."), None)
        update.publish(by)
        path = f"/{update.path}"
    assert f'There is an update: <a href="{path}">Update: Over the fence</a>' in reader.get(PATH).text
    later = reader.get(path).text
    assert f'An update to <a href="{PATH}">Over the fence</a>' in later
    assert "The writer tells us:" in later
    with app.app_context(), writing() as session:
        session.get_one(Post, 2).withdraw(session.get_one(Person, hester))
    assert "There is an update" not in reader.get(PATH).text


def test_the_front_page_says_what_is_no_plain_answer(reader: FlaskClient) -> None:
    page = reader.get("/").text
    assert "<span>Round-up</span>" in page
    assert "Three letters." in page


def test_a_round_up_without_a_word_begins_with_its_headings(app: Flask) -> None:
    with app.app_context():
        post = db.session.get_one(Post, 1, options=[selectinload(Post.parts)])
        db.session.expunge(post)
        post.body_html = ""
        assert post.opening == "The ladder · 100% of the cat · %(3)d <hedges>"
