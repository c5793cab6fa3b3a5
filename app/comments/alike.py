"""Comments that have something in common: the writer, a link, the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select, union_all

from app.comments.lanes import SHOWN, among_the_newest
from app.comments.model import Comment
from app.comments.nameless import ANONYMOUS
from app.comments.states import State
from app.db import db
from app.web import Refusal

MOST = 500
LINK = re.compile(r"""https?://(?:www\.)?([^\s"'<>/?#]+)""", re.IGNORECASE)
"""In an address or in plain words, which readers copy."""
NOBODY: ColumnElement[str] = literal_column("''")
Writer = tuple[str, str]
"""The e-mail of a writer, or "" and the name."""


class Trait(StrEnum):
    """What comments can have in common."""

    WRITER = "writer"
    LINK = "link"
    TEXT = "text"


def writer_of(comment: Comment) -> Writer | None:
    """By what the writer of COMMENT is known again, if by anything: “Anonymous” and askers are nobody."""
    if comment.question_id:
        return None
    if comment.email:
        return comment.email, ""
    return ("", comment.name) if comment.name != ANONYMOUS else None


def hosts_in(comment: Comment) -> list[str]:
    """The sites that COMMENT links to, each once."""
    return list(dict.fromkeys(host.lower().rstrip(".,;:!)") for host in LINK.findall(comment.html)))


def alike(comment: Comment, trait: Trait, host: str = "") -> Sequence[Comment]:
    """The newest comments by readers that have TRAIT in common with COMMENT: the link is one to HOST."""
    if trait is Trait.LINK:
        return [each for each in _found(_links_to(host)) if host in hosts_in(each)]
    if trait is Trait.TEXT:
        return _found(and_(among_the_newest(), Comment.source == comment.source))
    writer = writer_of(comment)
    if writer is None:
        raise Refusal("Nobody can be known again without a name or an e-mail.")
    return _found(_is_by(writer))


def histories(comments: Iterable[Comment]) -> dict[Writer, Counter[State]]:
    """How many comments are in each state by each of those who wrote COMMENTS; one query."""
    writers = {writer for comment in comments if not comment.person_id and (writer := writer_of(comment))}
    emails = [email for email, _ in writers if email]
    names = [name for email, name in writers if not email]
    mailed = select(Comment.email, NOBODY.label("name"), Comment.state).where(Comment.email.in_(emails))
    named = select(NOBODY, Comment.name, Comment.state).where(_is_named(), Comment.name.in_(names))
    said = union_all(mailed, named).subquery().c
    query = select(said.email, said.name, said.state, func.count())
    counted: dict[Writer, Counter[State]] = defaultdict(Counter)
    for email, name, state, count in db.session.execute(query.group_by(said.email, said.name, said.state)):
        counted[email, name][State(state)] = count
    return counted


def _found(wanted: ColumnElement[bool]) -> Sequence[Comment]:
    query = select(Comment).where(wanted, Comment.person_id.is_(None)).order_by(Comment.id.desc()).limit(MOST)
    return db.session.scalars(query.options(*SHOWN)).all()


def _is_by(writer: Writer) -> ColumnElement[bool]:
    email, name = writer
    return Comment.email == email if email else and_(_is_named(), Comment.name == name)


def _is_named() -> ColumnElement[bool]:
    """Whether the name is all that its writer is known by; an asker's is an alias."""
    return and_(Comment.email == "", Comment.question_id.is_(None))


def _links_to(host: str) -> ColumnElement[bool]:
    ways = (Comment.html.icontains(f"://{way}{host}", autoescape=True) for way in ("", "www."))
    return and_(among_the_newest(), or_(*ways))
