"""Owners do everything, authors write, moderators keep the comments; one owner always stays."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from app import text
from app.db import db, writing
from app.desk import roles
from app.people import Person, Role, access
from app.posts import Kind, Post
from app.questions import Question, QuestionDeed
from app.web import Refusal
from tests.conftest import PASSWORD, Author
from tests.people.conftest import Someone, told
from tests.people.test_people import add


def desk_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("desk.")]


def some(rule: Rule) -> dict[str, object]:
    """Something for each part of the address of RULE that changes; nothing has that number."""
    found: dict[str, object] = {}
    for name, converter in rule._converters.items():
        choice = min(converter.items) if isinstance(converter, AnyConverter) else "x"
        found[name] = 999 if isinstance(converter, IntegerConverter) else choice
    return found


def statuses(app: Flask, browser: Author) -> dict[str, int]:
    """What each page of the desk answers to whoever BROWSER is signed in as."""
    page = browser.get("/desk/account").text
    csrf = {"csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0]}
    found = {}
    adapter = app.url_map.bind("localhost")
    for rule in desk_rules(app):
        name = rule.endpoint.removeprefix("desk.")
        if name == "leave":
            continue
        path = adapter.build(rule.endpoint, some(rule))
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        answer = browser.client.open(path, method=method, data=csrf if method == "POST" else None)
        found[name] = answer.status_code
    return found


def test_every_name_in_the_table_is_a_page_of_the_desk(app: Flask) -> None:
    there = {rule.endpoint.removeprefix("desk.") for rule in desk_rules(app)}
    assert there >= roles.EVERYONE | roles.MODERATORS | roles.OWNERS
    assert not roles.EVERYONE & roles.MODERATORS
    assert not roles.OWNERS & (roles.EVERYONE | roles.MODERATORS)


def test_nobody_who_is_signed_out_opens_a_page_of_the_desk(app: Flask) -> None:
    client, adapter = app.test_client(), app.url_map.bind("localhost")
    for rule in desk_rules(app):
        if roles.is_open(rule.endpoint) or "GET" not in (rule.methods or ()):
            continue
        path = adapter.build(rule.endpoint, some(rule))
        assert client.get(path).location.startswith("/sign-in?next="), rule.endpoint


@pytest.mark.parametrize(("name", "role"), [("tom", Role.MODERATOR), ("ada", Role.AUTHOR)])
def test_every_page_refuses_whoever_it_is_not_for(
    app: Flask, ada: int, tom: int, signed_in: Someone, name: str, role: Role
) -> None:
    found = statuses(app, signed_in(name))
    assert len(found) > 40
    for page, status in found.items():
        if roles.is_open(f"desk.{page}") or page == "queue":
            continue
        may = roles.least(f"desk.{page}").rank <= role.rank
        assert (status == 403) is not may, f"{page} answered {role} with {status}"


def test_an_owner_is_refused_nothing(app: Flask, author: Author) -> None:
    assert 403 not in statuses(app, author).values()


def test_what_is_refused_says_kindly_why(app: Flask, tom: int, signed_in: Someone) -> None:
    answer = signed_in("tom").get("/desk/settings")
    assert answer.status_code == 403
    assert "for the owner. You are here as moderator; an owner of the column can change that." in answer.text


def test_a_moderator_begins_at_the_comments_and_is_offered_nothing_else(
    app: Flask, tom: int, signed_in: Someone
) -> None:
    client = app.test_client()
    data = {"email": "tom@column.example", "password": PASSWORD}
    assert client.post("/sign-in", data=data).location == "/desk/comments"
    wanted = client.post("/sign-in", data=data | {"next": "/desk"})
    assert client.get(wanted.location).location == "/desk/comments"
    bar = client.get("/desk/comments").text.split('aria-label="Desk"')[1].split("</nav>")[0]
    assert "Comments" in bar
    for name in ("Questions", "Posts", "People", "Settings"):
        assert name not in bar


def test_an_author_is_not_offered_people_nor_settings(app: Flask, ada: int, signed_in: Someone) -> None:
    bar = signed_in("ada").get("/desk").text.split('aria-label="Desk"')[1].split("</nav>")[0]
    assert "Questions" in bar
    assert "People" not in bar
    assert "Settings" not in bar


def test_an_author_comes_to_canned_replies_and_pictures_and_back_without_settings(
    ada: int, signed_in: Someone
) -> None:
    hers = signed_in("ada")
    posts = hers.get("/desk/posts").text
    for path in ("/desk/replies", "/desk/images"):
        assert f'href="{path}"' in posts
        page = hers.get(path).text
        assert 'href="/desk/posts">Posts</a></p>' in page
        assert 'href="/desk/settings"' not in page


@pytest.fixture
def post(app: Flask, hester: int) -> tuple[int, str]:
    """The number and the path of a post of Hester's."""
    with app.app_context(), writing() as session:
        made = Post(kind=Kind.ARTICLE, author_id=hester)
        session.add(made)
        session.flush()
        made.revise("The ladder", text.for_reader(""), "", text.for_author("Ask for it."), [])
        made.publish(session.get_one(Person, hester))
        return made.id, f"/{made.path}"


