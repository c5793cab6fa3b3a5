"""Settings that are saved in two windows: what others set meanwhile is neither lost nor written over."""

import re
from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import db, writing
from app.people import Deed
from app.site import Moderation, Site
from tests.conftest import Author

FIELDS = {
    "name": "A column",
    "tagline": "Ask.",
    "about_source": "Who we are.",
    "time_zone": "UTC",
    "moderation": "none",
    "word_list": "casino",
    "purge_spam_after": "30",
    "purge_held_after": "0",
    "close_after": "0",
}


@pytest.fixture
def seen(author: Author) -> str:
    """What a window says that it saw, which was opened before anything was changed in another."""
    author.post("/desk/settings", **FIELDS)
    return seen_on(author.get("/desk/settings").text)


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    return unescape(found[1]) if found else ""


def meanwhile(app: Flask, **values: object) -> None:
    """Another window sets VALUES."""
    with app.app_context(), writing():
        for name, value in values.items():
            setattr(Site.current(), name, value)


def save(author: Author, seen: str, **changed: str) -> TestResponse:
    return author.post("/desk/settings", **(FIELDS | changed), seen=seen)


def test_what_was_changed_in_both_windows_is_shown_twice_and_nothing_is_set(
    app: Flask, author: Author, seen: str
) -> None:
    meanwhile(app, tagline="Theirs & kept", moderation=Moderation.ALL)
    answer = save(author, seen, tagline="Mine, and kept", moderation="newcomers", word_list="zebra")
    assert answer.status_code == 409
    assert "This was changed in another window meanwhile." in answer.text
    assert "Theirs &amp; kept" in answer.text
    assert "Hold every comment</dd>" in answer.text
    assert 'value="Mine, and kept"' in answer.text
    assert "zebra</textarea>" in answer.text
    with app.app_context():
        assert (Site.current().tagline, Site.current().word_list) == ("Theirs & kept", "casino")


def test_saving_again_what_was_shown_beside_the_other_keeps_ones_own(
    app: Flask, author: Author, seen: str
) -> None:
    meanwhile(app, tagline="Theirs")
    again = seen_on(save(author, seen, tagline="Mine").text)
    assert save(author, again, tagline="Mine").status_code == 303
    with app.app_context():
        assert Site.current().tagline == "Mine"


def test_what_only_the_other_window_changed_stays_as_it_is_there(
    app: Flask, author: Author, seen: str
) -> None:
    meanwhile(app, tagline="Theirs", about_source="They are.", close_after=90, moderation=Moderation.ALL)
    assert save(author, seen, name="A better name").status_code == 303
    with app.app_context():
        site = Site.current()
        assert (site.name, site.tagline, site.close_after) == ("A better name", "Theirs", 90)
        assert (site.about_source, site.moderation) == ("They are.", Moderation.ALL)
        assert "They are." in site.about_html
        assert db.session.query(Deed).order_by(Deed.id.desc()).first().told == (
            "Settings changed: Name of the column."
        )
    said = author.get("/desk/settings").text
    assert "left so: Tagline, About, Which comments wait for you?, Close comments after (days)." in said


def test_what_is_not_as_it_should_be_is_told_first_and_what_was_seen_is_not_forgotten(
    app: Flask, author: Author, seen: str
) -> None:
    meanwhile(app, tagline="Theirs")
    refused = save(author, seen, tagline="Mine", close_after="soon")
    assert refused.status_code == 422
    assert save(author, seen_on(refused.text), tagline="Mine").status_code == 409


def test_both_may_have_set_the_same(app: Flask, author: Author, seen: str) -> None:
    meanwhile(app, tagline="The same")
    assert save(author, seen, tagline="The same").status_code == 303


@pytest.mark.parametrize("seen_there", ["", "nonsense", "tagline", "tagline:1 tagline:2", "name:"])
def test_a_form_that_says_wrongly_what_it_saw_breaks_nothing(author: Author, seen_there: str) -> None:
    assert save(author, seen_there, tagline="Mine").status_code in {303, 409}
