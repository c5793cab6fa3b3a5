"""A picture finds its way into an answer, and to a reader who sees it or has it described."""

import re
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pictures import photograph

from .column import Column
from .conftest import Visit
from .steps import publish, said, start_answer
from .world import asked

ALT = "A ladder against a [red] wall"
BROUGHT = """(text, [kind, name, type, content, words]) => {
  const brought = new DataTransfer();
  if (content) {
    const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
    brought.items.add(new File([bytes], name, { type }));
  }
  for (const [form, said] of Object.entries(words)) brought.setData(form, said);
  const how = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { clipboardData: brought, ...how })
    : new DragEvent("drop", { dataTransfer: brought, ...how });
  return text.dispatchEvent(event);
}"""


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    """A photograph as a camera leaves it."""
    file = tmp_path / "ladder.jpg"
    file.write_bytes(photograph((1200, 800), orientation=6, place="Leeds").getvalue())
    return file


@pytest.fixture
def editor(visit: Visit, session: dict[str, object], column: Column, request: pytest.FixtureRequest) -> Page:
    """Hester's editor, with scripts and with an answer that is begun."""
    page = visit(storage_state=session)
    title = request.node.name.replace("_", " ")
    column.inside(lambda session: asked(session, title))
    start_answer(page, title)
    page.get_by_label("Title").fill(title)
    answer(page).fill("Before. After.")
    answer(page).evaluate("text => text.setSelectionRange(8, 8)")
    return page


def answer(page: Page) -> Locator:
    return page.get_by_label("Answer", exact=True)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Add a picture")


def bring(page: Page, kind: str, file: Path | None, **words: str) -> bool:
    """PASTE or DROP a FILE and WORDS on the answer; whether the browser goes on with it by itself."""
    content = b64encode(file.read_bytes()).decode() if file else ""
    forms = {f"text/{form}": said for form, said in words.items()}
    return answer(page).evaluate(BROUGHT, [kind, "ladder.jpg", "image/jpeg", content, forms])


def describe(page: Page, alt: str = ALT) -> None:
    dialog(page).get_by_label("What it shows").fill(alt)
    dialog(page).get_by_role("button", name="Put it in the text").click()


def seen_by_a_reader(page: Page, reader: Page) -> None:
    reader.goto(publish(page))
    picture = reader.get_by_role("img", name=ALT)
    expect(picture).to_be_visible()
    picture.evaluate("each => each.decode()")
    assert picture.evaluate("each => each.naturalHeight > each.naturalWidth")


def test_a_picture_is_added_by_the_button_and_a_reader_sees_it(editor: Page, visit: Visit, ladder: Path):
    editor.get_by_role("button", name="Add a picture").click()
    dialog(editor).get_by_label("Picture", exact=True).set_input_files(ladder)
    describe(editor)
    expect(answer(editor)).to_have_value(re.compile(r"^Before. !\[A ladder .*\]\(/images/.*\.webp\)After\.$"))
    expect(answer(editor)).to_be_focused()
    expect(editor.get_by_role("region", name="Preview").get_by_role("img", name=ALT)).to_be_visible()
    seen_by_a_reader(editor, visit(screen="phone"))


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_is_brought_to_where_the_caret_is(editor: Page, visit: Visit, ladder: Path, kind: str):
    assert not bring(editor, kind, ladder)
    expect(dialog(editor).get_by_label("What it shows")).to_be_focused()
    describe(editor)
    expect(answer(editor)).to_have_value(re.compile(r"^Before. !\[A ladder .*\)After\.$"))
    answer(editor).press("Control+z")
    expect(answer(editor)).to_have_value("Before. After.")
    answer(editor).press("Control+Shift+z")
    expect(answer(editor)).to_have_value(re.compile(r"!\["))
    seen_by_a_reader(editor, visit())


