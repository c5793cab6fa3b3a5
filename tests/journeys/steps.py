"""What people do on a page, named as they would say it."""

from playwright.sync_api import Locator, Page, expect

AUTHOR, EMAIL, PASSWORD = "Hester Brannock", "hester@column.example", "correct horse battery"
LETTER = (
    "My neighbour borrows my ladder every spring and brings it back every autumn. I have stopped asking."
    "\n\nThis year I need it in June. How do I get it back without a quarrel?"
)


def sign_in(page: Page, email: str = EMAIL) -> None:
    """Come in at the front door and land at the desk."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("navigation", name="Desk")).to_be_visible()


def ask(page: Page, headline: str, letter: str = LETTER, permission: str = "Publish it") -> str:
    """Send in a question; the address of its private page, which is then open."""
    page.goto("/ask")
    page.get_by_label("Your question").fill(letter)
    page.get_by_label("Headline").fill(headline)
    page.get_by_label("Name to sign with").fill("Ladderless")
    page.get_by_label(permission).check()
    page.get_by_role("button", name="Send my question").click()
    expect(page.get_by_role("heading", name="Keep this link")).to_be_visible()
    return page.url


def open_question(author: Page, title: str, lane: str = "inbox") -> None:
    """Go to the question called TITLE by way of its lane."""
    author.goto(f"/desk?lane={lane}")
    author.locator(".question-list").get_by_role("link", name=title).click()
    expect(author.get_by_role("heading", name=title, level=1)).to_be_visible()


def start_answer(author: Page, title: str) -> None:
    """Open the editor on the question called TITLE."""
    open_question(author, title)
    author.get_by_role("button", name="Answer", exact=True).click()
    expect(author.get_by_label("Answer", exact=True)).to_be_visible()


def answer(author: Page, title: str, body: str = "Ask for it **in May**, and bring cake.") -> None:
    """Write an answer to the question called TITLE, and stay in the editor."""
    start_answer(author, title)
    author.get_by_label("Title").fill(title)
    author.get_by_label("Answer", exact=True).fill(body)
    author.get_by_label("Categories").fill("Neighbours, Property")


def publish(author: Page) -> str:
    """Publish what is in the editor; the address that readers have it at."""
    author.get_by_role("button", name="Publish now").click()
    said(author, "Published.")
    return author.get_by_role("link", name="See it").get_attribute("href")


def said(author: Page, sentence: str) -> None:
    """The desk says that SENTENCE happened."""
    expect(author.locator(".said-list")).to_contain_text(sentence)


def comment(page: Page, text: str, name: str = "", to: str = "") -> None:
    """Say TEXT on the post that is open, as NAME, replying to the comment of TO."""
    if to:
        start_reply(page, to)
    form = page.locator("form.comment-form").first
    form.get_by_label("Comment", exact=True).fill(text)
    if name:
        form.get_by_label("Name").fill(name)
    form.get_by_role("button", name="Post comment").click()


def start_reply(page: Page, to: str) -> None:
    """Press "Reply" below the comment of TO; the form opens there, or on a page of its own."""
    page.get_by_role("link", name=f"Reply to {to}", exact=True).first.click()
    form = page.get_by_role("form", name=f"Reply to {to}")
    expect(form.or_(page.get_by_role("heading", name=f"Reply to {to}"))).to_be_visible()


def row(page: Page, text: str) -> Locator:
    """The comment that says TEXT."""
    return page.locator(".comments > li").filter(has_text=text)


def approve(author: Page, text: str) -> None:
    """Let everyone see the newest held comment that says TEXT."""
    author.goto("/desk/comments")
    held = author.locator(".decide-list > li").filter(has_text=text).last
    held.get_by_role("button", name="Approve").click()
    said(author, "Approved")
