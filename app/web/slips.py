"""A slip is a word that a browser carries from one step to the next: signed, for five minutes, for one use.

It is a cookie of its own, not a part of the session: whoever has a session is shown no kept page.
"""

from datetime import timedelta
from typing import Any

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from app import clock
from app.web import limits, tokens
from app.web.refusals import Refusal

LASTS = timedelta(minutes=5)
TOO_LATE = "That took longer than five minutes, or was sent twice. Please begin again."


def give(answer: Response, purpose: str, word: Any) -> Response:
    """Let ANSWER give the browser WORD, which can become JSON, for a PURPOSE."""
    slip = _signer(purpose).dumps([word, clock.now().timestamp(), tokens.new_token()])
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(_name(purpose), slip, LASTS, secure=secure, httponly=True, samesite="Lax", path="/")
    return answer


def shown(purpose: str) -> Any:
    """The word for a PURPOSE that the browser came with, or None; it stays of use."""
    return (_read(purpose) or [None])[0]


def spent(purpose: str) -> Any:
    """The word for a PURPOSE that the browser came with; this once. Raises Refusal where there is none."""
    read = _read(purpose)
    if read is None:
        raise Refusal(TOO_LATE, 422)
    try:
        limits.spend(limits.ONCE, read[2])
    except Refusal:
        raise Refusal(TOO_LATE, 422) from None
    return read[0]


def take_back(answer: Response, purpose: str) -> Response:
    """Let ANSWER take away what was given for a PURPOSE."""
    answer.delete_cookie(_name(purpose), path="/")
    return answer


def _read(purpose: str) -> list[Any] | None:
    try:
        read: list[Any] = _signer(purpose).loads(request.cookies.get(_name(purpose), ""))
    except BadData:
        return None
    return read if clock.now().timestamp() - read[1] < LASTS.total_seconds() else None


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"slip: {purpose}")


def _name(purpose: str) -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-{purpose}"
