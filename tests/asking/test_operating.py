"""Whoever runs the column shows, exports and erases what is held on one asker."""

import json
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.db import db, writing
from app.questions import Question, State
from app.site import Site
from tests.asking.erasing import WORDS, everything
from tests.conftest import Author


@pytest.fixture
def link(app: Flask, hester: int) -> str:
    """The private link of an asker of whom everything is kept."""
    with app.app_context():
        return f"https://column.example/asked/{everything(hester)}"


def run(app: Flask, command: str, typed: str, *more: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["askers", command, *more], input=f"{typed}\n")
    return result.exit_code, result.output


def test_everything_held_on_one_asker_is_exported(app: Flask, link: str) -> None:
    code, out = run(app, "export", link)
    held = json.loads(out)
    assert code == 0
    assert {word for word in WORDS if word in out.lower()} == set(WORDS)
    assert set(held) >= {"question", "clarification", "question_change", "comment", "message", "updates"}
    assert link.rpartition("/")[2] not in out


def test_it_is_shown_in_a_few_lines(app: Flask, link: str) -> None:
    code, out = run(app, "show", link.rpartition("/")[2])
    assert code == 0
    assert "Mails about it: " in out
    assert "Updates: 1. Comments: 2." in out
    assert link.rpartition("/")[2] not in out


def test_it_is_erased_where_that_is_meant(app: Flask, link: str, caplog: pytest.LogCaptureFixture) -> None:
    code, out = run(app, "erase", link)
    assert (code, "Add --yes" in out) == (1, True)
    assert run(app, "erase", link, "--yes") == (0, "Erased. What is published stays.\n")
    with app.app_context():
        assert db.session.query(Question).count() == 0
    assert run(app, "show", link) == (1, "Error: No question has that private link.\n")
    assert link.rpartition("/")[2] not in caplog.text


def test_the_desk_is_warned_of_how_many_questions_a_setting_concerns(
    app: Flask, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context(), writing() as session:
        question, _ = Question.ask("My neighbour keeps my ladder.")
        session.flush()
        question.move(State.DECLINED, None)
    later = clock.now() + timedelta(days=40)
    page = author.get("/desk/settings").text
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Erase what was not answered after" in page
    author.sign_in()
    wanted = {
        "name": "C",
        "time_zone": "UTC",
        "moderation": "none",
        "purge_spam_after": "0",
        "purge_held_after": "0",
        "close_after": "0",
        "keep_unanswered_for": "30",
        "keep_answered_for": "0",
    }
    first = author.post("/desk/settings", **wanted)
    assert (first.status_code, "One question is as old as that" in first.text) == (422, True)
    with app.app_context():
        assert Site.current().keep_unanswered_for == 0
    assert author.post("/desk/settings", **wanted, warned="30 0").status_code == 303
    with app.app_context():
        assert (Site.current().keep_unanswered_for, Site.current().retention_set_at) == (30, later)
