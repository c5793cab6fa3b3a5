"""What a person sees when something was refused or is broken. What they typed comes back."""

import errno
import re
import sqlite3

import pysqlite3.dbapi2
from flask import Flask, Response, current_app, make_response, request, session
from limits.errors import StorageError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.web.guessing import TOO_MANY, WrongLink, count_one
from app.web.headers import secret
from app.web.refusals import Refusal

NOT_TYPED = re.compile("password|^csrf_token$|^seconds$|^code$|^credential$")
"""What is not shown again: secrets, and what scripts filled in."""
FAULTS = (SQLAlchemyError, pysqlite3.dbapi2.Error, sqlite3.Error, StorageError, OSError)
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
SENTENCES = {
    400: "Your browser sent something that could not be read.",
    404: "There is no page at this address.",
    405: "That cannot be done at this address.",
}


def init_app(app: Flask) -> None:
    """Answer every exception of APP with a page."""
    app.log_exception = _log_without_address  # type: ignore[method-assign, assignment]
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    for clash in (StaleDataError, IntegrityError):
        app.register_error_handler(clash, _at_the_same_moment)
    app.register_error_handler(WrongLink, _wrong_link)
    for fault in FAULTS:
        app.register_error_handler(fault, _fault)


def _log_without_address(error: object) -> None:
    """Log a bug by the name of its view: the address may hold a secret."""
    current_app.logger.error("a bug in %s", request.endpoint, exc_info=error)  # type: ignore[arg-type]


def page(status: int, heading: str, sentence: str, *, resend: bool = True) -> Response:
    """A page of its own that needs no database, with what was typed and a way to send it again."""
    typed = (
        [
            (name, value)
            for name, value in request.form.items(multi=True)
            if not NOT_TYPED.search(name) and value.strip()
        ]
        if status != 413
        else []
    )
    template = current_app.jinja_env.get_template("web/error.html")
    html = template.render(
        heading=heading, sentence=sentence, typed=typed, resend=resend, signed=bool(session)
    )
    answer = make_response(html, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refused(refusal: Refusal) -> Response:
    return page(refusal.status, "That could not be done", str(refusal), resend=refusal.resend)


def _wrong_link(wrong: WrongLink) -> Response:
    """The same page for whatever leads nowhere; where it cannot be counted, nobody has to wait.

    It says to nobody where it was: what leads nowhere any more may have been a secret, or be nearly one.
    """
    try:
        seconds = count_one()
    except FAULTS as fault:
        current_app.logger.error("a wrong link was not counted: %s", fault.__class__.__name__)
        seconds = 0
    if not seconds:
        return secret(page(404, "Not found", str(wrong), resend=False))
    answer = secret(page(429, "Please wait", TOO_MANY, resend=False))
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    heading = "Not found" if error.code == 404 else "Something went wrong"
    sentence = _too_much() if error.code == 413 else SENTENCES.get(error.code)
    return page(error.code, heading, sentence or error.description or error.name)


def _too_much() -> str:
    most = (request.max_content_length or 0) // 2**20
    return f"That is more than can be sent at once: {most} MB is the most."


def _fault(error: Exception) -> Response:
    if not _passes_with_time(error):
        raise error
    current_app.logger.error("unavailable: %s", error.__class__.__name__, exc_info=error)
    answer = page(
        503,
        "We cannot do this right now",
        "Something behind this site is not answering. Nothing was changed; please try again in a minute.",
    )
    answer.headers["Retry-After"] = "30"
    return answer


def _at_the_same_moment(error: Exception) -> Response:
    current_app.logger.warning("two writers met: %s", error)
    sentence = (
        "Somebody changed the same thing at the same moment. Nothing was overwritten; please try again."
    )
    return page(409, "That could not be done", sentence)


def _passes_with_time(error: Exception) -> bool:
    """Whether ERROR is the machine's fault and not the code's."""
    if isinstance(error, DBAPIError):
        return (
            isinstance(error.orig, pysqlite3.dbapi2.OperationalError) or "Operational" in type(error).__name__
        )
    if isinstance(error, OSError):
        return error.errno in DISK_FULL or isinstance(error, ConnectionError)
    return isinstance(error, PoolTimeout | StorageError | pysqlite3.dbapi2.OperationalError)
