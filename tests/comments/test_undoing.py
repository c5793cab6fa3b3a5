"""Whatever was decided about comments, in whatever order: taken back, all is exactly as it was."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.comments import Comment, CommentDeed, Report, State
from app.comments.reports import report
from app.db import db, writing
from app.people import Person, one_deed
from app.posts import Post
from app.web import Refusal
from tests.comments.conftest import say, undo_the_last

COMMENTS = 4
VERBS = {
    "approve": Comment.approve,
    "hold": Comment.hold,
    "spam": Comment.mark_spam,
    "remove": Comment.remove,
}
deeds = st.lists(
    st.tuples(st.sampled_from(sorted(VERBS)), st.sets(st.integers(0, COMMENTS - 1), min_size=1)), max_size=12
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_undo_restores_the_exact_state_before(
    app: Flask, post: Post, by: Person, wanted: list[tuple[str, set[int]]]
) -> None:
    comments = [say(post, f"Comment {n}", name="Kim") for n in range(COMMENTS)]
    with writing():
        for comment in comments[:2]:
            report(comment, "", "here")
    before = [seen(comments)]
    for verb, chosen in wanted:
        before += [seen(comments)] if do(verb, [comments[n] for n in chosen], by) else []
    for was in reversed(before[:-1]):
        undo_the_last(by)
        assert seen(comments) == was


def do(verb: str, chosen: list[Comment], by: Person) -> bool:
    """Do VERB to CHOSEN at one stroke; whether anything changed."""
    with writing() as session, one_deed(by, CommentDeed) as deed:
        for comment in chosen:
            VERBS[verb](comment, by)
        session.flush()
    return bool(deed.id)


def seen(comments: list[Comment]) -> list[tuple[State, int]]:
    """All that a deed can change, read afresh."""
    db.session.expire_all()
    return [(comment.state, len(comment.open_reports)) for comment in comments]


def test_nothing_is_undone_where_one_of_many_was_decided_again_since(post: Post, by: Person) -> None:
    comments = [say(post, name="Kim") for _ in range(3)]
    do("spam", comments, by)
    many = CommentDeed.last_of(by)
    do("approve", comments[:1], by)
    assert many is not None
    assert not many.may_be_undone
    with pytest.raises(Refusal, match="decided since"), writing():
        many.undo(by)
    assert [comment.state for comment in comments] == ["published", "spam", "spam"]
    undo_the_last(by)
    undo_the_last(by)
    assert {comment.state for comment in comments} == {State.HELD}
    with pytest.raises(Refusal, match="undone already"), writing():
        many.undo(by)


def test_many_are_taken_back_with_no_more_queries_than_few(
    post: Post, by: Person, queries: list[str]
) -> None:
    counted = []
    for many in (2, 40):
        do("spam", [say(post, name="Kim") for _ in range(many)], by)
        queries.clear()
        undo_the_last(by)
        counted.append(sum("FROM comment" in query for query in queries))
    assert counted[0] == counted[1]


def test_what_readers_reported_is_closed_by_a_decision_and_open_again_when_it_is_undone(
    post: Post, by: Person
) -> None:
    comment = say(post, name="Kim")
    do("approve", [comment], by)
    with writing():
        report(comment, "Rude", "here")
    assert do("approve", [comment], by)
    assert comment.open_reports == []
    undo_the_last(by)
    assert [each.reason for each in comment.open_reports] == ["Rude"]
    assert comment.state is State.PUBLISHED


def test_reports_from_three_places_hold_a_comment(post: Post, by: Person) -> None:
    comment = say(post, name="Kim", state=State.PUBLISHED)
    for place in ("one", "one", "one", "two"):
        with writing():
            report(comment, "", place)
    assert comment.state is State.PUBLISHED
    with writing():
        report(comment, "", "three")
    assert comment.state is State.HELD
    assert "Reported by 3 readers." in comment.reasons
    assert comment.moves[-1].deed.by is None
    assert "3 readers reported it" in comment.moves[-1].deed.told
    do("approve", [comment], by)
    assert (comment.state, comment.open_reports) == (State.PUBLISHED, [])


def test_what_the_author_wrote_is_not_held_by_reports(post: Post, by: Person) -> None:
    comment = say(post, by=by)
    for place in ("one", "two", "three"):
        with writing():
            report(comment, "", place)
    assert comment.state is State.PUBLISHED
    assert db.session.query(Report).count() == 3
