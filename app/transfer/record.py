"""What was imported already, so that an import can be run again or taken up where it broke off."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, db


class Imported(Base):
    """That row FOREIGN_ID of KIND in SOURCE, a site's address or a file's name, became LOCAL_ID here."""

    __tablename__ = "imported"
    topic = None

    source: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    foreign_id: Mapped[str] = mapped_column(primary_key=True)
    local_id: Mapped[int]


def known(source: str, kind: str, foreign_ids: Iterable[str]) -> dict[str, int]:
    """Those of FOREIGN_IDS, at most a batch of them, that were imported, and what they became."""
    rows = select(Imported.foreign_id, Imported.local_id).where(
        Imported.source == source, Imported.kind == kind, Imported.foreign_id.in_(foreign_ids)
    )
    return dict(db.session.execute(rows).all())


def remember(source: str, kind: str, foreign_id: str, local_id: int) -> None:
    """Keep that it was imported, in the same transaction as what it became."""
    db.session.add(Imported(source=source, kind=kind, foreign_id=foreign_id, local_id=local_id))
