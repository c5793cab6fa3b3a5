"""Categories: what questions and posts are about."""

from collections.abc import Iterable, Sequence

from slugify import slugify
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db, pk
from app.web import Refusal


class Category(Base):
    """A heading that questions and posts are filed under."""

    __tablename__ = "category"

    id: Mapped[pk]
    name: Mapped[str]
    slug: Mapped[str] = mapped_column(unique=True)

    @classmethod
    def in_use(cls) -> Sequence["Category"]:
        """Those there are, by name, at most 200."""
        return db.session.scalars(select(cls).order_by(cls.name).limit(200)).all()

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

    @classmethod
    def named(cls, name: str) -> "Category":
        """The category called NAME, made where it is missing. Raises Refusal for a name without a letter."""
        found = cls.all_named([name])
        if not found:
            raise Refusal("A category needs a name with a letter or a figure in it.", 422)
        db.session.flush()
        return found[0]
