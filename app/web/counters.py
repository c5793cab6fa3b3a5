"""The counters of the limits, kept in the database for sites without Redis."""

from datetime import timedelta

from limits.storage import Storage
from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Base, db, insert, moment, writing


class Counter(Base):
    """How often KEY was used in a window of time that ends at ENDS_AT."""

    __tablename__ = "counter"
    topic = None

    key: Mapped[str] = mapped_column(primary_key=True)
    uses: Mapped[int]
    ends_at: Mapped[moment]


class DatabaseStorage(Storage):
    """What the limits library asks of a storage, over one small table."""

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add AMOUNT to KEY, whose window of EXPIRY seconds begins now if none is open."""
        now = clock.now()
        with writing() as session:
            session.execute(delete(Counter).where(Counter.ends_at <= now))
            ends_at = now + timedelta(seconds=expiry)
            first = insert(Counter).values(key=key, uses=amount, ends_at=ends_at)
            again = {"uses": Counter.uses + amount}
            added = first.on_conflict_do_update(index_elements=["key"], set_=again)
            return session.scalars(added.returning(Counter.uses)).one()

    def get(self, key: str) -> int:
        counter = self._open(key)
        return counter.uses if counter else 0

    def get_expiry(self, key: str) -> float:
        counter = self._open(key)
        return (counter.ends_at if counter else clock.now()).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with writing() as session:
            session.execute(delete(Counter))
        return None

    def clear(self, key: str) -> None:
        with writing() as session:
            session.execute(delete(Counter).where(Counter.key == key))

    def _open(self, key: str) -> Counter | None:
        is_open = Counter.ends_at > clock.now()
        return db.session.scalar(select(Counter).where(Counter.key == key, is_open))
