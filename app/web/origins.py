"""Forms are taken from our own pages only.

Public pages are the same bytes for everyone and so carry no token; the browser says instead
where a form was sent from (Fetch Metadata; where it is absent, Origin). Whoever is signed in
carries a CSRF token besides.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, current_app, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect

from app.web.refusals import Refusal

View = TypeVar("View", bound=Callable[..., object])
csrf = CSRFProtect()
TOKENLESS = "takes_forms_without_token"
UNGUESSED = "has_a_secret_address"
SIGNED_OUT = "You were signed out meanwhile. Sign in in another window, then send this again."
SAFE = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    """Check every request to APP that could change something."""
    csrf.init_app(app)
    app.before_request(refuse_foreign_forms)


def refuse_foreign_forms() -> None:
    """Raises Refusal (403) for a form that did not come from a page of this site."""
    if request.method in SAFE:
        return
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, UNGUESSED):
        return
    if not is_from_here(request):
        raise Refusal("That form was sent from another site, so it was not taken.", 403, resend=False)
    if hasattr(view, TOKENLESS):
        return
    if "csrf_token" in request.form and not session:
        raise Refusal(SIGNED_OUT, 403)
    if session:
        try:
            csrf.protect()
        except CSRFError:
            raise Refusal(
                "This page was open for so long that its signature ran out. Try again.", 403
            ) from None


def tokenless(view: View) -> View:
    """Mark VIEW as one whose form carries no token even for whoever is signed in."""
    setattr(view, TOKENLESS, True)
    return view


def secretly(view: View) -> View:
    """Mark VIEW as one whose address is a secret: whoever knows it needs no other sign of where they are.

    Its page sends no referrer, and so `Origin: null` from browsers without Fetch Metadata.
    """
    setattr(view, UNGUESSED, True)
    return view


def is_from_here(sent: Request) -> bool:
    """Whether the browser says that SENT came from one of our own pages."""
    site = sent.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = sent.headers.get("Origin")
    if origin is None:
        return True
    ours = urlsplit(current_app.config["QUANDARY"].site_url)
    return origin in {sent.host_url.rstrip("/"), f"{ours.scheme}://{ours.netloc}"}
