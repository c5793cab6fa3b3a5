"""The editor: what is typed is kept, what was kept comes back, and nobody overwrites anybody."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import clock
from app.db import db, writing
from app.posts import Post, State, revisions
from app.questions import Question
from app.site import Site
from tests.conftest import Author

EDIT = "/desk/posts/1/edit"
LETTER = "My sister Sarah in Leeds keeps my ladder. May I take it?"


@pytest.fixture
def draft(app: Flask, author: Author) -> None:
    """A draft that answers a letter."""
    with app.app_context(), writing():
        Question.ask(LETTER, headline="Ladders", signature="Me")
    author.post("/desk/questions/1/answer")


@pytest.fixture
def published(author: Author, draft: None) -> None:
    """A post that readers see."""
    send(author, EDIT, body="Ask her.", do="publish")


def version(author: Author) -> str:
    found = re.search(r'name="version"[^>]*value="(\d+)"', author.get(EDIT).text)
    assert found
    return found[1]


def send(author: Author, address: str, **typed: str) -> TestResponse:
    """What the form of the editor sends to ADDRESS, with the version that is now, unless TYPED says other."""
    text = {"title": "Ladders", "letter": LETTER, "signature": "Me", "body": ""}
    return author.post(address, page=EDIT, **({"version": version(author)} | text | typed))


def autosave(author: Author, body: str, **more: str) -> TestResponse:
    return send(author, "/desk/posts/1/autosave", body=body, **more)


@pytest.mark.usefixtures("draft")
def test_what_is_typed_is_kept_and_the_next_version_is_told(author: Author) -> None:
    first = autosave(author, "Ask")
    assert str(first.json["version"]) == version(author)
    second = autosave(author, "Ask her.", version=str(first.json["version"]))
    assert second.status_code == 200
    assert "Ask her.</textarea>" in author.get(EDIT).text


@pytest.mark.usefixtures("draft")
def test_two_windows_do_not_overwrite_each_other(author: Author) -> None:
    seen = version(author)
    autosave(author, "From one window", version=seen)
    refused = autosave(author, "From the other", version=seen)
    assert refused.status_code == 409
    assert "another window" in refused.json["said"]
    assert "From one window" in refused.json["html"]
    assert refused.json["kept"]["body"] == "From one window"
    assert "From one window</textarea>" in author.get(EDIT).text


@pytest.mark.usefixtures("published")
def test_readers_see_nothing_of_it_until_it_is_saved(author: Author, reader: FlaskClient) -> None:
    path = author.get(EDIT).text.split("See it")[0].rsplit('href="', 1)[1].split('"')[0]
    seen = reader.get(path).headers["ETag"]
    autosave(author, "Second thoughts")
    assert reader.get(path).headers["ETag"] == seen
    page = author.get(EDIT).text
    assert "Second thoughts</textarea>" in page
    assert "not saved yet" in page
    send(author, EDIT, body="Second thoughts", do="save")
    assert "Second thoughts" in reader.get(path).text
    assert "not saved yet" not in author.get(EDIT).text


@pytest.mark.usefixtures("published")
def test_two_windows_at_a_published_post_do_not_overwrite_each_other(author: Author) -> None:
    seen = version(author)
    autosave(author, "From one window", version=seen)
    assert autosave(author, "From the other", version=seen).json["kept"]["body"] == "From one window"
    refused = send(author, EDIT, body="From the other", do="save", version=seen)
    assert refused.status_code == 409
    assert "From one window" in refused.text
    assert "From the other</textarea>" in refused.text


@pytest.mark.parametrize("address", [EDIT, "/desk/posts/1/autosave"])
@pytest.mark.usefixtures("draft")
def test_what_the_first_window_typed_stays_a_revision(app: Flask, author: Author, address: str) -> None:
    seen = version(author)
    autosave(author, "From one window")
    assert send(author, address, body="From the other", version=seen).status_code == 409
    autosave(author, "From the other")
    autosave(author, "From the other, at length")
    with app.app_context():
        kept = revisions.history(db.session.get_one(Post, 1)).rows
    assert [each.body for each in kept[:2]] == ["From the other, at length", "From one window"]


@pytest.mark.usefixtures("published")
def test_a_working_copy_is_put_aside(author: Author) -> None:
    autosave(author, "Second thoughts")
    author.post("/desk/posts/1/put-aside")
    page = author.get(EDIT).text
    assert "Ask her.</textarea>" in page
    autosave(author, "Third thoughts")
    kept = author.get("/desk/posts/1/revisions").text
    assert kept.count("why-autosaved") == 2


@pytest.mark.usefixtures("draft")
def test_a_text_that_is_too_long_is_refused_with_a_sentence(author: Author) -> None:
    refused = autosave(author, "x", title="t" * 201)
    assert refused.status_code == 422
    assert "200 characters" in refused.json["said"]


@pytest.mark.usefixtures("published")
def test_a_revision_shows_what_changed_since_and_can_be_restored(app: Flask, author: Author) -> None:
    send(author, EDIT, body="Take it.", do="save")
    listed = author.get("/desk/posts/1/revisions").text
    numbers = re.findall(r"/desk/posts/1/revisions/(\d+)", listed)
    published = f"/desk/posts/1/revisions/{numbers[1]}"
    shown = author.get(published).text
    assert re.search(r"<del>.*Ask her.*</del>", shown)
    assert re.search(r"<ins>.*Take it.*</ins>", shown)
    assert "word for word" in author.get(f"/desk/posts/1/revisions/{numbers[0]}").text
    refused = author.post(published, page=published, version="1")
    assert refused.location == published
    assert "another window" in author.get(published).text
    assert author.post(published, page=published, version=version(author)).location == EDIT
    with app.app_context():
        assert db.session.get_one(Post, 1).body_source == "Ask her."
    assert len(re.findall("why-", author.get("/desk/posts/1/revisions").text)) == len(numbers) + 1


@pytest.mark.usefixtures("draft")
def test_a_revision_of_another_post_is_not_there(app: Flask, author: Author) -> None:
    autosave(author, "Ask")
    with app.app_context(), writing():
        Question.ask("Another letter.")
    author.post("/desk/questions/2/answer")
    number = re.findall(r"/desk/posts/1/revisions/(\d+)", author.get("/desk/posts/1/revisions").text)[0]
    assert author.get(f"/desk/posts/2/revisions/{number}").status_code == 404


def test_nobody_reads_revisions_without_signing_in(reader: FlaskClient) -> None:
    assert reader.get("/desk/posts/1/revisions").location.startswith("/sign-in")


@pytest.mark.usefixtures("draft")
def test_what_gives_the_asker_away_is_listed_and_marked_for_the_author_alone(
    author: Author, reader: FlaskClient
) -> None:
    page = author.get(EDIT).text
    assert "2 things may give the asker away" in page
    assert '<mark class="gives-away" title="name">Sarah</mark>' in page
    assert '<mark class="gives-away" title="place">Leeds</mark>' in page
    send(author, EDIT, body="Ask her.", do="publish")
    path = author.get(EDIT).text.split("See it")[0].rsplit('href="', 1)[1].split('"')[0]
    assert "<mark" not in reader.get(path).text
    assert "<mark" not in author.get(path).text


@pytest.mark.usefixtures("draft")
def test_the_name_of_the_author_gives_nobody_away(author: Author) -> None:
    live = send(author, "/desk/posts/1/preview", title="", letter="Dear Hester, I am lost.").text
    assert "Nothing was found" in live


@pytest.mark.usefixtures("draft")
def test_what_was_changed_of_the_letter_is_shown(author: Author) -> None:
    assert 'as it was sent: <span data-live="sent-count">nothing</span>' in flat(author.get(EDIT).text)
    changed = LETTER.replace(" Sarah in Leeds", "")
    live = send(author, "/desk/posts/1/preview", letter=changed).text
    assert "3 words taken out, 0 put in" in live
    assert re.search(r"<del>.*Sarah in Leeds.*</del>", live)


@pytest.mark.usefixtures("draft")
def test_words_are_counted(author: Author) -> None:
    live = send(author, "/desk/posts/1/preview", body="One **two** [three](https://x.example).").text
    assert '<p data-live="body-count">3 words</p>' in live
    assert '<p data-live="letter-count">12 words</p>' in live


def flat(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


def in_days(days: int) -> str:
    """Such a day as a field has it, at five past nine."""
    return f"{(clock.now() + timedelta(days=days)).date()}T09:05"


def comes_out(app: Flask) -> str:
    """When the post is to come out, as a field has it; the column is in UTC."""
    with app.app_context():
        at = db.session.get_one(Post, 1).publish_at
        return at.strftime("%Y-%m-%dT%H:%M") if at else ""


@pytest.mark.usefixtures("draft")
def test_saving_a_scheduled_post_with_another_time_moves_it(app: Flask, author: Author) -> None:
    send(author, EDIT, body="Ask her.", do="schedule", publish_at=in_days(2))
    send(author, EDIT, body="Ask her.", do="save", publish_at=in_days(5))
    assert comes_out(app) == in_days(5)
    refused = send(author, EDIT, body="Typed meanwhile.", do="save", publish_at=in_days(-2))
    assert (refused.status_code, "That time has passed" in refused.text) == (422, True)
    assert "Typed meanwhile.</textarea>" in refused.text
    assert f'value="{in_days(-2)}"' in refused.text
    assert comes_out(app) == in_days(5)


@pytest.mark.usefixtures("draft")
def test_saving_a_scheduled_post_leaves_its_time(app: Flask, author: Author) -> None:
    send(author, EDIT, body="Ask her.", do="schedule", publish_at=in_days(2))
    for same in ({"publish_at": in_days(2)}, {}):
        send(author, EDIT, body="Ask him.", do="save", **same)
        assert comes_out(app) == in_days(2)


@pytest.mark.usefixtures("draft")
def test_a_scheduled_post_whose_time_is_emptied_comes_out_no_more(app: Flask, author: Author) -> None:
    send(author, EDIT, body="Ask her.", do="schedule", publish_at=in_days(2))
    saved = send(author, EDIT, body="Ask him.", do="save", publish_at="")
    assert "the schedule is cancelled: it is a draft again." in author.get(saved.location).text
    with app.app_context():
        post = db.session.get_one(Post, 1)
        assert (post.state, post.publish_at, post.body_source) == (State.DRAFT, None, "Ask him.")


@pytest.mark.parametrize("address", [EDIT, "/desk/posts/1/autosave"])
@pytest.mark.usefixtures("draft")
def test_a_text_that_is_larger_than_other_forms_may_be_gets_its_sentence_and_stays(
    author: Author, address: str
) -> None:
    refused = send(author, address, body="It is long. " * 250_000)
    assert refused.status_code == 422
    assert "200,000 characters" in (refused.json["said"] if refused.is_json else refused.text)
    assert refused.is_json or refused.text.count("It is long. ") > 250_000 - 2


@pytest.mark.usefixtures("draft")
def test_a_time_that_the_clocks_pass_over_is_refused(app: Flask, author: Author) -> None:
    with app.app_context(), writing():
        Site.current().time_zone = "Europe/London"
    refused = send(author, EDIT, body="Ask her.", do="schedule", publish_at="2094-03-28T01:30")
    assert refused.status_code == 422
    assert "There is no 01:30 on that day: the clocks go forward then." in refused.text
    assert "Ask her.</textarea>" in refused.text
    for there_is in ("2094-03-28T02:00", "2094-10-31T01:30"):
        assert send(author, EDIT, body="Ask her.", do="schedule", publish_at=there_is).status_code == 303
