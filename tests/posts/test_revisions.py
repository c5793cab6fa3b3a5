"""What a post said before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import Version, db, writing
from app.people import Person
from app.posts import Post, Revision, State, Why, Written, revisions
from app.posts.lists import publish_due
from app.text import for_author, for_reader
from app.web import Refusal


def written(body: str, title: str = "On ladders", letter: str = "My ladder!") -> Written:
    return Written(title, for_reader(letter), "Me", for_author(body))


def type_up(post: Post, body: str, by: Person, *, apart: bool = False) -> None:
    with writing():
        revisions.autosave(post, written(body), by, apart=apart)


def save(post: Post, body: str, by: Person, why: Why = Why.SAVED) -> None:
    with writing():
        revisions.save(post, written(body), None, by, why)


def kept(post: Post) -> list[tuple[str, str]]:
    """Why and what, the first first."""
    return [(each.why.value, each.body) for each in reversed(revisions.history(post).rows)]


FIRST = ("saved", "Knock, and ask for it.")


@pytest.fixture
def other(by: Person) -> Person:
    with writing() as session:
        person = Person.named("Ann Other", "ann@column.example", "correct horse battery")
        session.flush()
    return person


def test_what_is_typed_in_one_go_is_one_revision_after_what_was_there(draft: Post, by: Person) -> None:
    for body in ("A", "A l", "A ladder."):
        type_up(draft, body, by)
    assert draft.body_source == "A ladder."
    assert kept(draft) == [FIRST, ("autosaved", "A ladder.")]


def test_typing_on_for_long_begins_a_revision_now_and_then(
    draft: Post, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now()
    for minutes in range(0, 25, 3):
        now = begun + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        type_up(draft, f"After {minutes}", by)
    assert [body for _, body in kept(draft)] == [FIRST[1], "After 9", "After 21", "After 24"]


def test_two_people_do_not_share_a_revision(draft: Post, by: Person, other: Person) -> None:
    type_up(draft, "Hers", by)
    type_up(draft, "His", other)
    assert kept(draft)[1:] == [("autosaved", "Hers"), ("autosaved", "His")]


def test_text_from_elsewhere_is_kept_apart(draft: Post, by: Person) -> None:
    type_up(draft, "From the telephone", by)
    type_up(draft, "From the desk", by, apart=True)
    assert kept(draft)[1:] == [("autosaved", "From the telephone"), ("autosaved", "From the desk")]


def test_every_save_is_a_revision_but_saving_the_same_text_is_one(draft: Post, by: Person) -> None:
    type_up(draft, "One", by)
    save(draft, "One", by)
    save(draft, "One", by)
    save(draft, "Two", by)
    save(draft, "Two", by, Why.PUBLISHED)
    save(draft, "Two", by)
    assert kept(draft) == [FIRST, ("saved", "One"), ("published", "Two")]


def test_typing_at_a_published_post_changes_nothing_that_readers_see(draft: Post, by: Person) -> None:
    with writing():
        draft.publish(by)
    before = (draft.body_html, draft.revised_at, site_number())
    seen = draft.version
    type_up(draft, "Not yet", by)
    db.session.refresh(draft)
    assert (draft.body_html, draft.revised_at, site_number()) == before
    copy = revisions.working_copy(draft)
    assert copy is not None
    assert copy.body == "Not yet"
    with pytest.raises(Refusal, match="another window"):
        draft.refuse_unless_version(seen)
    save(draft, "Now", by)
    assert revisions.working_copy(draft) is None
    assert site_number() > before[2]


def test_typing_at_a_draft_keeps_every_page_that_is_kept(draft: Post, by: Person) -> None:
    before = site_number()
    type_up(draft, "In the making", by)
    assert site_number() == before
    with writing():
        draft.publish(by)
    published = site_number()
    assert published > before
    with writing():
        draft.withdraw(by)
    assert site_number() > published


def test_a_scheduled_post_comes_out_as_it_was_saved_whatever_is_typed_meanwhile(
    draft: Post, by: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now() + timedelta(hours=1)
    with writing():
        draft.schedule(at, by)
    save(draft, "Better", by)
    type_up(draft, "Half a sen", by)
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(minutes=1))
    assert publish_due() == 1
    db.session.expire_all()
    assert (draft.state, draft.body_source) == (State.PUBLISHED, "Better")
    assert revisions.typed(draft).body == "Half a sen"


def test_a_scheduled_post_that_is_saved_says_what_was_typed(draft: Post, by: Person) -> None:
    with writing():
        draft.schedule(clock.now() + timedelta(hours=1), by)
    type_up(draft, "", by)
    assert (draft.body_source, revisions.typed(draft).body) == (FIRST[1], "")
    with pytest.raises(Refusal, match="no answer"):
        save(draft, "", by)
    save(draft, "Better", by)
    assert (draft.state, draft.body_source, revisions.working_copy(draft)) == (
        State.SCHEDULED,
        "Better",
        None,
    )


def test_restoring_is_a_save_so_nothing_is_lost(draft: Post, by: Person) -> None:
    save(draft, "New", by)
    first = revisions.history(draft).rows[-1]
    with writing():
        revisions.restore(draft, first, by)
    assert draft.body_source == FIRST[1]
    assert kept(draft) == [FIRST, ("saved", "New"), FIRST]


def test_a_working_copy_that_is_put_aside_stays_in_the_history(draft: Post, by: Person) -> None:
    with writing():
        draft.publish(by)
    type_up(draft, "Second thoughts", by)
    with writing():
        revisions.put_aside(draft)
    assert revisions.working_copy(draft) is None
    assert kept(draft) == [FIRST, ("autosaved", "Second thoughts")]
    with pytest.raises(Refusal, match="already"), writing():
        revisions.put_aside(draft)


def test_categories_are_left_alone_by_typing(draft: Post, by: Person) -> None:
    with writing():
        revisions.save(draft, written("One"), ["Home"], by)
    type_up(draft, "Two", by)
    assert [each.name for each in draft.categories] == ["Home"]


def test_revisions_go_with_their_post(draft: Post, by: Person) -> None:
    type_up(draft, "Something", by)
    with writing() as session:
        session.delete(draft)
    assert db.session.scalars(select(Revision)).all() == []


def site_number() -> int:
    db.session.rollback()
    return db.session.scalar(select(Version.number).where(Version.name == "site")) or 0
