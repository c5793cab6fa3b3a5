"""A letter that is signed otherwise, once it is published, renames its asker in the thread below it.

She may have changed the sign-off because it gave somebody away; their comments must not keep it.
"""

from typing import Any

from sqlalchemy import event, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state

from app.comments.askers import THE_ASKER
from app.comments.model import Comment, changes_of
from app.comments.nameless import is_nameless
from app.db.sessions import RoutedSession
from app.db.versions import touch
from app.posts import Post
from app.posts.parts import Part


@event.listens_for(RoutedSession, "after_flush")
def _askers_follow(session: Session, context: object) -> None:
    """What is signed by several, or with the name of several, has numbers, which stay."""
    for row in session.dirty:
        if isinstance(row, Post):
            _rename(session, row, row.id)
        elif isinstance(row, Part) and row.question_id:
            _rename(session, row, row.post_id, Comment.question_id == row.question_id)


def _rename(session: Session, signed: Post | Part, post_id: int, *whose: Any) -> None:
    history = instance_state(signed).attrs.signature.history
    if not (history.deleted and history.added):
        return
    was, now = (_alias(signature) for signature in (history.deleted[0], history.added[0]))
    theirs = (Comment.post_id == post_id, Comment.question_id.is_not(None), Comment.name == was, *whose)
    table: Any = Comment.__table__
    renamed = session.connection().execute(update(table).where(*theirs).values(name=now))
    if renamed.rowcount:
        touch(session, changes_of(post_id))


def _alias(signature: str) -> str:
    return THE_ASKER if is_nameless(signature) else signature
