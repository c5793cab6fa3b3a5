"""Categories: what posts are about."""

from collections.abc import Iterable

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db, pk


class Category(Base):
    """A heading that posts are filed under."""

    __tablename__ = "category"

    id: Mapped[pk]
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)

    @classmethod
    def all_named(cls, names: Iterable[str]) -> list["Category"]:
        """The categories called NAMES, in that order; those that are missing are made."""
        wanted = {slugify(name): " ".join(name.split()) for name in names}
        wanted.pop("", None)
        known = {c.slug: c for c in db.session.scalars(select(cls).where(cls.slug.in_(wanted)))}
        for slug, name in wanted.items():
            if slug not in known:
                known[slug] = cls(name=name, slug=slug)
                db.session.add(known[slug])
        return [known[slug] for slug in wanted]