def test_what_was_typed_stays_when_a_picture_is_refused_or_does_not_arrive(editor: Page, ladder: Path):
    bring(editor, "paste", ladder)
    describe(editor, "")
    expect(dialog(editor).get_by_role("alert")).to_contain_text("Say what it shows")
    editor.context.set_offline(True)
    describe(editor)
    expect(dialog(editor).get_by_role("alert")).to_contain_text("the column does not answer")
    editor.context.set_offline(False)
    ladder.write_text("Dear Hester, I am no picture.")
    dialog(editor).get_by_label("Picture", exact=True).set_input_files(ladder)
    describe(editor)
    expect(dialog(editor).get_by_role("alert")).to_contain_text("no picture that can be read")
    expect(dialog(editor).get_by_label("What it shows")).to_have_value(ALT)
    editor.keyboard.press("Escape")
    expect(dialog(editor)).to_be_hidden()
    expect(answer(editor)).to_have_value("Before. After.")


def test_rich_text_is_pasted_as_its_words(editor: Page, ladder: Path):
    assert bring(editor, "paste", ladder, plain="Words.", html="<b>Words.</b>")
    expect(dialog(editor)).to_be_hidden()
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.evaluate(
        """async () => {
          const blob = (form, said) => new Blob([said], { type: form });
          const rich = blob("text/html", "<b>Bold</b> words. ");
          const plain = blob("text/plain", "Bold words. ");
          await navigator.clipboard.write([new ClipboardItem({ "text/html": rich, "text/plain": plain })]);
        }"""
    )
    answer(editor).press("Control+v")
    expect(answer(editor)).to_have_value("Before. Bold words. After.")


def test_without_scripts_the_page_of_pictures_gives_the_line_to_put_in(
    visit: Visit, session: dict[str, object], column: Column, ladder: Path
):
    page = visit(storage_state=session, scripts=False)
    page.goto("/desk/images")
    page.get_by_label("Picture", exact=True).set_input_files(ladder)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("Say what it shows")).to_be_visible()
    page.get_by_label("Picture", exact=True).set_input_files(ladder)
    page.get_by_label("What it shows").fill(ALT)
    page.get_by_role("button", name="Upload").click()
    line = page.get_by_label("Put this line where").input_value()
    column.inside(lambda session: asked(session, "By hand"))
    start_answer(page, "By hand")
    assert page.get_by_role("button", name="Add a picture").count() == 0
    page.get_by_label("Title").fill("By hand")
    answer(page).fill(f"Look:\n\n{line}")
    seen_by_a_reader(page, visit(scripts=False))
    page.goto("/desk/images")
    page.get_by_role("listitem").filter(has=page.get_by_role("img", name=ALT)).first.get_by_role(
        "button", name="Delete"
    ).click()
    said(page, "That picture is used")
    expect(page.get_by_role("link", name="By hand")).to_be_visible()


def test_a_canned_reply_is_put_in_and_goes_to_the_asker(
    author: Page, reader: Page, column: Column, scripts: bool
):
    title = f"Declined on {author.viewport_size['width']}, {scripts}"
    _, token = column.inside(lambda session: asked(session, title))
    author.goto("/desk/replies")
    author.get_by_label("Name").fill(f"A kind no {title}")
    author.get_by_label("For", exact=True).select_option("A decline")
    author.get_by_label("Text").fill("Dear {name}, {nmae}.")
    if scripts:
        expect(author.locator(".looks mark")).to_have_text("{nmae}")
    author.get_by_role("button", name="Keep").click()
    expect(author.locator(".looks mark")).to_have_text("{nmae}")
    author.get_by_label("Text").fill("Dear {name}, not this time.")
    author.get_by_role("button", name="Keep").click()
    said(author, "Kept.")
    author.goto("/desk?lane=all")
    author.locator(".question-list").get_by_role("link", name=title).click()
    author.get_by_text("Decline with a note").click()
    note = author.get_by_label("Note", exact=True)
    note.fill("Thank you.")
    author.locator("#farewell-reply").select_option(label=f"A kind no {title}")
    author.get_by_role("button", name="Put it in").click()
    expect(note).to_have_value("Thank you.\n\nDear Ladderless, not this time.")
    author.get_by_role("button", name="Decline with this note").click()
    said(author, "declined, with a note")
    reader.goto(f"/asked/{token}")
    expect(reader.get_by_text("Dear Ladderless, not this time.")).to_be_visible()
