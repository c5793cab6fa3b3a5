"""An asker gives an address, confirms it by the mail, and stops the mails again."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from playwright.sync_api import Page, expect

from .column import Column, wait_until
from .conftest import Visit
from .steps import ask

pytestmark = pytest.mark.parametrize("screen", ["phone"], indirect=True)


def link_in_mail(column: Column) -> str:
    """The link that asks whose the address is, once that mail has left."""
    folder = column.folder / "mail"
    wait_until(lambda: any(folder.glob("*.eml")), "a mail leaves")
    last = max(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    text = message_from_bytes(last.read_bytes(), policy=default).get_body(("plain",)).get_content()
    return re.search(r"/mail/confirm/[\w.-]+", text)[0]


def test_an_address_is_given_confirmed_and_removed(
    column: Column, visit: Visit, reader: Page, scripts: bool, screen: str
):
    address = ask(reader, f"By mail, {scripts}")
    reader.get_by_role("textbox", name="E-mail").fill("asker@readers.example")
    reader.get_by_role("button", name="Tell me by e-mail").click()
    told = reader.get_by_role("region", name="Be told by e-mail")
    expect(told).to_contain_text("We asked a…@readers.example whether it is yours.")
    mailbox = visit(scripts=scripts, screen=screen)
    mailbox.goto(link_in_mail(column))
    expect(mailbox.get_by_text("My neighbour")).to_have_count(0)
    mailbox.get_by_role("button", name="Yes, write to me there").click()
    expect(mailbox.get_by_role("heading", name="Your address is confirmed")).to_be_visible()
    reader.goto(address)
    reader.get_by_role("button", name="Send this link there").click()
    expect(told).to_contain_text("The link is on its way to you.")
    told.get_by_text("Remove my e-mail", exact=True).click()
    expect(told).to_contain_text("This cannot be undone")
    told.get_by_role("button", name="Remove my e-mail for good").click()
    expect(told.get_by_role("button", name="Tell me by e-mail")).to_be_visible()
    with reader.expect_download() as saved:
        reader.get_by_role("link", name="Save it as a file").click()
    assert saved.value.path().read_text() == f"{address}\n"
    for file in (column.folder / "mail").glob("*.eml"):
        file.unlink()
    assert address.rpartition("/")[2] not in column.log.read_text()
