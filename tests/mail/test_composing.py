"""Each mail is plain text and HTML, and what people typed stays in its place in both."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app import clock, mail
from app.db import db, writing
from app.mail import Message
from app.mail.delivery import BLANK, FAILED_KEPT, TRIES, deliver_due, forget_failed, kept_as
from app.mail.looks import for_mail, from_text
from app.text import for_author
from config import Config
from tests.conftest import settings

from .conftest import Post, Serve, last

pytestmark = pytest.mark.usefixtures("context")
SEPARATORS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\0")
STOP = "https://column.example/mail/stop/" + "x" * 90


@pytest.fixture
def config(tmp_path: Path, server: tuple[Post, str]) -> Config:
    return settings(tmp_path, MAIL_URL=server[1], MAIL_FROM="column@site.example")


@pytest.fixture
def post(server: tuple[Post, str]) -> Post:
    return server[0]


def put(
    subject: str = "News", text: str = "It was.\n", to: str = "asker@readers.example", **more: str
) -> None:
    with writing() as session:
        mail.send(to, subject, text, "question 1", **more)
        session.flush()
        session.execute(update(Message).values(due_at=clock.now() - timedelta(seconds=1)))


def plain(post: Post) -> str:
    return last(post).get_body(("plain",)).get_content().replace("\r\n", "\n")


def html(post: Post) -> str:
    return last(post).get_body(("html",)).get_content().replace("\r\n", "\n")


def test_a_mail_is_plain_text_and_html(post: Post, config: Config) -> None:
    put(text="Hello, Zoë & <all>,\n\nsee https://column.example/a?b=1&c=2.\n")
    deliver_due(config, "The Column")
    assert last(post).get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in last(post).iter_parts()] == ["text/plain", "text/html"]
    assert plain(post) == "Hello, Zoë & <all>,\n\nsee https://column.example/a?b=1&c=2.\n"
    link = "https://column.example/a?b=1&amp;c=2"
    assert f'<p>see <a href="{link}">{link}</a>.</p>' in html(post)
    assert "<p>Hello, Zoë &amp; &lt;all&gt;,</p>" in html(post)


def test_it_asks_nobody_for_anything(post: Post, config: Config) -> None:
    answer = for_author("![Rungs](/images/1-small.webp) and [this](/2026/11/ladders), *soon*.").html
    put(html=f'{answer}<img src="https://tracker.example/x.gif">')
    deliver_due(config, "The Column")
    assert not re.search(r"<img|src=|url\(|<link|<script|@import", html(post))
    assert "[Picture: Rungs]" in html(post) or "[Picture]" in html(post)
    assert f'href="{config.site_url}/2026/11/ladders"' in html(post)
    assert "<em>soon</em>" in html(post)


def test_html_leads_to_us_by_whole_addresses_alone() -> None:
    told = for_mail('<p><a href="/a">x</a> <a href="//evil.example">y</a></p>', "https://c.example")
    assert 'href="https://c.example/a"' in told
    assert "https://c.example//evil" not in told


def test_a_link_ends_before_the_sentence_does() -> None:
    assert from_text("(https://c.example/x).") == (
        '<p>(<a href="https://c.example/x">https://c.example/x</a>).</p>'
    )
    assert from_text('https://c.example/"><b>') == (
        '<p><a href="https://c.example/">https://c.example/</a>&#34;&gt;&lt;b&gt;</p>'
    )


def test_no_line_is_longer_than_any_server_takes(post: Post, config: Config) -> None:
    long = "wörd " * 3_000
    put("Ünder " * 400, f"{long}\n.\n{'x' * 5_000}\nFrom here on\n", stop=STOP)
    deliver_due(config, "The Cölumn " * 30)
    assert max(map(len, post.got[-1].splitlines())) <= 200
    assert post.got[-1].isascii()
    assert plain(post).startswith(f"{long}\n.\n{'x' * 5_000}\nFrom here on\n")
    assert len(str(last(post)["Subject"])) <= 200


@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
def test_nothing_that_somebody_typed_becomes_a_header(post: Post, config: Config, separator: str) -> None:
    forged = f"My ladder{separator}Bcc: victim@other.example{separator}{separator}<b>Body</b>"
    put(forged, f"Signed,\n{forged}\n".replace("\0", ""))
    deliver_due(config, f"Column{separator}Bcc: victim@other.example")
    names = {name.lower() for name in last(post)}
    assert not names & {"bcc", "cc"}
    assert post.to == ["asker@readers.example"]
    assert len(last(post).get_all("From")) == len(last(post).get_all("Subject")) == 1
    assert "column@site.example" in str(last(post)["From"])
    assert "<b>Body</b>" not in html(post)


def test_it_is_sent_from_the_name_of_the_site(post: Post, config: Config) -> None:
    put()
    deliver_due(config, 'Héster "Ask" <boss@evil.example>, & Co')
    (sender,) = last(post)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (
        'Héster "Ask" <boss@evil.example>, & Co',
        "column@site.example",
    )


def test_whoever_asked_for_mails_can_stop_them_with_one_click(post: Post, config: Config) -> None:
    put(stop=STOP)
    deliver_due(config, "The Column")
    assert last(post)["List-Unsubscribe"] == f"<{STOP}>"
    assert f"List-Unsubscribe: <{STOP}>".encode() in post.got[-1].splitlines()
    assert last(post)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert plain(post).endswith(f"\n-- \nStop these mails: {STOP}\n")
    assert f'href="{STOP}"' in html(post)


def test_other_mail_is_no_subscription(post: Post, config: Config) -> None:
    put()
    deliver_due(config, "The Column")
    assert last(post)["List-Unsubscribe"] is None
    assert "Stop these" not in plain(post) + html(post)


@pytest.mark.parametrize(
    ("to", "arrives"),
    [
        ("kim@bücher.example", "kim@xn--bcher-kva.example"),
        ("zoë@readers.example", "zoë@readers.example"),
        ("用户@例え.example", "用户@xn--r8jz45g.example"),
    ],
)
def test_an_address_may_be_written_in_any_script(serve: Serve, tmp_path: Path, to: str, arrives: str) -> None:
    handler = Post()
    url = serve(handler, enable_SMTPUTF8=True)
    put(to=to)
    assert deliver_due(settings(tmp_path, MAIL_URL=url, MAIL_FROM="column@site.example"), "The Column") == 1
    assert handler.to == [arrives]
    assert f"To: {arrives}".encode() in handler.got[-1].splitlines()


def test_a_server_that_cannot_write_such_an_address_loses_no_mail(serve: Serve, tmp_path: Path) -> None:
    url = serve(Post(), enable_SMTPUTF8=False)
    put(to="zoë@readers.example")
    assert deliver_due(settings(tmp_path, MAIL_URL=url, MAIL_FROM="column@site.example"), "x") == 0
    assert "SMTPNotSupportedError" in db.session.scalars(select(Message.fault)).one()


class Moody(Post):
    """A mail server that behaves badly the first time."""

    def __init__(self, mood: str) -> None:
        super().__init__()
        self.mood = mood

    async def handle_RCPT(  # noqa: N802
        self, server: object, session: object, envelope: object, address: str, options: object
    ) -> str:
        if self.mood == "refuses":
            return "550 No such box"
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        if self.mood == "hangs up":
            server.transport.close()  # type: ignore[attr-defined]
            return "250 OK"
        if self.mood == "is busy":
            return "451 Try again later"
        return await super().handle_DATA(server, session, envelope)


@pytest.mark.parametrize("mood", ["refuses", "hangs up", "is busy"])
def test_a_server_in_a_bad_mood_gets_it_again_and_whole(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    handler = Moody(mood)
    config = settings(tmp_path, MAIL_URL=serve(handler), MAIL_FROM="column@site.example")
    put(text="Every word of it.\n")
    assert deliver_due(config, "x") == 0
    assert db.session.scalars(select(Message.text)).one() == "Every word of it.\n"
    handler.mood = "is well"
    later = clock.now() + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert deliver_due(config, "x") == 1
    assert plain(handler) == "Every word of it.\n"


def test_what_has_left_keeps_no_words(post: Post, config: Config) -> None:
    put(html="<p>It <b>was</b>.</p>", stop=STOP)
    deliver_due(config, "The Column")
    assert "It <b>was</b>." in html(post)
    left = db.session.scalars(select(Message)).one()
    assert {name: getattr(left, name) for name in BLANK} == BLANK
    assert left.sent_at is not None


def test_what_could_not_be_sent_is_gone_after_a_month(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    put()
    put("Another")
    with writing() as session:
        session.execute(update(Message).where(Message.id == 1).values(attempts=TRIES))
    assert forget_failed() == 0
    later = clock.now() + FAILED_KEPT
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (forget_failed(), forget_failed()) == (1, 0)
    assert db.session.scalars(select(Message.subject)).all() == ["Another"]


def test_a_kept_file_is_found_again_from_its_row(tmp_path: Path) -> None:
    config = settings(tmp_path)
    put()
    deliver_due(config, "The Column")
    (kept,) = (tmp_path / "mail").iterdir()
    assert kept_as(db.session.scalars(select(Message)).one(), config) == kept


def test_an_address_is_forgotten_in_all_that_is_about_one_question() -> None:
    kept = ["question 12", "clarification of question 11: 2", "decline of question 11"]
    gone = ["question 1", "decline of question 1", "clarification of question 1: 2"]
    with writing() as session:
        for about in kept + gone:
            mail.send("a@b.example", "s", "t", about)
        mail.send("other@b.example", "s", "t", "question 1")
        session.flush()
        session.execute(update(Message).where(Message.about == "question 1").values(sent_at=clock.now()))
    with writing():
        mail.forget_address("a@b.example", "question 1")
    left = db.session.execute(select(Message.about, Message.to).order_by(Message.id)).all()
    assert [tuple(row) for row in left] == [
        *((about, "a@b.example") for about in kept),
        ("question 1", ""),
        ("question 1", "other@b.example"),
    ]
    assert mail.was_sent("question 1")
