"""What askers do after they sent a question: change it, reply, withdraw it, and bring it back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app import clock
from app.questions import Question, State
from app.site import Site

from .column import Column, wait_until
from .conftest import Visit
from .steps import answer, ask, open_question, said


def test_a_question_is_changed_asked_about_withdrawn_and_brought_back(
    reader: Page, author: Page, scripts: bool, screen: str
):
    title = f"Second thoughts {'with' if scripts else 'without'} scripts on a {screen}"
    home = ask(reader, title, permission="Either is fine")
    reader.get_by_role("link", name="Change your question").click()
    reader.get_by_label("Your question").fill("My neighbour keeps my ladder. May I keep his barrow?")
    reader.get_by_label("Name to sign with").fill("Barrowless")
    reader.get_by_role("button", name="Save the change").click()
    expect(reader).to_have_url(home)
    happened(reader, "You changed what it says.")
    expect(reader.get_by_text("May I keep his barrow?")).to_be_visible()

    open_question(author, title)
    author.get_by_text("Edited by the asker: what became of the first version").click()
    expect(author.locator(".versions ins").first).to_be_visible()
    author.get_by_label("What do you need to know?").fill("Which barrow?")
    author.get_by_role("button", name="Ask", exact=True).click()
    said(author, "waits for its asker")

    reader.reload()
    first = reader.locator("main h2").first
    expect(first).to_contain_text("You were asked")
    reader.get_by_label("Your reply").fill("The red one.")
    reader.get_by_role("button", name="Send my reply").click()
    happened(reader, "You replied.")

    reader.get_by_role("button", name="Withdraw it").click()
    stands(reader, "You withdrew it, and nobody will answer it.")
    author.goto("/desk?lane=all")
    author.locator(".question-list").get_by_role("link", name=title).click()
    expect(author.get_by_text("The asker withdrew this")).to_be_visible()
    expect(author.get_by_role("button", name="Decline", exact=True).locator("visible=true")).to_have_count(0)

    reader.get_by_role("button", name="Take it back after all").click()
    stands(reader, "It was read and is waiting for its answer.")
    open_question(author, title)


def test_a_schedule_is_cancelled_for_whoever_wants_no_publication_any_more(
    reader: Page, author: Page, scripts: bool, screen: str
):
    title = f"Rather not {'with' if scripts else 'without'} scripts on a {screen}"
    ask(reader, title)
    answer(author, title)
    author.get_by_label("Publish on").fill("2099-01-01T09:00")
    author.get_by_role("button", name="Schedule").click()
    said(author, "Scheduled.")
    reader.reload()
    reader.get_by_role("link", name="Change how it may be answered").click()
    expect(reader.get_by_label("Your question")).to_have_count(0)
    reader.get_by_label("Only in private, to me").check()
    reader.get_by_role("button", name="Save the change").click()
    stands(reader, "An answer is being written.")
    author.reload()
    expect(author.get_by_text("wants an answer only in private, so this cannot be published")).to_be_visible()
    author.get_by_role("button", name="Publish now").click()
    said(author, "only in private")
    author.goto("/desk?lane=drafting")
    first = author.locator(".question-list > li").first
    expect(first).to_contain_text(title)
    expect(first).to_contain_text("the asker changed how it may be answered")


def test_what_is_sent_too_late_is_shown_again(reader: Page, author: Page, scripts: bool, screen: str):
    title = f"Too late {'with' if scripts else 'without'} scripts on a {screen}"
    ask(reader, title)
    reader.get_by_role("link", name="Change your question").click()
    reader.get_by_label("Your question").fill("Something that I thought of only much later.")
    answer(author, title)
    reader.get_by_role("button", name="Save the change").click()
    expect(reader.get_by_role("alert")).to_contain_text("Nothing was changed.")
    expect(reader.get_by_label("What you typed")).to_have_value(f"{title}\n\n{LATE}\n\nLadderless")
    expect(reader.get_by_role("button", name="Copy it")).to_be_visible(visible=scripts)


LATE = "Something that I thought of only much later."


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
@pytest.mark.parametrize("scripts", [False], indirect=True, ids=["without scripts"])
def test_what_nobody_got_to_expires_by_itself(reader: Page, author: Page, column: Column):
    title = "Nobody came"
    ask(reader, title)
    author.goto("/desk/settings")
    author.get_by_label("Let a question expire after").fill("13")
    author.get_by_role("button", name="Save settings").click()
    expect(author.get_by_text("at least 14 days")).to_be_visible()
    author.get_by_label("Let a question expire after").fill("14")
    author.get_by_role("button", name="Save settings").click()
    said(author, "Saved.")

    def age(days: int) -> None:
        def work(session: object) -> None:
            question = session.scalars(select(Question).where(Question.headline == title)).one()
            question.lifted_at = question.touched_at = clock.now() - timedelta(days=days)
            Site.current().expiry_set_at = clock.now() - timedelta(days=8)

        column.inside(work)

    age(12)
    author.goto("/desk?lane=expiring")
    expect(author.locator(".question-list > li")).to_have_count(1)
    expect(author.locator(".question-list")).to_contain_text("expires on")
    age(15)
    wait_until(lambda: column.inside(lambda session: is_expired(session, title)), "it expires")
    stands(reader, "Nobody got to it in time", again=True)
    author.goto("/desk?lane=expired")
    author.locator(".question-list").get_by_role("link", name=title).click()
    author.get_by_role("button", name="Queue", exact=True).locator("visible=true").first.click()
    stands(reader, "It was read and is waiting for its answer.", again=True)


def is_expired(session: object, title: str) -> bool:
    return session.scalars(select(Question.state).where(Question.headline == title)).one() is State.EXPIRED


def test_what_was_typed_too_late_can_be_copied(visit: Visit, session: dict[str, object]):
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "To be copied")
    page.get_by_role("link", name="Change your question").click()
    answer(visit(storage_state=session), "To be copied")
    page.get_by_role("button", name="Save the change").click()
    page.get_by_role("button", name="Copy it").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("To be copied\n\n")


def happened(reader: Page, sentence: str) -> None:
    expect(reader.locator(".happened")).to_contain_text(sentence)


def stands(reader: Page, sentence: str, *, again: bool = False) -> None:
    if again:
        reader.reload()
    expect(reader.get_by_role("region", name="Where it stands")).to_contain_text(sentence)
