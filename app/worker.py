"""What happens by itself: posts come out at their time, and mail leaves."""

from threading import Event, Thread

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.mail.delivery import deliver_due
from app.posts.lists import publish_due
from app.site import Site

EVERY = 2.0
"""Seconds between two looks at what is due."""


def start(app: Flask) -> Event:
    """Do APP's due work in a thread beside the server until the returned event is set.

    Each process has one. What they do is claimed in rows, so that it happens once.
    """
    stop = Event()
    Thread(target=_run, args=(app, stop), name="worker", daemon=True).start()
    return stop


def _run(app: Flask, stop: Event) -> None:
    while not stop.wait(EVERY):
        try:
            with app.app_context():
                work(app)
        except (SQLAlchemyError, OSError):
            app.logger.exception("the worker could not do its round; it tries again")


def work(app: Flask) -> None:
    """One round."""
    publish_due()
    deliver_due(app.config["QUANDARY"], Site.current().name)
