"""The queue by keyboard alone, a hundred letters at a sitting."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.questions import Question, State

from .column import Column, wait_until
from .conftest import Visit
from .steps import PASSWORD, sign_in

ANN = "ann@column.example"
KEYS = (["q"], ["d"], ["m"], ["w", "Enter"], ["s", "j"])
"""Ways to decide about one letter: each takes two presses or fewer."""


@pytest.fixture(scope="module")
def column(
    browser: Browser, new_column: Column, real_letters: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Column]:
    """A column with 400 letters that nobody has read."""
    filled = new_column.copy_to(tmp_path_factory.mktemp("triage"))
    filled.flask("import", "questions", str(real_letters))
    filled.flask("people", "add", "Ann Weir", "--email", ANN, typed=f"{PASSWORD}\n")
    filled.inside(lambda session: session.execute(update(Question).values(state=State.NEW)))
    with filled.served() as served:
        yield served


@pytest.fixture
def scripts() -> bool:
    """These tests are about the keys; without scripts the buttons do the same (`tests/desk`)."""
    return True


@pytest.fixture
def screen() -> str:
    """Where there are keys."""
    return "desktop"


@pytest.fixture
def desk(author: Page) -> Page:
    """What is new, with its first letter open."""
    author.goto("/desk?lane=new&order=newest")
    author.evaluate("window.same = true")
    author.keyboard.press("j")
    expect(author.locator("article")).to_be_visible()
    return author


def test_a_hundred_letters_are_triaged_with_two_presses_each_and_no_page_load(desk: Page) -> None:
    for turn in range(100):
        opened = number(desk)
        for key in KEYS[turn % len(KEYS)]:
            desk.keyboard.press(key)
        expect(desk.locator("#triage [name='opened']")).not_to_have_value(opened)
    assert desk.evaluate("window.same")
    desk.goto("/desk")
    assert [sizes(desk)[name] for name in ("Declined", "Spam", "Snoozed")] == [20, 20, 20]


def test_the_last_deeds_are_taken_back_one_after_another(desk: Page) -> None:
    before, first = sizes(desk), number(desk)
    for key in ("d", "d", "m"):
        opened = number(desk)
        desk.keyboard.press(key)
        expect(desk.locator("#triage [name='opened']")).not_to_have_value(opened)
    for _ in range(3):
        desk.keyboard.press("z")
    expect(desk.locator("#triage [name='opened']")).to_have_value(first)
    expect(desk.locator("#said")).to_contain_text("Undone.")
    assert sizes(desk) == before
    assert desk.evaluate("window.same")


def test_keys_act_on_all_that_are_ticked(desk: Page) -> None:
    before = sizes(desk)
    for key in ("x", "j", "x", "j", "x"):
        opened = number(desk)
        desk.keyboard.press(key)
        if key == "j":
            expect(desk.locator("#triage [name='opened']")).not_to_have_value(opened)
    expect(desk.locator(".question-list :checked")).to_have_count(3)
    desk.keyboard.press("d")
    expect(desk.locator("#said")).to_contain_text("3 questions declined.")
    assert sizes(desk)["Declined"] == before["Declined"] + 3
    desk.keyboard.press("z")
    expect(desk.locator("#said")).to_contain_text("Undone.")
    assert sizes(desk) == before


def test_tags_and_notes_are_kept_without_leaving_the_letter(desk: Page) -> None:
    opened = number(desk)
    desk.keyboard.press("t")
    expect(desk.get_by_label("Tags, with commas between them")).to_be_focused()
    desk.keyboard.type("Family, in-laws")
    desk.keyboard.press("Enter")
    expect(desk.locator(".question-list .opened .tag")).to_have_text(["family", "in-laws"])
    desk.keyboard.press("n")
    expect(desk.get_by_label("Private note")).to_be_focused()
    desk.keyboard.type("quite dear")
    desk.get_by_role("button", name="Keep note").click()
    expect(desk.locator("#said")).to_contain_text("Note kept.")
    assert number(desk) == opened


def test_priority_and_category_are_set_without_leaving_the_letter(desk: Page) -> None:
    opened, row = number(desk), desk.locator(".question-list .opened")
    desk.keyboard.press("3")
    expect(row.get_by_text("high priority")).to_be_visible()
    expect(desk.get_by_role("button", name="High priority", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    desk.keyboard.press("c")
    expect(desk.locator("#category")).to_be_focused()
    desk.keyboard.type("Family")
    desk.keyboard.press("Enter")
    expect(row.get_by_text("Family")).to_be_visible()
    assert number(desk) == opened
    expect(desk.locator("#category")).not_to_be_focused()
    desk.keyboard.press("j")
    expect(desk.locator("#triage [name='opened']")).not_to_have_value(opened)
    desk.keyboard.press("c")
    expect(desk.locator("#category")).to_be_focused()
    desk.keyboard.press("f")
    desk.keyboard.press("Enter")
    expect(row.get_by_text("Family")).to_be_visible()


def test_two_people_see_that_they_are_at_the_same_letter(desk: Page, visit: Visit) -> None:
    ann = visit()
    sign_in(ann, ANN)
    ann.goto(desk.url)
    expect(ann.locator("header .here")).to_have_text("Hester Brannock is reading this")
    after_twenty_seconds(desk)
    expect(desk.locator("header .here")).to_have_text("Ann Weir is reading this")
    expect(desk.locator(".question-list .opened")).to_contain_text("Ann Weir is reading this")
    ann.keyboard.press("a")
    expect(ann.get_by_label("Answer", exact=True)).to_be_visible()
    after_twenty_seconds(desk)
    expect(desk.locator("header .here")).to_have_text("Ann Weir is answering this")
    ann.goto("/desk/posts")
    wait_until(lambda: is_alone(desk), "Ann is gone")
    expect(desk.locator("header .here")).to_be_hidden()
    expect(desk.get_by_text("Ann Weir is")).to_have_count(0)


def test_what_is_typed_and_not_kept_stays_with_its_letter(desk: Page) -> None:
    note = desk.get_by_label("Private note")
    note.fill("half a thought")
    opened = number(desk)
    desk.keyboard.press("Escape")
    desk.keyboard.press("s")
    expect(desk.locator("#said")).to_contain_text("starred.")
    desk.keyboard.press("j")
    expect(desk.locator("#triage [name='opened']")).not_to_have_value(opened)
    expect(note).to_have_value("")
    desk.keyboard.press("k")
    expect(desk.locator("#triage [name='opened']")).to_have_value(opened)
    expect(note).to_have_value("half a thought")
    desk.get_by_role("button", name="Keep note").click()
    expect(desk.locator("#said")).to_contain_text("Note kept.")
    desk.reload()
    expect(note).to_have_value("half a thought")
    assert desk.evaluate("Object.keys(sessionStorage).length") == 0


def test_what_is_similar_comes_by_itself_and_is_grouped_with_the_letter(desk: Page, column: Column) -> None:
    column.inside(ask_again)
    desk.goto("/desk?lane=new&order=newest")
    desk.keyboard.press("j")
    first = desk.locator("[data-behaviour='similar'] input").first
    expect(first).to_be_visible()
    first.check()
    desk.keyboard.press("g")
    expect(desk.get_by_role("heading", name="Answered together with")).to_be_visible()
    desk.keyboard.press("z")
    expect(desk.get_by_role("heading", name="Answered together with")).to_have_count(0)


def test_a_slash_searches(desk: Page) -> None:
    desk.keyboard.press("/")
    desk.keyboard.type("wedding")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("“wedding” was looked for")).to_be_visible()
    assert desk.locator(".question-list > li").count() > 3


def test_keys_that_come_faster_than_the_desk_wait_their_turn(desk: Page) -> None:
    shown = desk.locator(".question-list input").evaluate_all("(boxes) => boxes.map((box) => box.value)")
    rows = [each.partition(".")[0] for each in shown]
    at = rows.index(number(desk))
    desk.keyboard.type("ddq")
    expect(desk.locator("#triage [name='opened']")).to_have_value(rows[at + 3])
    assert [state_of(desk, letter) for letter in rows[at : at + 3]] == ["declined", "declined", "queued"]


def test_keys_do_nothing_behind_the_list_of_keys(desk: Page) -> None:
    before = sizes(desk)
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.keyboard.press("d")
    desk.keyboard.press("Escape")
    desk.reload()
    assert sizes(desk) == before


def test_what_is_ticked_stays_so_when_the_list_moves_on(desk: Page) -> None:
    first = number(desk)
    desk.keyboard.press("x")
    for _ in range(13):
        opened = number(desk)
        desk.keyboard.press("j")
        expect(desk.locator("#triage [name='opened']")).not_to_have_value(opened)
    expect(desk.get_by_text("1 ticked:")).to_be_visible()
    desk.keyboard.press("d")
    expect(desk.locator("#said")).to_contain_text("declined.")
    last = number(desk)
    assert [state_of(desk, letter) for letter in (first, last)] == ["declined", "new"]


def test_single_keys_can_be_switched_off(desk: Page) -> None:
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_visible()
    desk.get_by_label("Single keys are on").uncheck()
    desk.get_by_role("button", name="Close").click()
    opened, before = number(desk), sizes(desk)
    desk.keyboard.press("d")
    desk.keyboard.press("j")
    desk.reload()
    assert (number(desk), sizes(desk)) == (opened, before)


def test_what_did_not_reach_the_server_is_said_and_nothing_moves(desk: Page) -> None:
    opened = number(desk)
    desk.context.set_offline(True)
    desk.keyboard.press("d")
    expect(desk.locator("#said")).to_contain_text("Nothing was changed")
    desk.context.set_offline(False)
    assert number(desk) == opened


def after_twenty_seconds(desk: Page) -> None:
    """Have the page ask who else is there, as it does by itself; returns when it was answered."""
    with desk.expect_response("**/desk/here"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def is_alone(desk: Page) -> bool:
    """Whether nobody else is at the letter by now."""
    after_twenty_seconds(desk)
    return desk.locator("header .here").inner_text() == ""


def ask_again(session: Session) -> None:
    """The oldest letter once more, in a few words more."""
    letter = session.scalars(select(Question.letter).order_by(Question.id)).first()
    Question.ask(f"I wrote to you before. {letter}")


def state_of(desk: Page, letter: str) -> str:
    desk.goto(f"/desk/questions/{letter}")
    return desk.locator("article header .facts > span").first.inner_text()


def number(desk: Page) -> str:
    return desk.locator("#triage [name='opened']").input_value()


def sizes(desk: Page) -> dict[str, int]:
    """The lanes with how many lie in each."""
    links = desk.locator(".lanes a").all_inner_texts()
    return {name.strip(): int(count) for name, _, count in (link.rpartition(" ") for link in links)}
