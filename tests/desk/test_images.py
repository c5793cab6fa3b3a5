"""Pictures at the desk: uploaded, listed, shown to readers, and deleted unless they are used."""

import errno
import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from app.db import db, writing
from app.people import Deed, Person
from app.posts import Kind as PostKind
from app.posts import PartWritten, Post, Written, revisions
from app.posts.beginning import begin
from app.questions import CannedReply, Question
from app.questions.replies import Kind
from app.text import for_author, for_reader
from tests.conftest import Author
from tests.pictures import bomb, photograph
from tests.text.test_rendering import Elements

IMAGES = "/desk/images"


def upload(
    author: Author, file: BytesIO | None = None, name: str = "ladder.jpg", **more: str
) -> TestResponse:
    """Send FILE, or a photograph of a ladder."""
    sent = {"alt": "A ladder", **more}
    return author.post(IMAGES, page=IMAGES, picture=(file or photograph((900, 600)), name), **sent)


def address(author: Author) -> str:
    """Where the newest picture is."""
    found = re.search(r"!\[[^]]*\]\((/images/[^)]*\.webp)\)", author.get(IMAGES).text)
    assert found
    return found[1]


def test_an_uploaded_picture_is_shown_to_everyone_and_may_be_kept_for_good(
    author: Author, reader: FlaskClient
) -> None:
    answer = upload(author)
    assert answer.status_code == 303
    page = author.get(answer.location).text
    assert f'value="![A ladder]({address(author)})"' in page
    for wanted in (address(author), address(author).replace(".webp", "-800.webp")):
        with reader.get(wanted) as shown:
            assert shown.data[8:12] == b"WEBP"
            assert shown.mimetype == "image/webp"
            assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert shown.headers["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in shown.headers
        with reader.get(wanted, headers={"If-None-Match": shown.headers["ETag"]}) as again:
            assert again.status_code == 304


def test_whoever_is_signed_in_gets_the_same_file(author: Author) -> None:
    upload(author)
    with author.get(address(author)) as shown:
        assert "immutable" in shown.headers["Cache-Control"]
        assert "Set-Cookie" not in shown.headers


@pytest.mark.parametrize(
    "wanted",
    ["nothing.webp", "../secret_key", "%2e%2e%2fsecret_key", "0123456789abcdef01234567-9x9.webp", ".hidden"],
)
def test_nothing_else_of_the_data_folder_is_served(reader: FlaskClient, wanted: str) -> None:
    assert reader.get(f"/images/{wanted}").status_code == 404


@pytest.mark.parametrize(
    ("file", "sentence"),
    [(b"Dear Hester", "no picture"), (b"<svg onload='alert(1)'/>", "SVG"), (bomb(90_000, 90_000), "million")],
)
def test_what_is_no_picture_comes_back_with_what_was_typed(
    author: Author, file: bytes, sentence: str
) -> None:
    answer = upload(author, BytesIO(file), "ladder.png")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="A ladder"' in answer.text
    assert "No pictures yet." in author.get(IMAGES).text


def test_a_picture_is_described_or_said_to_decorate(author: Author) -> None:
    refused = upload(author, alt=" ")
    assert refused.status_code == 422
    assert "Say what it shows" in refused.text
    assert "No pictures yet." in author.get(IMAGES).text
    assert upload(author, alt="", decorates="yes").status_code == 303
    assert f'value="![]({address(author)})"' in author.get(IMAGES).text
    assert "Choose a picture first." in author.post(IMAGES, page=IMAGES, alt="A ladder").text


def token(author: Author) -> str:
    return author.get(IMAGES).text.split('name="csrf_token" value="')[1].split('"')[0]


def send(client: FlaskClient, where: str, file: bytes, token: str) -> TestResponse:
    """Send FILE, which is large, WHERE a form leads to."""
    sent = {"picture": FileStorage(BytesIO(file), "ladder.jpg"), "alt": "A ladder", "csrf_token": token}
    boundary, body = encode_multipart(sent)
    return client.post(where, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def test_only_pictures_may_be_large(author: Author, reader: FlaskClient) -> None:
    large = photograph((900, 600)).getvalue() + bytes(5 * 2**20)
    assert send(author.client, IMAGES, large, token(author)).status_code == 303
    refused = send(author.client, IMAGES, bytes(13 * 2**20), token(author))
    assert refused.status_code == 413
    assert "12 MB" in refused.text
    for client, where in ((reader, "/ask"), (reader, IMAGES), (author.client, "/desk/settings")):
        refused = send(client, where, large, "x")
        assert refused.status_code == 413
        assert "2 MB" in refused.text


def test_a_full_disk_is_told_of_and_leaves_nothing(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr("app.posts.images.files.os.fsync", fail)
    answer = upload(author, photograph((905, 600)))
    assert answer.status_code == 503
    assert "A ladder" in answer.text
    assert "No pictures yet." in author.get(IMAGES).text


def remove(author: Author) -> TestResponse:
    return author.post(f"{IMAGES}/1/remove", page=IMAGES)


def test_one_that_is_used_nowhere_is_deleted_and_that_is_recorded(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    upload(author)
    where = address(author)
    assert remove(author).status_code == 303
    assert reader.get(where).status_code == 404
    with app.app_context():
        told = db.session.scalars(select(Deed.told).order_by(Deed.id)).all()
    assert [sentence.split(" ")[0] for sentence in told] == ["Uploaded", "Deleted"]


def test_one_that_was_used_in_any_revision_stays(app: Flask, author: Author, reader: FlaskClient) -> None:
    with app.app_context(), writing():
        Question.ask("May I?", headline="Ladders")
    author.post("/desk/questions/1/answer")
    upload(author)
    edit = "/desk/posts/1/edit"
    for version, body in enumerate((f"Look: ![A ladder]({address(author)})", "Never mind."), 1):
        answer = author.post(
            edit, page=edit, version=str(version), title="Ladders", body=body, letter="May I?"
        )
        assert answer.status_code == 303
    refused = remove(author)
    assert refused.status_code == 422
    assert re.search(r'href="/desk/posts/1/edit">Ladders</a>', refused.text)
    with reader.get(address(author)) as shown:
        assert shown.status_code == 200


@pytest.mark.parametrize("where", ["about", "private", "farewell", "canned", "part", "earlier part"])
def test_one_that_is_used_elsewhere_stays(app: Flask, author: Author, where: str) -> None:
    upload(author)
    line = f"![A ladder]({address(author)})"
    with app.app_context(), writing():
        question, _ = Question.ask("May I?", headline="Ladders")
        if where == "private":
            question.private_answer = line
        elif where == "farewell":
            question.farewell = line
        elif where == "canned":
            db.session.add(CannedReply(kind=Kind.PRIVATE, name="Ladders", text=line))
        elif "part" in where:
            begin_round_up(line, "" if where == "earlier part" else line)
    if where == "about":
        author.post("/desk/settings", name="C", about_source=line, time_zone="UTC", moderation="none")
    refused = remove(author)
    assert refused.status_code == 422
    assert ("About" if where == "about" else "Ladders") in refused.text


def begin_round_up(*bodies: str) -> None:
    """A round-up whose one part reads one of BODIES after the other."""
    by = db.session.scalars(select(Person)).one()
    post = begin(PostKind.ROUND_UP, by)
    nothing = for_reader("")
    for body in bodies:
        part = PartWritten(1, "May I?", nothing, "", for_author(body))
        revisions.save(post, Written("Ladders", nothing, "", for_author(""), (part,)), [], by)


def test_a_picture_in_a_post_takes_up_its_place_before_it_comes(
    app: Flask, author: Author, reader: FlaskClient
) -> None:
    with app.app_context(), writing():
        Question.ask("May I?", headline="Ladders")
    author.post("/desk/questions/1/answer")
    upload(author)
    edit = "/desk/posts/1/edit"
    sent = {"version": "1", "title": "Ladders", "do": "publish", "letter": f"May I? ![x]({address(author)})"}
    author.post(edit, page=edit, body=f"![A ladder]({address(author)})", **sent)
    with app.app_context():
        path = db.session.get_one(Post, 1).path
    html = reader.get(f"/{path}").text
    [shown] = [told for tag, told in Elements(html).found if tag == "img"]
    assert (shown["src"], shown["alt"]) == (address(author), "A ladder")
    assert (shown["width"], shown["height"], shown["loading"]) == ("900", "600", "lazy")


def test_nobody_uploads_without_signing_in(reader: FlaskClient) -> None:
    assert reader.get(IMAGES).location.startswith("/sign-in")
    sent = {"picture": (photograph((90, 60)), "ladder.jpg"), "alt": "A ladder"}
    assert reader.post(IMAGES, data=sent).status_code == 403
