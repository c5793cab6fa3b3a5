"""Finished pages as files, which a web server on the same machine may serve by itself.

A file is there only while it is what we would answer. Whoever changes what pages show moves all files
out of the way before the commit, and keeps others from adding any until after it; so from the moment
at which a change can be seen, no older file can be found. Whoever adds a file looks, while no
change is under way, whether it still stands. That holds for any number of processes. Should one of them
die, its locks die with it; on SQLite its commit does too (for PostgreSQL see docs/decisions).
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import get_ident

from app.web.shelf import Body

ENCODINGS = ("zstd", "gzip", "identity")
_plain = re.compile(r"/|(?:/[A-Za-z0-9_-]{1,200}){1,8}")


class PageFiles:
    """The files below FOLDER: a page at PATH as ENCODING is `live/PATH.ENCODING`.

    Its time of modification is the page's mark, so that nginx gives it the ETag that we would give.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._live = folder / "live"
        self._gate = folder / "gate"
        self.are_wanted = folder.is_dir()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """No file is there from here to the end of the block, whether we add any ourselves or not."""
        with ExitStack() as held:
            with suppress(FileNotFoundError):
                fcntl.flock(held.enter_context(self._gate.open("a")), fcntl.LOCK_SH)
                self._live.rename(self._folder / f"gone-{secrets.token_hex(8)}")
            yield

    def add(self, path: str, encoding: str, body: Body, mark: int, stands: Callable[[], bool]) -> None:
        """Add the page at PATH if it STANDS, and no change is under way, and it has an address like most."""
        file = self._file(path, encoding)
        if os.path.exists(file) or not _plain.fullmatch(path):
            return
        draft = self._folder / f"draft-{os.getpid()}-{get_ident()}"
        try:
            draft.write_bytes(body.content)
            os.utime(draft, (mark, mark))
            self._move_in(draft, Path(file), stands)
        finally:
            draft.unlink(missing_ok=True)

    def _move_in(self, draft: Path, file: Path, stands: Callable[[], bool]) -> None:
        with self._gate.open("a") as gate, suppress(BlockingIOError):
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if stands():
                file.parent.mkdir(parents=True, exist_ok=True)
                draft.rename(file)

    def remove(self, path: str) -> None:
        """Take away the page at PATH; one that cannot be goes with the next change."""
        for encoding in ENCODINGS:
            with suppress(OSError):
                Path(self._file(path, encoding)).unlink()

    def sweep(self) -> None:
        """Delete what was moved out of the way."""
        for gone in self._folder.glob("gone-*"):
            shutil.rmtree(gone, ignore_errors=True)

    def _file(self, path: str, encoding: str) -> str:
        return f"{self._live}{path}.{encoding}"


def in_data(data: Path) -> PageFiles:
    """The files of the site with the folder DATA, where its server left word of them."""
    return PageFiles(data / "pages")


def set_up(data: Path, folder: Path | None) -> None:
    """Begin a server that keeps files in FOLDER, or none, and leave word in DATA for every other process."""
    link = data / "pages"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if link.is_symlink():
        link.unlink()
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    link.symlink_to(folder.resolve())
    files = PageFiles(folder)
    with files.changing():
        files.sweep()
    for draft in folder.glob("draft-*"):
        draft.unlink()
