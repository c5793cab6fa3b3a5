"""People come in: by invitation, with a code, with a passkey; and are shown out."""

import re
import time
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.mail import Message

from . import axe, world
from .column import Column
from .conftest import Visit, absent
from .steps import AUTHOR, EMAIL, PASSWORD, approve, comment, said, sign_in

TOM = "tom@column.example"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def column(
    browser: Browser, new_column: Column, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Column]:
    """A column of its own for each, at a name that browsers make passkeys for."""
    own = new_column.copy_to(tmp_path_factory.mktemp("people")).known_as("localhost")
    with own.served() as served:
        yield served


@pytest.fixture
def hester(visit: Visit, column: Column, scripts: bool) -> Page:
    """Hester's browser, signed in."""
    page = visit(scripts=scripts)
    sign_in(page)
    return page


def test_somebody_is_invited_joins_and_moderates(hester: Page, visit: Visit, column: Column, scripts: bool):
    post = column.inside(lambda session: world.published(session, "The ladder"))
    hester.get_by_role("link", name="People").click()
    hester.get_by_label("Name").fill("Tom Reed")
    hester.get_by_label("Role", exact=True).select_option("moderator")
    hester.get_by_role("button", name="Invite").click()
    link = hester.get_by_role("textbox", name="The link").input_value()
    reader = visit(scripts=scripts)
    reader.goto(post)
    comment(reader, "Chain the ladder to the wall.", name="Rosa Lind")
    tom = visit(scripts=scripts, screen="phone")
    tom.goto(link)
    expect(tom.get_by_text(f"{AUTHOR} asks you to help")).to_be_visible()
    expect(tom.get_by_label("Name")).to_have_value("Tom Reed")
    tom.get_by_label("E-mail").fill(TOM)
    tom.get_by_label("Password").fill(PASSWORD)
    tom.get_by_role("button", name="Join").click()
    expect(tom.get_by_role("navigation", name="Desk").get_by_role("link")).to_have_text(["Comments"])
    approve(tom, "Chain the ladder")
    assert tom.request.get("/desk/settings").status == 403
    hester.goto("/desk/people")
    hester.get_by_role("group", name="Tom Reed").get_by_role("button", name="Remove access").click()
    said(hester, "Tom Reed was signed out for good.")
    tom.goto("/desk/comments")
    expect(tom.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_code_is_asked_for_once_it_is_turned_on(hester: Page, visit: Visit, scripts: bool):
    hester.get_by_role("link", name=AUTHOR).click()
    hester.get_by_role("button", name="Turn on codes").click()
    app = pyotp.TOTP(hester.locator(".codes-secret").inner_text().replace(" ", ""))
    hester.get_by_label("Code").fill(app.now())
    hester.get_by_role("button", name="Turn on codes").click()
    recovery = hester.locator(".recovery-codes code").first.inner_text()
    elsewhere = visit(scripts=scripts, bypass_csp=True)
    give_password(elsewhere)
    expect(elsewhere.get_by_role("heading", name="And your code")).to_be_visible()
    check(elsewhere, scripts)
    elsewhere.get_by_label("Code").fill("000000")
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere.get_by_text("That code is not right")).to_be_visible()
    elsewhere.get_by_label("Code").fill(app.at(time.time() + 30))
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere.get_by_role("navigation", name="Desk")).to_be_visible()
    elsewhere.goto("/desk/account/codes")
    check(elsewhere, scripts)
    elsewhere.get_by_label("Your current password").fill(PASSWORD)
    elsewhere.get_by_role("button", name="Make new recovery codes").click()
    expect(elsewhere.locator(".recovery-codes li")).to_have_count(10)
    check(elsewhere, scripts)
    assert recovery not in elsewhere.locator(".recovery-codes").inner_text()


def test_a_passkey_is_added_and_lets_in(visit: Visit, column: Column):
    page = visit()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page)
    page.goto("/desk/account")
    page.get_by_label("Name for it").fill("My laptop")
    page.get_by_role("button", name="Add a passkey").click()
    said(page, "The passkey is kept")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This device has a passkey for your account already.")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/sign-in?next=/desk/account")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    laptop = page.get_by_role("listitem").filter(has_text="My laptop")
    expect(laptop).to_contain_text("used")
    laptop.get_by_role("button", name="Remove").click()
    said(page, "The passkey is removed.")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("This site does not know that passkey.")).to_be_visible()


def test_without_scripts_a_passkey_is_not_offered_and_the_account_says_why(visit: Visit, column: Column):
    page = visit(scripts=False)
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in(page)
    page.goto("/desk/account")
    expect(page.get_by_text("To add one, allow scripts here")).to_be_visible()


def test_a_browser_that_was_left_somewhere_is_signed_out(hester: Page, visit: Visit, scripts: bool):
    elsewhere = visit(scripts=scripts, user_agent="Mozilla/5.0 (Windows NT 10.0; rv:140.0) Firefox/140.0")
    sign_in(elsewhere)
    hester.goto("/desk/account")
    left = hester.get_by_role("listitem").filter(has_text="Firefox on Windows")
    left.get_by_role("button", name="Sign out there").click()
    said(hester, "That browser is signed out.")
    elsewhere.goto("/desk")
    expect(elsewhere.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(visit: Visit, column: Column, scripts: bool):
    page = visit(scripts=scripts, screen="phone")
    page.goto("/sign-in")
    page.get_by_role("link", name="I have forgotten my password").click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_role("button", name="Mail me a link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(column.inside(link_in_the_last_mail))
    page.get_by_label("New password").fill("an altogether newer one")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Your new password is set")).to_be_visible()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill("an altogether newer one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("navigation", name="Desk")).to_be_visible()


def link_in_the_last_mail(session: Session) -> str:
    """The address in the mail that was written last."""
    text = session.scalars(select(Message.text).order_by(Message.id.desc()).limit(1)).one()
    return re.search(r"http://\S+", text)[0]


def check(page: Page, scripts: bool) -> None:
    """See that PAGE, which no address alone leads to, shuts nobody out and fits on a phone."""
    if not scripts:
        return  # axe is one
    if not axe.SOURCE.exists():
        absent(axe.MISSING)
    assert axe.violations(page) == []
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def give_password(page: Page) -> None:
    """Sign in, as far as a password leads."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
