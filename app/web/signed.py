"""Links that are kept nowhere: what they say is written in them, and signed."""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from app import clock
from app.web.guessing import WrongLink


def signed(purpose: str, word: Any, at: datetime | None = None) -> str:
    """WORD, which can become JSON, as a token for a PURPOSE that was given out AT a moment, or now."""
    return str(_signer(purpose).dumps([word, int((at or clock.now()).timestamp())]))


def read(purpose: str, token: str, lasts: timedelta | None = None) -> Any:
    """The word of TOKEN, which LASTS for a while or for ever. Raises WrongLink where it is none of ours."""
    try:
        word, at = _signer(purpose).loads(token)
    except (BadData, ValueError):
        raise WrongLink from None
    if _signer(purpose).dumps([word, at]) != token:  # base64 reads some other last letters as the same
        raise WrongLink
    if lasts is not None and clock.now().timestamp() >= at + lasts.total_seconds():
        raise WrongLink("This link is too old. Ask for another one on the page that you sent it from.")
    return word


def _signer(purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"link: {purpose}")
