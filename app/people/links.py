"""Links that are sent to a person and open one page, once, for a while."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import db, moment_made
from app.db.sessions import is_writing
from app.web import tokens
from app.web.guessing import WrongLink


class Link:
    """What a row behind a link has: the hash of its token, and when it was made. It goes when it is used."""

    LASTS: ClassVar[timedelta]

    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[moment_made]

    @classmethod
    def keep(cls, link: Self) -> str:
        """Keep LINK, and return its token; those of its kind that ran out are forgotten."""
        token = tokens.new_token()
        link.token_hash = tokens.hashed(token)
        db.session.execute(delete(cls).where(cls.made_at < clock.now() - cls.LASTS))
        db.session.add(link)
        return token

    @classmethod
    def behind(cls, token: str) -> Self:
        """What TOKEN leads to, for us alone while it is used. Raises WrongLink where it leads nowhere."""
        query = select(cls).where(cls.token_hash == tokens.hashed(token))
        if is_writing(db.session):
            query = query.with_for_update(of=cls)
        link = db.session.scalar(query)
        if link is None or link.ends_at < clock.now():
            raise WrongLink("This link opens nothing any more. It was used, or taken back, or it is too old.")
        return link

    @property
    def ends_at(self) -> datetime:
        """Until when it opens its page."""
        return self.made_at + self.LASTS


def address_of(endpoint: str, token: str) -> str:
    """The public address of ENDPOINT for whoever has TOKEN, for a mail or a terminal."""
    path = current_app.url_map.bind("").build(endpoint, {"token": token})
    return f"{current_app.config['QUANDARY'].site_url}{path}"
