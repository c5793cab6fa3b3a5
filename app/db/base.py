"""The base of every model."""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Constraints are named, so that migrations can speak of them.

    `topic` says whose pages change with a row (see `versions`): those of the whole site unless a
    model says otherwise; None where no kept page shows it.
    """

    topic: ClassVar[str | None] = "site"

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
