"""A conversation is moved below another post, and back."""

from collections.abc import Callable
from random import Random

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.comments import Comment, State, moving
from app.comments.thread import counts, thread_of
from app.db import db, writing
from app.people import Deed, Person
from app.posts import Kind, Post
from app.text import for_author, for_reader
from app.web import Refusal
from tests.comments.conftest import say
from tests.conftest import Author

pytestmark = pytest.mark.usefixtures("hold_none")

Decision = Callable[[Comment, Person], object]


@pytest.fixture
def other(by: Person) -> Post:
    return published(by, "The saw & more")


def published(by: Person, title: str, kind: Kind = Kind.ARTICLE) -> Post:
    with writing() as session:
        made = Post(kind=kind, author_id=by.id)
        session.add(made)
        session.flush()
        made.revise(title, for_reader(""), "", for_author("Ask."), [])
        made.publish(by)
    return made


@pytest.fixture
def talk(post: Post) -> list[Comment]:
    """First; below it second; below that third; then fourth."""
    first = say(post, "First", name="Ann")
    second = say(post, "Second", parent=first, name="Ben")
    third = say(post, "Third", parent=second, name="Cat")
    return [first, second, third, say(post, "Fourth", name="Dan")]


def move(comment: Comment, to: Post, by: Person) -> None:
    with writing() as session:
        moving.move(session.get_one(Comment, comment.id), session.get_one(Post, to.id), by)
    db.session.rollback()


def shape(post: Post) -> list[tuple[int, int, int | None]]:
    """Number, level, and where to, of all that is in the thread of POST."""
    db.session.rollback()
    return [(entry.id, entry.level, entry.moved) for entry in thread_of(post)]


def test_it_moves_with_all_below_it_and_leaves_a_signpost(
    post: Post, other: Post, talk: list[Comment], by: Person
) -> None:
    first, second, third, fourth = talk
    move(second, other, by)
    signpost = db.session.scalars(select(Comment).where(Comment.state == State.MOVED)).one()
    assert shape(post) == [(first.id, 1, None), (signpost.id, 2, second.id), (fourth.id, 1, None)]
    assert shape(other) == [(second.id, 1, None), (third.id, 2, None)]
    assert counts([post, other]) == {post.id: 2, other.id: 2}


def test_both_pages_are_right_at_once_and_old_links_lead_on(
    post: Post, other: Post, talk: list[Comment], by: Person, reader: FlaskClient
) -> None:
    here, there = f"/{post.path}", f"/{other.path}"
    reader.get(here), reader.get(there)
    second = talk[1]
    move(second, other, by)
    page = reader.get(here).text
    assert (
        f'This conversation moved to <a href="{there}#comment-{second.id}">“The saw &amp; more”</a>.' in page
    )
    assert f'id="comment-{second.id}"' in page
    assert "Second" not in page
    assert ">2 comments</h2>" in page
    assert "Third" in reader.get(there).text
    assert reader.get(f"/comments/{second.id}").location == f"{there}#comment-{second.id}"
    signpost = db.session.scalars(select(Comment.id).where(Comment.state == State.MOVED)).one()
    assert reader.get(f"/comments/{signpost}").location == f"{there}#comment-{second.id}"
    assert reader.get(f"/comments/{signpost}/reply").status_code == 404


def test_moving_it_back_takes_the_signpost_away(
    post: Post, other: Post, talk: list[Comment], by: Person
) -> None:
    before = shape(post)
    move(talk[1], other, by)
    move(talk[1], post, by)
    assert shape(post) == before
    assert shape(other) == []
    told = list(db.session.scalars(select(Deed.told).order_by(Deed.id)))
    size = f"2 comments, from that by Ben (number {talk[1].id}) down,"
    assert told[0] == f"{size} moved from “The ladder” to “The saw & more”."


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_moved_moving_it_back_restores_the_threads(post: Post, by: Person, seed: int) -> None:
    rng = Random(seed)
    posts = [post, published(by, "Second"), published(by, "Third")]
    said: list[Comment] = []
    for _ in range(25):
        parent = rng.choice(said) if said and rng.random() < 0.7 else None
        below = next(each for each in posts if each.id == parent.post_id) if parent else rng.choice(posts)
        said.append(say(below, parent=parent))
    removed = rng.sample(said, 4)
    for hidden in removed:
        with writing():
            db.session.get_one(Comment, hidden.id).remove(by)
    shown = [each for each in said if each not in removed]
    before = [shape(each) for each in posts]
    done: list[tuple[Comment, Post]] = []
    for _ in range(12):
        top, to = rng.choice(shown), rng.choice(posts)
        was = db.session.get_one(Comment, top.id).post
        if was.id != to.id:
            move(top, to, by)
            done.append((top, was))
    whole(said, posts)
    for top, was in reversed(done):
        move(top, was, by)
    assert [shape(each) for each in posts] == before


def whole(said: list[Comment], posts: list[Post]) -> None:
    """Each comment stands below one post, with what it replies to."""
    db.session.rollback()
    for comment in said:
        assert comment.parent is None or comment.parent.post_id == comment.post_id
    assert {comment.post_id for comment in said} <= {each.id for each in posts}


def test_a_signpost_follows_a_conversation_that_moves_on(
    post: Post, other: Post, talk: list[Comment], by: Person, reader: FlaskClient
) -> None:
    third = published(by, "Third")
    move(talk[1], other, by)
    move(talk[1], third, by)
    for each in (post, other):
        assert "moved to" in reader.get(f"/{each.path}").text
        assert f'href="/{third.path}#comment-{talk[1].id}"' in reader.get(f"/{each.path}").text


