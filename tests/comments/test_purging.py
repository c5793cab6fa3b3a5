"""What is not kept for good."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app import clock
from app.comments import Came, Comment, State, purging
from app.comments.purging import forget_places, purge_due
from app.comments.thread import thread_of
from app.db import db, writing
from app.db.versions import Version
from app.people import Deed, Person
from app.posts import Post
from app.site import Site
from app.web import Refusal
from tests.comments.conftest import say, undo_the_last

pytestmark = pytest.mark.usefixtures("hold_none")
LONG_AGO = timedelta(days=40)


def old(post: Post, state: State = State.SPAM, **more: object) -> Comment:
    return say(post, "Buy", state=state, created_at=clock.now() - LONG_AGO, **more)


def left() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(select(Comment.id).order_by(Comment.id)))


def told() -> list[tuple[str, int | None]]:
    return [(deed.told, deed.by_id) for deed in db.session.scalars(select(Deed).order_by(Deed.id))]


def purge_after(spam: int, held: int) -> None:
    with writing():
        Site.current().guard("", purge_spam_after=spam, purge_held_after=held, close_after=0)


def test_old_spam_goes_and_all_else_stays(post: Post) -> None:
    gone = [old(post).id for _ in range(3)]
    stay = [say(post, "New", state=State.SPAM), old(post, State.PUBLISHED), old(post, State.HELD)]
    assert purge_due() == len(gone)
    assert left() == [comment.id for comment in stay]
    assert told() == [("3 spam comments older than 30 days were purged.", None)]
    assert purge_due() == 0
    assert len(told()) == 1


def test_held_comments_go_when_the_operator_says_so(post: Post) -> None:
    old(post, State.HELD)
    purge_after(spam=0, held=39)
    old(post)
    assert purge_due() == 1
    assert len(left()) == 1
    assert told() == [("One held comment older than 39 days was purged.", None)]


def test_what_was_decided_lately_can_still_be_taken_back(post: Post, by: Person) -> None:
    comment = old(post, State.PUBLISHED)
    with writing():
        comment.mark_spam(by)
    assert purge_due() == 0
    undo_the_last(by)
    assert comment.state is State.PUBLISHED


def test_what_others_hang_on_is_emptied_and_the_thread_stays_whole(post: Post, by: Person) -> None:
    top = old(post, State.PUBLISHED, name="Spammer", email="s@spam.example")
    middle = old(post, State.PUBLISHED, parent=top)
    leaf = old(post, State.PUBLISHED, parent=middle)
    answer = say(post, "Please stop", parent=middle)
    before = [(entry.id, entry.level, entry.shown) for entry in thread_of(post)]
    with writing() as session:
        for comment in (top, middle, leaf):
            comment.state = State.SPAM
        session.flush()
    assert purge_due() == 3
    assert left() == [top.id, middle.id, answer.id]
    assert (top.state, top.source, top.html, top.email, top.name) == (State.REMOVED, "", "", "", "Anonymous")
    after = [(entry.id, entry.level, entry.shown) for entry in thread_of(post)]
    assert after == [(top.id, 1, False), (middle.id, 2, False), (answer.id, 3, True)]
    assert len(before) == 4


def test_a_page_is_not_made_anew_for_what_nobody_saw(post: Post) -> None:
    old(post)
    before = dict(db.session.execute(select(Version.name, Version.number)).all())
    assert purge_due() == 1
    db.session.rollback()
    assert dict(db.session.execute(select(Version.name, Version.number)).all()) == before


def test_more_than_a_batch_goes_in_one_round_and_is_told_of_once(post: Post) -> None:
    with writing() as session:
        for _ in range(450):
            Comment.write(post, _said("Buy"), state=State.SPAM, created_at=clock.now() - LONG_AGO)
        session.flush()
    assert purge_due() == 450
    assert told() == [("450 spam comments older than 30 days were purged.", None)]


def test_what_is_overdue_goes_though_what_came_before_it_was_decided_lately(
    post: Post, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "BATCH", 2)
    decided = [old(post, State.PUBLISHED) for _ in range(4)]
    with writing():
        for comment in decided:
            comment.mark_spam(by)
    for _ in range(3):
        old(post)
    assert purge_due() == 3
    assert left() == [comment.id for comment in decided]


def test_a_purged_comment_cannot_be_decided_about_again(post: Post, by: Person) -> None:
    top = old(post, State.PUBLISHED)
    say(post, "Please stop", parent=top)
    with writing():
        top.state = State.SPAM
    assert purge_due() == 1
    for decide in (Comment.approve, Comment.mark_spam, Comment.hold):
        with pytest.raises(Refusal, match=r"^Its text was purged\.$"), writing():
            decide(top, by)
    assert top.state is State.REMOVED


def test_no_decision_is_undone_into_a_purged_comment(post: Post, by: Person) -> None:
    top = old(post, State.HELD)
    with writing():
        top.remove(by)
        move = top.moves[-1]
        db.session.flush()
        db.session.execute(update(Comment).where(Comment.id == top.id).values(**purging.EMPTY))
    with pytest.raises(Refusal, match="Its text was purged"), writing():
        top.take_back(move, by, was_decided=False)


def _said(words: str):  # type: ignore[no-untyped-def]
    from app.text import for_reader

    return for_reader(words)


def test_where_a_comment_came_from_is_forgotten_after_ninety_days(post: Post) -> None:
    now = clock.now()
    old = say(post, came=Came("there"), created_at=now - timedelta(days=91))
    new = say(post, came=Came("there"), created_at=now - timedelta(days=89))
    forget_places()
    db.session.rollback()
    assert (old.place, new.place) == ("", "there")
