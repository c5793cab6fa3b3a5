"""Quandary: a self-hosted advice column. This file puts the rooms together and does no more."""

import os

from flask import Flask

from app import asking, db, desk, people, reading, site, web
from app.web.kept import KeptPages
from config import ROOT, Config


def create_app(config: Config | None = None, *, serving: bool = False) -> Flask:
    """The column as CONFIG says, or as the environment says. Raises ConfigError.

    One that is SERVING has no commands: what they import would make it slow to start, and large.
    """
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__, root_path=str(ROOT))
    app.config.update(config.for_flask())
    web.init_app(app, config)
    db.init_app(app, config)
    people.init_app(app)
    site.init_app(app)
    if not serving:
        from app import cli

        cli.init_app(app)
    app.register_blueprint(asking.front)
    app.register_blueprint(desk.front)
    app.register_blueprint(reading.front)
    app.wsgi_app = KeptPages(app, asked=["p"])  # type: ignore[method-assign]
    return app