def test_a_signpost_to_what_nobody_can_see_is_not_shown(
    post: Post, other: Post, talk: list[Comment], by: Person
) -> None:
    move(talk[1], other, by)
    with writing() as session:
        session.get_one(Post, other.id).withdraw(by)
    assert shape(post) == [(talk[0].id, 1, None), (talk[3].id, 1, None)]


@pytest.mark.parametrize("hide", [Comment.remove, Comment.mark_spam, Comment.hold])
def test_a_signpost_shows_nothing_while_what_it_leads_to_is_hidden(
    post: Post, other: Post, talk: list[Comment], by: Person, reader: FlaskClient, hide: Decision
) -> None:
    move(talk[1], other, by)
    assert "moved to" in reader.get(f"/{post.path}").text
    with writing() as session:
        hide(session.get_one(Comment, talk[1].id), by)
    assert "moved to" not in reader.get(f"/{post.path}").text
    with writing() as session:
        session.get_one(Comment, talk[1].id).approve(by)
    assert "moved to" in reader.get(f"/{post.path}").text


def test_what_nobody_sees_is_not_moved_but_for_the_way_back(
    post: Post, other: Post, talk: list[Comment], by: Person
) -> None:
    move(talk[1], other, by)
    with writing() as session:
        session.get_one(Comment, talk[1].id).remove(by)
    with pytest.raises(Refusal, match="Nobody sees that comment"):
        move(talk[1], published(by, "Third"), by)
    move(talk[1], post, by)
    assert shape(other) == []


def test_old_links_to_all_that_moved_lead_to_the_signpost(
    post: Post, other: Post, talk: list[Comment], by: Person, reader: FlaskClient
) -> None:
    move(talk[0], other, by)
    first, second, third, _ = (comment.id for comment in talk)
    anchors = f'<span id="comment-{second}"></span><span id="comment-{third}"></span>'
    assert f'id="comment-{first}">{anchors}This conversation moved' in reader.get(f"/{post.path}").text
    assert "<span id=" not in reader.get(f"/{other.path}").text.split('class="comments')[1]


def test_no_signpost_stands_where_what_it_leads_to_is(
    post: Post, other: Post, talk: list[Comment], by: Person, reader: FlaskClient
) -> None:
    move(talk[2], other, by)
    assert moving.size_of(db.session.get_one(Comment, talk[0].id)) == 2
    move(talk[0], other, by)
    assert reader.get(f"/{other.path}").text.count(f'id="comment-{talk[2].id}"') == 1
    told = list(db.session.scalars(select(Deed.told).order_by(Deed.id)))
    assert told[-1].startswith("2 comments, from")


def test_a_reply_follows_a_comment_that_moved_meanwhile(
    post: Post, other: Post, talk: list[Comment], by: Person, reader: FlaskClient
) -> None:
    move(talk[1], other, by)
    reader.post(f"/comments/{talk[1].id}/reply", data={"text": "Late"})
    late = db.session.scalars(select(Comment).where(Comment.parent_id == talk[1].id, Comment.id > talk[3].id))
    assert late.one().post_id == other.id


@pytest.mark.parametrize("page", ["/comments/{}/reply", "/comments/{}/report"])
def test_a_long_quote_can_be_scrolled_by_key(talk: list[Comment], reader: FlaskClient, page: str) -> None:
    shown = reader.get(page.format(talk[0].id)).text
    assert 'class="replied-to prose" tabindex="0" role="group" aria-label="What Ann said"' in shown


def test_what_cannot_be_moved_is_refused(post: Post, other: Post, talk: list[Comment], by: Person) -> None:
    with pytest.raises(Refusal, match="already"):
        move(talk[1], post, by)
    with pytest.raises(Refusal, match="takes no comments"):
        move(talk[1], published(by, "Rules", Kind.PAGE), by)
    move(talk[1], other, by)
    signpost = db.session.scalars(select(Comment).where(Comment.state == State.MOVED)).one()
    with pytest.raises(Refusal, match="signpost"):
        move(signpost, other, by)
    with pytest.raises(Refusal, match="signpost"):
        signpost.approve(by)


def test_a_branch_that_is_too_long_stays(
    post: Post, other: Post, talk: list[Comment], by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "MOST", 2)
    with pytest.raises(Refusal, match="more than 2"):
        move(talk[0], other, by)
    assert len(shape(post)) == 4


@pytest.mark.parametrize(
    "to", ["The saw & more", "the SAW & more", "/{path}", "http://localhost/{path}#comments"]
)
def test_the_author_names_the_other_post_by_title_or_address(
    post: Post, other: Post, talk: list[Comment], author: Author, to: str
) -> None:
    page = f"/desk/comments/{talk[1].id}/move"
    assert "It moves with the 1 below it." in author.get(page).text
    answer = author.post(page, page, to=to.format(path=other.path))
    assert answer.status_code == 303
    shown = author.get(page).text
    assert "Moved to “The saw &amp; more”." in shown
    assert "Move it back to “The ladder”" in shown


@pytest.mark.parametrize("to", ["Nowhere", "http://[half", "/", "?"])
def test_a_post_that_is_not_there_is_told_of_with_what_was_typed(
    post: Post, talk: list[Comment], author: Author, to: str
) -> None:
    page = f"/desk/comments/{talk[1].id}/move"
    answer = author.post(page, page, to=to)
    assert answer.status_code == 422
    assert f"no published post with the address or the title “{to}”" in answer.text
    assert f'value="{to}"' in answer.text
