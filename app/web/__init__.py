"""The web, as far as it knows nothing of a column: headers, origins, errors, limits, styles."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.web import addresses, errors, guessing, headers, limits, origins, styles, uploads
from app.web.headers import private, public, secret
from app.web.refusals import Refusal
from config import Config

__all__ = ["Refusal", "init_app", "private", "public", "secret"]


def init_app(app: Flask, config: Config) -> None:
    """Guard every request to APP and every answer of it."""
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=0)  # type: ignore[method-assign]
    for part in (addresses, headers, uploads, origins, errors, guessing, styles):
        part.init_app(app)
    limits.init_app(app, config.redis_url)
