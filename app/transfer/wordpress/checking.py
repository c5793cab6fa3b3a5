"""The first reading: the whole file, before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.db import db
from app.transfer.batches import opened
from app.transfer.wordpress.reader import Reader
from app.transfer.wordpress.rows import Author, Item


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was found whole. `source` is what its rows are remembered under."""

    file: Path
    source: str
    authors: tuple[Author, ...]

    def items(self, doing: str) -> Iterator[Item]:
        """Its posts, pages and so on. What was read of the database for one is let go before the next."""
        with opened(self.file, doing) as stream:
            for row in Reader(stream).rows():
                if isinstance(row, Item):
                    yield row
                    db.session.rollback()


def check(file: Path) -> Export:
    """FILE, read from its beginning to its end. Raises Refusal where it cannot be imported."""
    with opened(file, "Checking") as stream:
        reader = Reader(stream)
        authors = tuple(row for row in reader.rows() if isinstance(row, Author))
        return Export(file, reader.site or file.name, authors)