def test_a_moderator_comes_from_a_post_to_its_thread_and_not_to_the_editor(
    post: tuple[int, str], tom: int, author: Author, signed_in: Someone
) -> None:
    number, path = post
    editor, thread = (f'href="/desk/posts/{number}/{page}"' for page in ("edit", "thread"))
    for page in (path, f"/desk/posts/{number}/thread"):
        assert editor not in signed_in("tom").get(page).text
        assert editor in author.get(page).text
    assert thread in signed_in("tom").get(path).text


def test_a_moderator_comments_by_name_and_without_the_badge_of_the_author(
    post: tuple[int, str], tom: int, signed_in: Someone, author: Author, reader: FlaskClient
) -> None:
    _, path = post
    for browser in (signed_in("tom"), author):
        assert browser.post(path, page=path, text="Chain it.").status_code == 303
    page = reader.get(path).text
    assert "Tom Reed" in page
    assert page.count("<mark>Post author</mark>") == 1


def test_an_author_who_moderates_from_now_on_sees_no_letter_in_the_log_and_undoes_none(
    app: Flask, author: Author, ada: int, signed_in: Someone
) -> None:
    with app.app_context(), writing() as session:
        question, _ = Question.ask("How do I get my ladder back?", headline="The ladder")
        session.flush()
        number = question.id
        question.queue(session.get_one(Person, ada))
    hers = signed_in("ada")
    assert "The ladder" in hers.get("/desk/log").text
    author.post(f"/desk/people/{ada}/role", role="moderator")
    hers.post("/desk/account/name", page="/desk/account", name="Ada M.")
    log = hers.get("/desk/log").text
    assert "The ladder" not in log
    assert "Made Ada Moss moderator" not in log
    assert "Took the name Ada M." in log
    with app.app_context():
        deed = db.session.scalars(select(QuestionDeed.id)).one()
    assert hers.post("/desk/log/undo", page="/desk/log", deed=str(deed)).status_code == 409
    with app.app_context():
        assert db.session.get_one(Question, number).state == "queued"


def test_the_first_who_is_added_is_owner_and_others_are_authors(app: Flask) -> None:
    with app.app_context(), writing():
        Person.named("Imported", "imported@c.example", None)
    code, said = add(app, "h", "--email", "h@c.example", "--role", "author")
    assert (code, "Add the owner first" in said) == (1, True)
    for name in ("h", "i"):
        assert add(app, name, "--email", f"{name}@c.example")[0] == 0
    assert add(app, "j", "--email", "j@c.example", "--role", "moderator")[0] == 0
    with app.app_context():
        found = [Person.with_email(f"{name}@c.example") for name in ("imported", "h", "i", "j")]
        assert [person and person.role for person in found] == ["author", "owner", "author", "moderator"]


def test_a_role_is_changed_at_once(app: Flask, author: Author, tom: int, signed_in: Someone) -> None:
    browser = signed_in("tom")
    author.post(f"/desk/people/{tom}/role", role="author")
    assert browser.get("/desk").status_code == 200
    assert told(app)[-1] == "Made Tom Reed author, who was moderator"
    assert author.post(f"/desk/people/{tom}/role", role="king").status_code == 400


def test_the_last_owner_stays_owner(app: Flask, author: Author, hester: int, ada: int) -> None:
    answer = author.post(f"/desk/people/{hester}/role", role="author")
    assert "Hester Brannock is the only owner" in answer.text
    author.post(f"/desk/people/{ada}/role", role="owner")
    assert author.post(f"/desk/people/{hester}/role", role="author").status_code == 303
    with app.app_context(), writing() as session:
        hers, other = session.get_one(Person, ada), session.get_one(Person, hester)
        with pytest.raises(Refusal, match="the only owner"):
            access.remove_access(hers, other)


def test_whoever_was_shut_out_comes_back_when_their_access_is_restored(
    app: Flask, author: Author, hester: int, ada: int, signed_in: Someone
) -> None:
    browser = signed_in("ada")
    author.post(f"/desk/people/{ada}/remove")
    assert browser.get("/desk").status_code == 302
    refused = signed_in("ada")
    assert refused.get("/desk").status_code == 302
    data = {"email": "ada@column.example", "password": PASSWORD}
    assert "Your access to this column was removed" in refused.client.post("/sign-in", data=data).text
    author.post(f"/desk/people/{ada}/restore")
    assert signed_in("ada").get("/desk").status_code == 200
    assert told(app)[-2:] == ["Removed the access of Ada Moss", "Restored the access of Ada Moss"]
    assert author.post(f"/desk/people/{hester}/remove").status_code == 409


def test_the_list_of_people_costs_the_same_however_many_there_are(
    app: Flask, author: Author, queries: list[str]
) -> None:
    counts = []
    for batch in (1, 20):
        with app.app_context(), writing():
            for n in range(batch):
                Person.named(f"Person {batch}.{n}", f"p{batch}.{n}@c.example", PASSWORD)
        queries.clear()
        assert f"Person {batch}.0" in author.get("/desk/people").text
        counts.append(len(queries))
    assert counts[0] == counts[1]
    with app.app_context():
        assert db.session.query(Person).count() == 22
