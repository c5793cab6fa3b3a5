"""A question as it would look, before it is sent."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import db, writing
from app.questions import Question
from app.site import Site

LETTER = "My sister Sarah works at Globex.\r\n\r\nShe *hums* all day. What do I do? & <why>"
TYPED = {
    "letter": LETTER,
    "headline": "Humming in Leeds",
    "signature": "Tired & cross",
    "email": "a@b.example",
    "permission": "either",
    "not_before": "2030-01-02",
    "wants_follow_up": "y",
}


def carried(page: str) -> dict[str, str]:
    """What the form on the preview would send."""
    form = page.split('action="/ask"')[1]
    return {k: unescape(v) for k, v in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


def test_it_looks_as_on_a_post_with_marks_and_a_list_of_what_gives_the_asker_away(
    reader: FlaskClient,
) -> None:
    answer = reader.post("/ask/preview", data=TYPED)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = answer.text
    assert '<section class="letter"' in page
    assert 'sister <mark class="gives-away" title="name">Sarah</mark> works' in page
    assert "<em>hums</em>" in page
    assert "&lt;why&gt;" in page
    assert 'Humming in <mark class="gives-away" title="place">Leeds</mark>' in page
    assert "This may give you away" in page
    assert re.search(r"Globex</mark> <span class=\"hint\">workplace or school", page)
    assert '<p class="signature">Tired &amp; cross</p>' in page


def test_all_that_was_typed_is_carried_on_to_be_changed_or_sent(app: Flask, reader: FlaskClient) -> None:
    sent = carried(reader.post("/ask/preview", data=TYPED).text)
    assert sent == TYPED
    form = reader.post("/ask/change", data=sent).text
    assert "She *hums* all day. What do I do? &amp; &lt;why&gt;</textarea>" in form
    assert 'value="2030-01-02"' in form
    assert 'value="a@b.example"' in form
    assert 'value="either" checked' in form
    assert 'value="y" checked' in form
    assert reader.post("/ask", data=sent).status_code == 303
    with app.app_context():
        question = db.session.get_one(Question, 1)
        assert question.letter == LETTER.replace("\r\n", "\n")
        assert question.wants_follow_up


def test_nothing_is_kept_by_looking(app: Flask, reader: FlaskClient, queries: list[str]) -> None:
    reader.post("/ask/preview", data=TYPED)
    assert not [each for each in queries if each.split()[0] in {"INSERT", "UPDATE", "DELETE"}]


def test_what_could_not_be_sent_comes_back_at_once(reader: FlaskClient) -> None:
    answer = reader.post("/ask/preview", data={"letter": "Help!", "signature": "Me"})
    assert answer.status_code == 422
    assert "at least 20 characters" in answer.text


def test_where_nothing_gives_away_that_is_said_with_care(reader: FlaskClient) -> None:
    page = reader.post("/ask/preview", data={"letter": "my flatmate hums all day, what do i do"}).text
    assert "Nothing was found that gives you away" in page
    assert "You know best" in page


@pytest.mark.usefixtures("hester")
def test_the_names_of_the_column_and_its_author_give_nobody_away(app: Flask, reader: FlaskClient) -> None:
    with app.app_context(), writing():
        Site.current().name = "Ask Brannock"
    page = reader.post("/ask/preview", data={"letter": "Dear Hester, I like Hester and Ask Brannock."}).text
    assert "<mark" not in page


def test_whoever_wants_an_answer_in_private_is_told_that_nobody_sees_it(reader: FlaskClient) -> None:
    page = reader.post("/ask/preview", data=TYPED | {"permission": "private"}).text
    assert "in private only" in page
