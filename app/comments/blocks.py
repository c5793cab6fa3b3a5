"""Writers who are blocked, and what is noted on a writer.

Nobody is told: what they send goes to the spam lane, and they see it as held.
"""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.comments.nameless import is_nameless
from app.db import Base, db, insert, moment_made, prose, words
from app.db.pages import Page, page_of
from app.people import Deed, Person
from app.screening.names import skeletons
from app.web import Refusal
from app.web.places import keyed

PAGE = 50


class Sign(StrEnum):
    """By what somebody is known again."""

    EMAIL = "e-mail"
    NAME = "name"
    PLACE = "network address"


class Block(Base):
    """A SIGN by which somebody is blocked; KEY is a hash of it, SHOWN what the desk calls it."""

    __tablename__ = "block"
    topic = None

    key: Mapped[str] = mapped_column(primary_key=True)
    sign: Mapped[Sign] = mapped_column(words(Sign))
    shown: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[moment_made]

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class WriterNote(Base):
    """What was noted on the writer with the e-mail or the name whose hash is KEY."""

    __tablename__ = "writer_note"
    topic = None

    key: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[prose]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[moment_made]


def keys_of(sign: Sign, value: str) -> list[str]:
    """The keys of a writer's VALUE of SIGN; names that look alike have one in common. [] for no value.

    Nobody is known by a name that reads like that of whoever gives none.
    """
    if sign is Sign.PLACE:
        return [value] if value else []
    if sign is Sign.NAME and is_nameless(value):
        return []
    if sign is Sign.NAME:
        return sorted(keyed(f"name {skeleton}") for skeleton in skeletons(value, accents=True))
    return [keyed(f"email {value.casefold()}")] if value else []


def all_keys(name: str, email: str, place: str) -> list[str]:
    """Every key that somebody with NAME and EMAIL, at PLACE, could be blocked by."""
    signs = ((Sign.EMAIL, email), (Sign.NAME, name), (Sign.PLACE, place))
    return [key for sign, value in signs for key in keys_of(sign, value)]


def blocks_of(name: str, email: str, place: str) -> list[Block]:
    """What somebody with NAME and EMAIL, at PLACE, is blocked by: one of each sign and name."""
    rows = db.session.scalars(select(Block).where(Block.key.in_(all_keys(name, email, place))))
    return list({(row.sign, row.shown): row for row in rows}.values())


def standing(number: int) -> Page[Block]:
    """Page NUMBER, from 1, of all that is blocked, the latest first; each but once, however many its keys."""
    one_of_each = select(func.min(Block.key)).group_by(Block.sign, Block.shown)
    rows = select(Block).where(Block.key.in_(one_of_each))
    return page_of(rows.order_by(Block.at.desc(), Block.key), number, PAGE)


def by_place_of(number: int) -> Sequence[Block]:
    """The blocks of the place that the comment with NUMBER came from, which may be purged by now."""
    named = Block.shown.endswith(f", comment {number}", autoescape=True)
    return db.session.scalars(select(Block).where(Block.sign == Sign.PLACE, named).limit(1)).all()


def block(sign: Sign, value: str, shown: str, by: Person) -> None:
    """Let everything that comes with VALUE of SIGN go to the spam lane. Raises Refusal for no value."""
    keys = keys_of(sign, value)
    if not keys:
        raise Refusal(f"There is no {sign} to block by.", 422)
    rows = [{"key": key, "sign": sign, "shown": shown, "by_id": by.id} for key in keys]
    db.session.execute(insert(Block).values(rows).on_conflict_do_nothing())
    Deed.record(by, f"“{shown}” was blocked by {sign}.")


def lift(key: str, by: Person) -> Block:
    """Let what comes with that of KEY be judged like any other. Raises Refusal where it is not blocked."""
    lifted = db.session.get(Block, key)
    if lifted is None:
        raise Refusal("That is not blocked any more.")
    same = (Block.sign == lifted.sign, Block.shown == lifted.shown)
    for row in db.session.scalars(select(Block).where(*same)):
        db.session.delete(row)
    Deed.record(by, f"“{lifted.shown}” is no longer blocked by {lifted.sign}.")
    return lifted


def note_on(name: str, email: str) -> WriterNote | None:
    """What is noted on the writer with EMAIL, or with NAME where there is no e-mail."""
    return db.session.get(WriterNote, _note_key(name, email))


def jot(name: str, email: str, note: str, by: Person) -> None:
    """Note NOTE on that writer; an empty one takes away what was noted."""
    kept = note_on(name, email)
    if note == (kept.note if kept else ""):
        return
    if kept and not note:
        db.session.delete(kept)
    else:
        db.session.merge(WriterNote(key=_note_key(name, email), note=note, by_id=by.id, at=clock.now()))
    Deed.record(by, f"The note on “{name}” was {'changed' if note else 'taken away'}.")


def _note_key(name: str, email: str) -> str:
    return keyed(f"email {email.casefold()}" if email else f"name {name}")
