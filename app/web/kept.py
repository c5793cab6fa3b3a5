"""Public pages are kept finished in memory and answered before Flask begins.

A kept page is answered only after a look at the database, made after the request came in, has
said that what the page shows has not changed (its stamp, see `app.db.versions`). So whoever asks
after a write was answered sees that write, whichever process took it. Where nothing at all was
committed since the last look, SQLite says so in microseconds and the stamp need not be read.

One request at a time makes a page. Those that waited for it meanwhile are answered with a page whose
making began after they came in, and so need not look again.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

import pysqlite3.dbapi2
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.db import db
from app.db.probes import Probe
from app.db.versions import CHANGING
from app.web import encodings, page_files
from app.web.shelf import Headers, Page, Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOLD = "quandary.hold"
"""Where in the environment a view leaves the page that may be kept."""
MADE_HERE = {"content-length", "etag", "cache-control", "vary", "content-encoding"}


class KeptPages:
    """A WSGI layer around APP; ASKED are the query parameters that make another page of an address."""

    def __init__(self, app: Flask, asked: Iterable[str] = ()) -> None:
        self.inner: WSGIApplication = app.wsgi_app
        self._asked = tuple(f"{name}=" for name in asked)
        self._cookie = f"{app.config['SESSION_COOKIE_NAME']}="
        with app.app_context():
            self._probe = Probe(db.get_engine("reading"))
        self._edition = _edition(Path(app.root_path))
        self._files = page_files.in_data(app.config["QUANDARY"].data)
        app.extensions[CHANGING] = self._files.changing
        self._logger = app.logger
        self.shelf = Shelf()
        self._turns = [Lock() for _ in range(64)]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from the shelf, or have the page made and put it there."""
        if not self._is_for_everyone(environ):
            return self.inner(environ, start_response)
        path, came = environ["PATH_INFO"], monotonic()
        page = self._standing(self.shelf.get(path))
        if page is None:
            with self._turns[hash(path) % len(self._turns)]:
                page = self.shelf.get(path)
                if page is None or page.begun < came:
                    return self._make(path, environ, start_response)
        return self._answer(path, page, environ, start_response)

    def _is_for_everyone(self, environ: "WSGIEnvironment") -> bool:
        query = environ.get("QUERY_STRING", "")
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and self._cookie not in environ.get("HTTP_COOKIE", "")
            and not (query and any(name in query for name in self._asked))
        )

    def _checked(self, page: Page | None) -> Page | None:
        """PAGE, if it is kept and nothing that it shows has changed."""
        if page is None:
            return None
        looked = self._probe.look()
        if looked is not None and looked == page.looked:
            return page
        stands = dict(page.stamp)
        if self._probe.numbers(tuple(stands)) != stands:
            return None
        page.looked = looked
        return page

    def _standing(self, page: Page | None) -> Page | None:
        """PAGE, if it still stands; None where nobody can tell, and Flask says what the matter is."""
        try:
            return self._checked(page)
        except (SQLAlchemyError, pysqlite3.dbapi2.Error):
            return None

    def _look(self) -> int | None:
        try:
            return self._probe.look()
        except pysqlite3.dbapi2.Error:
            return None

    def _make(
        self, path: str, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Have Flask make the page; keep it if its view says that it may be kept."""
        begun, looked = monotonic(), self._look()
        held: list[Page] = []
        sent: list[Any] = []
        environ[HOLD] = held
        body = self.inner(environ, _noted(sent))
        if not held:
            start_response(*sent)
            return body
        _close(body)
        page = held[0]
        page.begun, page.looked, page.headers = begun, looked, _common(tuple(sent[1]))
        page.mark = _number(f"{self._edition} {page.stamp}")
        return self._answer(path, page, environ, start_response)

    def _answer(
        self, path: str, page: Page, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """PAGE as this client takes it, or 304 where it has it (RFC 9110, section 13.1.2)."""
        encoding = encodings.chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
        is_new = encoding not in page.bodies
        body = page.body(encoding)
        if is_new:
            left = self.shelf.put(path, page)
            for gone in left if self._files.are_wanted else ():
                self._files.remove(gone)
        if self._files.are_wanted and not environ.get("QUERY_STRING"):
            self._lay_down(path, page, encoding)
        known = page.known_as(environ.get("HTTP_IF_NONE_MATCH", ""), body.etag)
        if known:
            start_response("304 NOT MODIFIED", [*page.headers, ("ETag", known)])
            return []
        start_response("200 OK", body.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body.content]

    def _lay_down(self, path: str, page: Page, encoding: str) -> None:
        """Add PAGE to the files; where that cannot be, it is answered all the same."""
        try:
            self._files.add(
                path, encoding, page.body(encoding), page.mark, lambda: self._standing(page) is page
            )
        except OSError as fault:
            self._logger.warning("a page could not be laid down as a file: %s", fault)


def _noted(sent: list[Any]) -> "Callable[..., Any]":
    def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
        sent[:] = [status, headers]
        return lambda _: None

    return start_response


@lru_cache(maxsize=64)
def _common(headers: tuple[tuple[str, str], ...]) -> Headers:
    """HEADERS without those that depend on how the page is encoded; one list for all pages that have them."""
    kept = [(name, value) for name, value in headers if name.lower() not in MADE_HERE]
    return [*kept, ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding, Cookie")]


def _number(text: str) -> int:
    """TEXT as a number below 2**31."""
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest()) >> 1


def _edition(folder: Path) -> str:
    """Another word for every edition of the code and the templates in FOLDER, which make the pages."""
    digest = blake2b(digest_size=8)
    for kind in ("app/**/*.py", "templates/**/*.html", "static/css/*.css"):
        for file in sorted(folder.glob(kind)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()
