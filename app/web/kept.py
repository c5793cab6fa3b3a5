"""Public pages are kept finished in memory and answered before Flask begins.

A kept page is answered only after a look at the database, made after the request came in, has
said that what the page shows has not changed (its stamp, see `app.db.versions`). So whoever asks
after a write was answered sees that write, whichever process took it. Where nothing at all was
committed since the last look, SQLite says so in microseconds and the stamp need not be read.
"""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import TYPE_CHECKING, Any

import pysqlite3.dbapi2
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.db import db, versions
from app.db.probes import Probe
from app.web import encodings
from app.web.shelf import Headers, Page, Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOLD = "quandary.hold"
"""Where in the environment a view leaves the page that may be kept."""
MADE_HERE = {"content-length", "etag", "cache-control", "vary", "content-encoding"}


class KeptPages:
    """A WSGI layer around APP; ASKED are the query parameters that make another page of an address."""

    def __init__(self, app: Flask, asked: Iterable[str] = ()) -> None:
        with app.app_context():
            self._engine: Engine = db.get_engine("reading")
        self.inner: WSGIApplication = app.wsgi_app
        self._asked = tuple(f"{name}=" for name in asked)
        self._cookie = f"{app.config['SESSION_COOKIE_NAME']}="
        self._probe = Probe(self._engine)
        self.shelf = Shelf()
        self._turns = [Lock() for _ in range(64)]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer from the shelf, or have the page made and put it there."""
        if not self._is_for_everyone(environ):
            return self.inner(environ, start_response)
        path = environ["PATH_INFO"]
        seen = self.shelf.get(path)
        page = self._standing(seen)
        if page is None:
            with self._turns[hash(path) % len(self._turns)]:
                made_meanwhile = self.shelf.get(path)
                page = None if made_meanwhile is seen else self._standing(made_meanwhile)
                if page is None:
                    return self._make(path, environ, start_response)
        return _answer(page, environ, start_response)

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
        with self._engine.connect() as connection:
            if versions.stamp(connection, page.topics) != page.stamp:
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
        looked = self._look()
        held: list[Page] = []
        sent: list[Any] = []
        environ[HOLD] = held
        body = self.inner(environ, _noted(sent))
        if not held:
            start_response(*sent)
            return body
        page, page.looked = held[0], looked
        page.headers = _common(sent[1])
        _close(body)
        answer = _answer(page, environ, start_response)
        self.shelf.put(path, page)
        return answer


def _noted(sent: list[Any]) -> "Callable[..., Any]":
    def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
        sent[:] = [status, headers]
        return lambda _: None

    return start_response


def _common(headers: Headers) -> Headers:
    """HEADERS without those that depend on how the page is encoded."""
    kept = [(name, value) for name, value in headers if name.lower() not in MADE_HERE]
    return [*kept, ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding, Cookie")]


def _answer(page: Page, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """PAGE as this client takes it, or 304 where it has it (RFC 9110, section 13.1.2)."""
    body = page.body(encodings.chosen(environ.get("HTTP_ACCEPT_ENCODING", "")))
    if environ.get("HTTP_IF_NONE_MATCH") == "*" or page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        headers = [each for each in body.headers if not each[0].startswith("Content-")]
        start_response("304 NOT MODIFIED", headers)
        return []
    start_response("200 OK", body.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body.content]


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()
