"""The files of the images, in a folder of their own. Each is there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from flask import current_app

from app.text.images import narrow


class Encoded(NamedTuple):
    """A picture as it is kept. SMALL is its smaller copy, of one that is wider than that."""

    name: str
    width: int
    height: int
    whole: bytes
    small: bytes | None


def folder() -> Path:
    """Where they are."""
    return Path(current_app.config["QUANDARY"].data / "images")


def keep(picture: Encoded) -> None:
    """Write PICTURE and its smaller copy. Raises OSError where the disk is full."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    if picture.small is not None:
        _write(folder() / narrow(picture.name), picture.small)
    _write(folder() / picture.name, picture.whole)
    _settle()


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(f".{token_hex(8)}")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _settle() -> None:
    """Let the disk know of the names, too."""
    opened = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def leaving(name: str) -> Iterator[None]:
    """Take the files of NAME away when the block is done; where it fails they stay."""
    paths = [path for path in (folder() / name, folder() / narrow(name)) if path.exists()]
    aside = [(path, path.with_suffix(f".{token_hex(8)}")) for path in paths]
    for path, gone in aside:
        path.rename(gone)
    try:
        yield
    except BaseException:
        for path, gone in aside:
            gone.rename(path)
        raise
    for _, gone in aside:
        gone.unlink()
