"""The sample column."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.comments import Comment
from app.comments import State as Standing
from app.comments.thread import thread_of
from app.db import db, writing
from app.people import Person, TooShort
from app.posts import Kind, Post
from app.posts import State as Stage
from app.questions import State
from app.site import Moderation, Site
from app.transfer.sample.filling import fill

from .conftest import BringIn, Counts
from .exports import export, item

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def author(context: None) -> Person:
    made = fill("letters-and-answers")
    assert made
    return made


def posts(kind: Kind = Kind.ANSWER) -> list[Post]:
    """What is published of this KIND."""
    published = select(Post).where(Post.state == Stage.PUBLISHED, Post.kind == kind)
    return list(db.session.scalars(published.order_by(Post.id)))


def test_the_site_gets_its_name_its_clocks_and_its_author(author: Person) -> None:
    site = Site.current()
    assert (site.name, site.time_zone) == ("The Spare Chair", "Europe/London")
    assert site.moderation is Moderation.NEWCOMERS
    assert (author.name, author.email) == ("Hester Brannock", "author@column.example")


def test_the_command_says_how_to_sign_in(bring_in: BringIn) -> None:
    said = bring_in("sample")
    assert said.output == (
        "Sign in at /sign-in as author@column.example with the password letters-and-answers\n"
    )


def test_every_answer_has_its_letter_behind_it(author: Person) -> None:
    assert len(posts()) == 14
    for post in posts():
        (question,) = post.questions
        assert (post.kind, question.state, question.letter) == (
            Kind.ANSWER,
            State.ANSWERED,
            post.letter_source,
        )
        assert [change.became for change in question.changes] == [
            State.QUEUED,
            State.DRAFTING,
            State.ANSWERED,
        ]
        times = [question.received_at, *(change.deed.at for change in question.changes)]
        assert times == sorted(times)
        assert times[-1] == post.published_at == post.revised_at


def test_the_answers_lie_in_the_past_at_full_hours_of_her_clocks(author: Person) -> None:
    dates = [post.published_at for post in posts()]
    assert dates == sorted(dates)
    assert dates[-1] < clock.now() < dates[-1] + timedelta(days=2, hours=1)
    assert clock.local(dates[0], "Europe/London").strftime("%H:%M") == "09:00"


def test_there_is_one_post_of_each_other_kind(author: Person) -> None:
    (round_up,), (update,), (article,) = map(posts, (Kind.ROUND_UP, Kind.UPDATE, Kind.ARTICLE))
    assert [part.anchor for part in round_up.parts] == [
        "the-good-scissors",
        "two-kisses-from-my-manager",
        "the-bench",
    ]
    assert [question.state for question in round_up.questions] == [State.ANSWERED] * 3
    filed = Counter(entry.part_id for entry in thread_of(round_up))
    assert [filed[part.id] for part in round_up.parts] == [2, 2, 3]
    assert update.follows
    assert update.follows.title == "I have eleven lasagnes and no wife"
    assert not article.letter_source
    for post in (round_up, update, article):
        assert post.published_at == post.revised_at < clock.now()


def test_a_thread_is_deep_and_long(author: Person) -> None:
    longest = max((thread_of(post) for post in posts()), key=len)
    assert len(longest) >= 60
    assert max(entry.level for entry in longest) >= 6


def test_the_comments_are_moderated_and_the_authors_are_hers(author: Person) -> None:
    all_ = db.session.scalars(select(Comment)).all()
    assert Counter(each.state for each in all_) == {
        Standing.PUBLISHED: 194,
        Standing.HELD: 3,
        Standing.SPAM: 2,
        Standing.REMOVED: 1,
    }
    hers = [each for each in all_ if each.person_id]
    assert hers
    assert {(each.person_id, each.name) for each in hers} == {(author.id, "Hester Brannock")}
    assert not any(each.name == "AUTHOR" for each in all_)
    assert [entry.shown for post in posts() for entry in thread_of(post)].count(False) == 1


def test_the_second_time_nothing_is_changed(bring_in: BringIn, counts: Counts) -> None:
    bring_in("sample")
    again = bring_in("sample")
    assert again.exit_code == 0
    assert again.output == "The sample column is here already, so nothing was changed.\n"
    assert counts() == (21, 200)


def test_a_site_with_posts_is_refused(bring_in: BringIn, bring_in_export: BringIn, counts: Counts) -> None:
    bring_in_export(export(item()))
    refused = bring_in("sample")
    assert refused.exit_code == 1
    assert refused.stderr == ("Error: This site has posts already; the sample column is for an empty one.\n")
    assert counts() == (1, 0)


def test_a_site_where_its_author_has_an_account_is_refused(bring_in: BringIn, counts: Counts) -> None:
    with writing():
        Person.named("Somebody", "author@column.example", None)
    assert "has an account here already" in bring_in("sample").stderr
    assert counts() == (0, 0)


def test_a_password_that_is_too_short_leaves_the_site_as_it_was(counts: Counts) -> None:
    with pytest.raises(TooShort):
        fill("short")
    assert counts() == (0, 0)
    assert Site.current().name == "An advice column"
