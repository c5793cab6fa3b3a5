"""Column types that every model shares."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, Enum, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from app import clock


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC. SQLite keeps it without its zone, PostgreSQL with it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time must know its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else clock.in_utc(value)


def words(kind: type[StrEnum]) -> Enum:
    """KIND kept as its words, so that a row can be read without the code."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda k: [m.value for m in k])


pk = Annotated[int, mapped_column(primary_key=True)]
moment = Annotated[datetime, mapped_column(Moment)]
moment_made = Annotated[datetime, mapped_column(Moment, default=lambda: clock.now())]
prose = Annotated[str, mapped_column(Text, default="")]
