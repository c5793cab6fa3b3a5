"""What a browser is told to forbid on every page, and how long it may keep one."""

from collections.abc import Sequence

from flask import Flask, Response, make_response, request, session

from app.db import versions
from app.web.blocks import Block, Frame, cut, filled, joined
from app.web.kept import HOLD
from app.web.shelf import Page, Source

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types quandary",
    )
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Put the headers on every answer of APP."""
    app.after_request(_guard)


def public(html: str | Frame, source: Source | None = None, **placed: Sequence[Block]) -> Response:
    """A page that is the same bytes for every anonymous reader: kept until what it shows changes.

    HTML may have been cut into its frame; the blocks PLACED stand where it has their `mark`. SOURCE lives
    as long as the page is kept.
    """
    blocks = filled(cut(html) if isinstance(html, str) else html, placed)
    if session:
        return private(make_response(joined(blocks)))
    if HOLD not in request.environ:
        return make_response(joined(blocks))
    request.environ[HOLD].append(Page(blocks, versions.shown(), source))
    return make_response()


def private(answer: Response | str) -> Response:
    """A page for one pair of eyes: nobody on the way may keep it."""
    answer = make_response(answer)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def secret(answer: Response | str) -> Response:
    """A page whose address is a secret: not kept, not told to other sites, not indexed."""
    answer = private(answer)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _guard(answer: Response) -> Response:
    for name, value in EVERYWHERE.items():
        answer.headers.setdefault(name, value)
    if "Cache-Control" not in answer.headers and session:
        answer.headers["Cache-Control"] = "private, no-store"
    return answer
