"""A round-up at the desk: made of ticked questions, written part by part, and nothing typed is lost."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.comments import Comment
from app.db import db, writing
from app.people import Person
from app.posts import Kind, Post, State, revisions
from app.questions import Permission, Question
from app.questions import State as QuestionState
from app.text import for_reader
from tests.conftest import Author

EDIT = "/desk/posts/1/edit"
ROUND_UP = "/desk/questions/round-up"


@pytest.fixture
def letters(app: Flask, author: Author) -> None:
    """Three questions."""
    with app.app_context(), writing():
        for n in (1, 2, 3):
            Question.ask(f"The letter with the number {n}.", headline=f"Letter {n}", signature="Me")


@pytest.fixture
def round_up(author: Author, letters: None) -> None:
    """A round-up of all three."""
    assert author.post(ROUND_UP, page="/desk", selected=["1", "2", "3"]).location == EDIT


def fields(author: Author) -> dict[str, str]:
    """What stands in the fields of the editor."""
    return fields_on(author.get(EDIT).text)


def fields_on(page: str) -> dict[str, str]:
    inputs = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return {name: value for name, value in (*inputs, *areas) if name not in {"csrf_token", "do"}}


def press(author: Author, button: str, **typed: str) -> TestResponse:
    """Press BUTTON of the editor after something was TYPED."""
    data = fields(author) | {name.replace("_", "-", 2): value for name, value in typed.items()}
    return author.post(EDIT, page=EDIT, **(data | {"do": button}))


def parts(app: Flask) -> list[tuple[str, str]]:
    with app.app_context():
        return [(part.heading, part.body_source) for part in db.session.get_one(Post, 1).parts]


def publish(author: Author) -> None:
    bodies = {f"part_{n}_body": f"Answer {n}." for n in (1, 2, 3)}
    assert press(author, "publish", title="Over the fence", **bodies).status_code == 303


@pytest.mark.usefixtures("round_up")
def test_ticked_questions_become_the_parts_of_a_draft(app: Flask, author: Author) -> None:
    page = author.get(EDIT).text
    assert "3 questions taken in." in page
    assert page.count('class="part-form"') == 3
    typed = fields(author)
    assert typed["order"] == "1,2,3"
    assert (typed["part-2-heading"], typed["part-2-letter"]) == ("Letter 2", "The letter with the number 2.")
    with app.app_context():
        assert {each.state for each in db.session.query(Question)} == {QuestionState.DRAFTING}


@pytest.mark.usefixtures("letters")
def test_where_there_is_a_draft_it_is_asked_which(app: Flask, author: Author) -> None:
    author.post(ROUND_UP, page="/desk", selected=["1"])
    asked = author.post(ROUND_UP, page="/desk", selected=["2", "3"]).location
    assert asked == "/desk/round-up?selected=2&selected=3"
    page = author.get(asked).text
    assert "Put these 2 into" in page
    assert author.post(ROUND_UP, page=asked, selected=["2"], into="1").location == EDIT
    assert author.post(ROUND_UP, page=asked, selected=["3"], into="new").location == "/desk/posts/2/edit"
    assert [heading for heading, _ in parts(app)] == ["Letter 1", "Letter 2"]


@pytest.mark.usefixtures("letters")
def test_those_that_cannot_go_in_are_named_and_stay(app: Flask, author: Author) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Question, 2).permission = Permission.PRIVATE
    author.post(ROUND_UP, page="/desk", selected=["1", "2", "3"])
    assert "2 questions taken in. 1 could not be: “Letter 2”: The asker wants this" in author.get(EDIT).text
    assert [heading for heading, _ in parts(app)] == ["Letter 1", "Letter 3"]
    nothing = author.post(ROUND_UP, page="/desk", selected=["2"], into="1")
    assert (nothing.status_code, "only in private" in nothing.text) == (409, True)
    assert author.post(ROUND_UP, page="/desk").status_code == 422


@pytest.mark.usefixtures("letters")
def test_without_a_tick_the_open_question_goes_in(app: Flask, author: Author) -> None:
    author.post(ROUND_UP, page="/desk", opened="2")
    assert parts(app) == [("Letter 2", "")]


@pytest.mark.usefixtures("round_up")
@pytest.mark.parametrize(
    ("button", "order"),
    [
        ("part-up-2", "2,1,3"),
        ("part-down-2", "1,3,2"),
        ("part-up-1", "1,2,3"),
        ("part-down-3", "1,2,3"),
        ("part-remove-2", "1,3"),
        ("part-add", "1,2,3,4"),
    ],
)
def test_parts_are_moved_added_and_removed_and_what_was_typed_is_kept(
    author: Author, button: str, order: str
) -> None:
    answer = press(author, button, title="Fences", part_1_body="Knock.", categories="Home, Wo")
    assert answer.status_code == 303
    kept = fields_at(author, answer.location)
    assert (kept["order"], kept["title"], kept["part-1-body"], kept["categories"]) == (
        order,
        "Fences",
        "Knock.",
        "Home, Wo",
    )


def fields_at(author: Author, address: str) -> dict[str, str]:
    page = author.get(address.partition("#")[0]).text
    inputs = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return dict([*inputs, *areas])


@pytest.mark.usefixtures("round_up")
def test_a_removed_part_gives_its_question_back_to_the_queue(app: Flask, author: Author) -> None:
    press(author, "part-remove-2")
    with app.app_context():
        assert db.session.get_one(Question, 2).state is QuestionState.QUEUED


@pytest.mark.usefixtures("round_up")
def test_readers_see_nothing_of_another_order_until_it_is_saved(app: Flask, author: Author) -> None:
    publish(author)
    press(author, "part-up-2")
    assert fields(author)["order"] == "2,1,3"
    assert [heading for heading, _ in parts(app)] == ["Letter 1", "Letter 2", "Letter 3"]
    press(author, "save")
    assert [heading for heading, _ in parts(app)] == ["Letter 2", "Letter 1", "Letter 3"]


@pytest.mark.usefixtures("round_up")
def test_a_part_that_readers_speak_about_is_not_removed(app: Flask, author: Author, hester: int) -> None:
    publish(author)
    with app.app_context(), writing() as session:
        post = session.get_one(Post, 1)
        by = session.get_one(Person, hester)
        Comment.write(post, for_reader("Poor cat"), part=post.headings[1], by=by)
    refused = press(author, "part-remove-2", part_1_body="Typed meanwhile.")
    assert refused.status_code == 409
    assert "Readers have said something about “Letter 2”" in refused.text
    assert "Typed meanwhile.</textarea>" in refused.text
    assert press(author, "part-remove-3").status_code == 303


@pytest.mark.usefixtures("round_up")
@pytest.mark.parametrize("button", ["save", "withdraw"])
def test_a_part_that_readers_spoke_about_after_it_was_removed_comes_back(
    app: Flask, author: Author, button: str
) -> None:
    publish(author)
    press(author, "part-remove-2")
    with app.app_context(), writing() as session:
        post = session.get_one(Post, 1)
        Comment.write(post, for_reader("Poor cat"), part=post.headings[1])
    refused = press(author, button, part_1_body="Typed meanwhile.")
    assert (refused.status_code, "It is back below" in refused.text) == (409, True)
    typed = fields_on(refused.text)
    assert (typed["order"], typed["part-1-body"]) == ("1,2,3", "Typed meanwhile.")
    assert author.post(EDIT, page=EDIT, **(typed | {"do": button})).status_code == 303
    assert parts(app)[:2] == [("Letter 1", "Typed meanwhile."), ("Letter 2", "Answer 2.")]
    with app.app_context():
        assert [part.question_id for part in db.session.get_one(Post, 1).parts] == [1, 2, 3]


@pytest.mark.usefixtures("round_up")
def test_what_is_typed_in_a_part_is_autosaved(app: Flask, author: Author) -> None:
    typed = fields(author) | {"part-2-body": "Ask for it."}
    first = author.post("/desk/posts/1/autosave", page=EDIT, **typed)
    assert first.json["version"] == int(fields(author)["version"])
    assert parts(app)[1] == ("Letter 2", "Ask for it.")
    refused = author.post("/desk/posts/1/autosave", page=EDIT, **typed)
    assert refused.status_code == 409
    assert refused.json["kept"]["part-2-body"] == "Ask for it."
    assert refused.json["kept"]["order"] == "1,2,3"
    assert "Ask for it." in refused.json["html"]


@pytest.mark.usefixtures("round_up")
def test_a_part_that_is_too_long_is_refused_with_a_sentence(author: Author) -> None:
    typed = fields(author) | {"part-2-heading": "h" * 201}
    refused = author.post("/desk/posts/1/autosave", page=EDIT, **typed)
    assert refused.status_code == 422
    assert "200 characters" in refused.json["said"]
    page = author.post(EDIT, page=EDIT, **typed)
    assert (page.status_code, 'id="part-2-heading-wrong"' in page.text) == (422, True)


@pytest.mark.usefixtures("round_up")
def test_what_gives_an_asker_away_is_marked_in_its_part(author: Author) -> None:
    typed = fields(author) | {"part-2-letter": "My sister Sarah keeps my ladder."}
    live = author.post("/desk/posts/1/preview", page=EDIT, **typed).text
    gives = live.split('data-live="gives-2"')[1].split("data-live")[0]
    assert "Sarah" in gives
    assert '<mark class="gives-away" title="name">Sarah</mark>' in live
    assert "taken out" in live.split('data-live="sent-count-2"')[1].split("</p>")[0]


@pytest.mark.usefixtures("round_up")
def test_a_revision_shows_what_changed_in_each_part(author: Author) -> None:
    press(author, "save", part_2_body="Knock.")
    press(author, "save", part_2_body="Ring.")
    numbers = re.findall(r"/desk/posts/1/revisions/(\d+)", author.get("/desk/posts/1/revisions").text)
    shown = author.get(f"/desk/posts/1/revisions/{numbers[1]}").text
    assert "Part 2, answer" in shown
    assert re.search(r"<ins>.*Ring.*</ins>", shown)


@pytest.mark.parametrize(("kind", "label"), [("article", "Text"), ("round-up", "Introduction")])
def test_a_post_begins_without_a_question(app: Flask, author: Author, kind: str, label: str) -> None:
    assert author.post("/desk/posts/new", page="/desk/posts", kind=kind).location == EDIT
    page = author.get(EDIT).text
    assert f'<label for="body">{label}</label>' in page
    assert 'name="letter"' not in page
    assert 'class="gives"' not in page
    with app.app_context():
        post = db.session.get_one(Post, 1)
        assert (post.kind, post.state) == (Kind(kind), State.DRAFT)


def test_an_article_gets_no_parts(author: Author) -> None:
    author.post("/desk/posts/new", page="/desk/posts", kind="article")
    refused = press(author, "part-add", body="Typed.")
    assert (refused.status_code, "Only a round-up has parts" in refused.text) == (409, True)
    assert "Typed.</textarea>" in refused.text


@pytest.mark.parametrize("kind", ["page", "answer", "", "nonsense"])
def test_no_other_kind_begins_there(author: Author, kind: str) -> None:
    assert author.post("/desk/posts/new", page="/desk/posts", kind=kind).status_code == 404


@pytest.mark.usefixtures("round_up")
def test_an_update_begins_at_a_published_post(author: Author) -> None:
    assert author.post("/desk/posts/1/update", page=EDIT).status_code == 409
    publish(author)
    assert "New update" in author.get(EDIT).text
    assert "New update" in author.get("/desk/posts").text
    assert author.post("/desk/posts/1/update", page=EDIT).location == "/desk/posts/2/edit"
    page = author.get("/desk/posts/2/edit").text
    assert 'value="Update: Over the fence"' in page
    assert '<a href="/desk/posts/1/edit">Over the fence</a>' in page


@pytest.mark.usefixtures("round_up")
def test_a_part_that_was_removed_by_mistake_is_among_the_revisions(app: Flask, author: Author) -> None:
    author.post("/desk/posts/1/autosave", page=EDIT, **fields(author) | {"part-2-body": "Ask for"})
    press(author, "part-remove-2", part_2_body="Ask for it.")
    author.post("/desk/posts/1/autosave", page=EDIT, **fields(author) | {"part-1-body": "Knock."})
    with app.app_context():
        kept = revisions.history(db.session.get_one(Post, 1)).rows
        assert [[part.body for part in each.words.parts] for each in kept[:2]] == [
            ["Knock.", ""],
            ["", "Ask for it.", ""],
        ]
