"""Writers who are blocked, and what is noted on them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.comments import Came, Comment, Sign, State, blocks
from app.comments.purging import purge_due
from app.db import db, writing
from app.people import Deed, Person
from app.posts import Post
from app.web import Refusal
from app.web.places import keyed
from tests.comments.conftest import say
from tests.conftest import Author

pytestmark = pytest.mark.usefixtures("hold_none")
KIM = {"name": "Kim Lee", "email": "kim@readers.example"}


def told() -> list[str]:
    return list(db.session.scalars(select(Deed.told).order_by(Deed.id)))


@pytest.mark.parametrize(
    ("sign", "value", "theirs"),
    [
        (Sign.NAME, "Kim Lee", {"name": "kim-lee"}),
        (Sign.NAME, "Kim Lee", {"name": "Кim Lее"}),
        (Sign.EMAIL, "kim@readers.example", {"name": "Pat", "email": "Kim@readers.example"}),
        (Sign.PLACE, "there", {"came": Came("there")}),
    ],
)
def test_what_a_blocked_writer_says_lies_with_the_spam(
    post: Post, by: Person, sign: Sign, value: str, theirs: dict[str, object]
) -> None:
    with writing():
        blocks.block(sign, value, "Kim Lee", by)
    spam = say(post, "A quiet word.", **theirs)
    assert (spam.state, spam.reasons) == (State.SPAM, f"Its writer is blocked (by {sign}).")
    assert say(post, "Another.", name="Kit", email="kit@readers.example").state is State.PUBLISHED
    assert told() == [f"“Kim Lee” was blocked by {sign}."]


def test_a_block_is_lifted_and_both_are_told_of(post: Post, by: Person) -> None:
    with writing():
        blocks.block(Sign.NAME, "Kim Lee", "Kim Lee", by)
    (standing,) = blocks.blocks_of("Kim Lee", "", "")
    with writing():
        blocks.lift(standing.key, by)
    assert say(post, "Hello", **KIM).state is State.PUBLISHED
    assert told()[-1] == "“Kim Lee” is no longer blocked by name."
    with pytest.raises(Refusal, match="not blocked any more"):
        blocks.lift(standing.key, by)


@pytest.mark.parametrize("sign", list(Sign))
def test_nobody_is_blocked_by_nothing(by: Person, sign: Sign) -> None:
    with pytest.raises(Refusal, match="no"), writing():
        blocks.block(sign, "", "", by)


def test_only_hashes_of_places_are_kept(app: Flask, post: Post) -> None:
    client = app.test_client()
    client.post(f"/{post.path}", data={"text": "Hello"}, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    place = db.session.scalar(select(Comment.place))
    assert place == keyed("192.0.2.7")
    assert "192" not in (place or "")


def test_one_home_is_one_place_in_ipv6(app: Flask, post: Post) -> None:
    client = app.test_client()
    for address in ("2001:db8:1:2::5", "2001:db8:1:2:aaaa::9", "2001:db8:1:3::5", "::ffff:192.0.2.7"):
        client.post(f"/{post.path}", data={"text": "Hello"}, environ_base={"REMOTE_ADDR": address})
    places = list(db.session.scalars(select(Comment.place).order_by(Comment.id)))
    assert places[0] == places[1] != places[2]
    assert places[3] == keyed("192.0.2.7")


def test_a_blocked_writer_is_answered_like_one_who_is_held(
    app: Flask, post: Post, by: Person, reader: FlaskClient
) -> None:
    with writing():
        blocks.block(Sign.NAME, "Kim Lee", "Kim Lee", by)
    answer = reader.post(f"/{post.path}", data={"text": "Hello", "name": "Kim Lee"})
    assert answer.status_code == 303
    page = reader.get(answer.location).text
    assert "Your comment is held" in page
    assert "block" not in page.lower().replace("blockquote", "")
    assert "Hello" not in reader.get(f"/{post.path}").text


def test_the_author_blocks_notes_and_lifts_on_the_page_of_a_writer(post: Post, author: Author) -> None:
    number = say(post, "Rude words", **KIM, came=Came("there")).id
    say(post, "More of them", **KIM)
    page = f"/desk/writers/{number}"
    shown = author.get(page).text
    assert "2 published" in shown
    assert "More of them" in shown
    for by in ("email", "name", "place"):
        assert author.post(f"{page}/block/{by}", page).status_code == 303
    assert author.get(page).text.count("Unblock</button>") == 3
    assert say(post, "Again", **KIM).state is State.SPAM
    for _ in range(3):
        key = author.get(page).text.split('name="key" value="')[1].split('"')[0]
        author.post("/desk/writers/unblock", page, key=key, comment=str(number))
    assert say(post, "And now", **KIM).state is State.PUBLISHED
    assert "Nobody." in author.get("/desk/writers").text


def test_a_note_on_a_writer_stands_by_all_that_they_say(post: Post, author: Author) -> None:
    first, second = say(post, "One", **KIM), say(post, "Two", **KIM)
    page = f"/desk/writers/{first.id}"
    seen = author.get(page).text.split('name="seen" value="')[1].split('"')[0]
    answer = author.post(f"{page}/note", page, writer_note="Means well.", seen=seen)
    assert answer.status_code == 303
    assert "Means well." in author.get(f"/desk/writers/{second.id}").text
    other = author.post(f"{page}/note", page, writer_note="Does not.", seen=seen)
    assert other.status_code == 409
    assert "Does not." in other.text
    assert "Means well." in other.text


@pytest.mark.parametrize("name", ["", "Anonymous", "anonymous", "Аnonymous", "🪜🪜"])
def test_anonymous_is_no_name_to_block(post: Post, author: Author, name: str) -> None:
    number = say(post, "Hello", name=name).id
    assert "Block by name" not in author.get(f"/desk/writers/{number}").text
    assert author.post(f"/desk/writers/{number}/block/name").status_code == 422


def test_whoever_gives_no_name_is_not_blocked_with_those_who_call_themselves_so(
    post: Post, by: Person
) -> None:
    with pytest.raises(Refusal, match="no name"), writing():
        blocks.block(Sign.NAME, "anonymous", "anonymous", by)
    assert say(post, "Hello").state is State.PUBLISHED
    with writing():
        blocks.block(Sign.NAME, "Anonymous Pat", "Anonymous Pat", by)
    assert say(post, "Hello again").state is State.PUBLISHED
    assert say(post, "And again", name="anonymous-pat").state is State.SPAM


def test_whoever_has_an_account_has_no_such_page(post: Post, by: Person, author: Author) -> None:
    assert author.get(f"/desk/writers/{say(post, by=by).id}").status_code == 404


@pytest.mark.parametrize(
    ("name", "other"), [("José", "Jose"), ("Jose", "José"), ("Ana", "Åna"), ("राम", "रमा"), ("กา", "กี")]
)
def test_an_accent_makes_another_name(post: Post, by: Person, name: str, other: str) -> None:
    with writing():
        blocks.block(Sign.NAME, name, name, by)
    assert say(post, "A quiet word.", name=other).state is State.PUBLISHED
    assert say(post, "Another.", name=name).state is State.SPAM


@pytest.mark.parametrize("other", ["JOSÉ", "Jose\u0301", "Jo\u034fsé\ufe0f", "Jоsé"])
def test_an_accent_may_be_written_in_two_ways(post: Post, by: Person, other: str) -> None:
    with writing():
        blocks.block(Sign.NAME, "José", "José", by)
    assert say(post, "A quiet word.", name=other).state is State.SPAM


def test_a_name_that_can_be_read_in_two_ways_is_in_the_list_but_once(author: Author, by: Person) -> None:
    for name in ("Mimi Idle", "Ina"):
        with writing():
            blocks.block(Sign.NAME, name, name, by)
    assert len(blocks.keys_of(Sign.NAME, "Mimi Idle")) > 1
    page = author.get("/desk/writers").text
    assert page.count("Mimi Idle") == 1
    assert page.count("Unblock</button>") == 2
    assert [block.shown for block in blocks.standing(1).rows] == ["Ina", "Mimi Idle"]


def test_the_page_of_a_writer_whose_comment_was_purged_says_what_is_left(post: Post, author: Author) -> None:
    long_ago = clock.now() - timedelta(days=40)
    spam = say(post, "Buy", **KIM, came=Came("there"), state=State.SPAM, created_at=long_ago)
    answered = say(post, "Buy more", name="Rosa", state=State.PUBLISHED, created_at=long_ago)
    say(post, "No, thank you.", parent=answered)
    with writing() as session:
        session.get_one(Comment, answered.id).state = State.SPAM
    number, emptied = spam.id, answered.id
    author.post(f"/desk/writers/{number}/block/place", f"/desk/writers/{number}")
    assert purge_due() == 2
    page = author.get(f"/desk/writers/{number}")
    assert page.status_code == 200
    assert f"Comment {number} was purged" in page.text
    assert "30 days after it came" in page.text
    assert f"Kim Lee, comment {number}" in page.text
    assert "Unblock</button>" in page.text
    assert "others replied to it" in author.get(f"/desk/writers/{emptied}").text
    assert author.post(f"/desk/writers/{number}/block/name").status_code == 404


@pytest.mark.parametrize("number", ["0", "999"])
def test_a_number_that_no_comment_ever_had_has_no_writer(post: Post, author: Author, number: str) -> None:
    say(post, "Hello", **KIM)
    assert author.get(f"/desk/writers/{number}").status_code == 404
