"""What happens by itself: posts come out at their time, mail leaves, letters are compared, and so on."""

from ctypes import CDLL
from threading import Event, Thread

from flask import Flask, current_app

from app.comments.forgetting import erase_due
from app.comments.purging import forget_places, purge_due
from app.db import leftovers
from app.mail.delivery import deliver_due, forget_failed
from app.posts.lists import publish_due
from app.posts.threads import close_due
from app.questions.comparing import compare_waiting
from app.questions.expecting import reckon_daily
from app.questions.expiring import expire_due
from app.site import Site
from app.web import page_files
from config import Config

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
    work(app)
    while not stop.wait(EVERY):
        work(app)


def work(app: Flask) -> None:
    """One round. A job that fails is told of in the log and tried again in the next."""
    posts = (publish_due, close_due, compare_waiting, expire_due)
    kept_no_longer = (purge_due, forget_places, forget_failed, erase_due)
    for job in (*posts, *kept_no_longer, reckon_daily, _deliver_mail, _sweep_leftovers, _sweep, _give_back):
        with app.app_context():
            try:
                job()
            except Exception:  # whatever it is, the other jobs and the next round must go on
                app.logger.exception("the worker could not finish its round; it tries again")


def _deliver_mail() -> int:
    config: Config = current_app.config["QUANDARY"]
    return deliver_due(config, Site.current().name)


def _sweep_leftovers() -> None:
    config: Config = current_app.config["QUANDARY"]
    leftovers.sweep(config.data)


def _sweep() -> None:
    config: Config = current_app.config["QUANDARY"]
    page_files.in_data(config.data).sweep()


def _give_back() -> None:
    """Return to the system what a busy moment took up and nothing uses now: glibc keeps it otherwise."""
    libc = CDLL(None)
    if hasattr(libc, "malloc_trim"):
        libc.malloc_trim(0)
