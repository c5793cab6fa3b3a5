"""Short batches, so that no transaction is long, and a bar that shows how far the file was read."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from rich.console import Console
from rich.progress import Progress

MOST = 200
"""The most rows that are written in one transaction."""

Row = TypeVar("Row")


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """ROWS in lists of at most MOST."""
    left = iter(rows)
    while batch := list(islice(left, MOST)):
        yield batch


@contextmanager
def opened(file: Path, doing: str) -> Iterator[BinaryIO]:
    """FILE for reading; a terminal shows how much of it was read, in bytes."""
    terminal = Console(stderr=True)
    with (
        Progress(console=terminal, disable=not terminal.is_terminal) as progress,
        progress.open(file, "rb", description=doing) as stream,
    ):
        yield stream
