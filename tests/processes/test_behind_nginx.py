"""The nginx of `deploy/`: what it serves by itself is what the column would have answered."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app import text
from app.people import Person
from app.site import Site
from tests.journeys import world
from tests.journeys.column import Column, wait_until

from .asking import Answer, ask
from .nginx import Nginx, needed

ITS_OWN = {"server", "date", "connection", "keep-alive", "transfer-encoding"}


@pytest.fixture
def column(tmp_path: Path) -> Column:
    """A column with an author."""
    made = Column(tmp_path)
    made.flask("db", "upgrade")
    made.inside(lambda session: Person.named("Hester", "hester@column.example", None))
    return made


@pytest.fixture
def nginx(column: Column, tmp_path: Path) -> Iterator[Nginx]:
    """nginx before that column, which is being served."""
    needed()
    with ExitStack() as running:
        made = Nginx(tmp_path, column)
        running.enter_context(column.served())
        yield running.enter_context(made.served())


def said(answer: Answer) -> dict[str, str]:
    """The headers of ANSWER but for those that each server has of its own."""
    return {name.lower(): value for name, value in answer.headers.items() if name.lower() not in ITS_OWN}


@pytest.mark.parametrize("encoding", ["zstd", "gzip, br", "identity", "zstd;q=0, gzip;q=0.5"])
@pytest.mark.parametrize("address", ["/", "/about"])
def test_a_file_is_answered_as_the_column_answers(
    column: Column, nginx: Nginx, address: str, encoding: str
) -> None:
    first = ask(nginx.port, "GET", address, Accept_Encoding=encoding)
    file = ask(nginx.port, "GET", address, Accept_Encoding=encoding)
    ours = ask(column.port, "GET", address, Accept_Encoding=encoding)
    assert Path(f"{nginx.pages}/live{address}.{said(ours).get('content-encoding', 'identity')}").exists()
    assert (file.status, file.text) == (ours.status, ours.text) == (200, first.text)
    assert said(file) == said(ours) == said(first)
    again = ask(nginx.port, "GET", address, Accept_Encoding=encoding, If_None_Match=file.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    assert ask(nginx.port, "HEAD", address, Accept_Encoding=encoding).status == 200


def test_two_states_of_a_page_never_share_an_etag(column: Column, nginx: Nginx) -> None:
    tags = []
    for name in ("Name one", "Name two", "Name six"):
        column.inside(lambda session, name=name: session.query(Site).one().describe(name, "", _about()))
        tags += [ask(nginx.port, "GET", "/").headers["ETag"] for _ in range(2)]
    assert tags[0::2] == tags[1::2]
    assert len(set(tags)) == 3


def _about() -> text.Rendered:
    return text.for_author("About")


def test_who_is_signed_in_or_asks_with_a_query_gets_it_from_the_column(nginx: Nginx) -> None:
    ask(nginx.port, "GET", "/")
    signed_in = ask(nginx.port, "GET", "/", Cookie="a=b; quandary=not-a-session")
    assert signed_in.status == 200
    assert ask(nginx.port, "GET", "/?p=1").status == 404
    assert ask(nginx.port, "GET", "/?utm=1").status == 200
    assert ask(nginx.port, "POST", "/about", {"text": "x"}).status in {404, 405}


def test_a_form_goes_through_and_comes_back(column: Column, nginx: Nginx) -> None:
    post = column.inside(lambda session: world.published(session, "Ladders"))
    ask(nginx.port, "GET", post)
    ours = {"Origin": f"http://127.0.0.1:{nginx.port}"}
    taken = ask(nginx.port, "POST", post, {"text": "Hello", "name": "Kim"}, **ours)
    assert taken.status == 303
    assert "held" in ask(nginx.port, "GET", taken.headers["Location"]).text
    refused = ask(nginx.port, "POST", post, {"text": "", "name": "Kim"}, **ours)
    assert (refused.status, 'value="Kim"' in refused.text) == (422, True)
    assert ask(nginx.port, "POST", post, {"text": "x"}, Origin="https://evil.example").status == 403


def test_secret_addresses_stand_in_no_log(column: Column, nginx: Nginx) -> None:
    for address in (
        "/about",
        "/asked/a-secret",
        "/asked/a-secret/link.txt",
        "/mail/stop/a-secret",
        "/comments/mine/a-secret",
    ):
        ask(nginx.port, "GET", address)
    assert "/about" in nginx.told.read_text()
    assert "a-secret" not in nginx.told.read_text() + nginx.faults.read_text()


def is_down(column: Column) -> bool:
    """Whether nobody listens any more."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", column.port)) != 0


def test_while_the_column_is_down_what_lies_there_is_served_and_the_rest_is_told(
    column: Column, tmp_path: Path
) -> None:
    needed()
    nginx = Nginx(tmp_path, column)
    with nginx.served():
        with column.served():
            for _ in range(2):
                ask(nginx.port, "GET", "/", Accept_Encoding="gzip")
        wait_until(lambda: is_down(column), "all processes have ended")
        kept = ask(nginx.port, "GET", "/", Accept_Encoding="gzip")
        away = ask(nginx.port, "POST", "/ask", {"letter": "Lost?"})
        secret = ask(nginx.port, "GET", "/asked/a-secret")
    assert kept.status == 200
    assert (away.status, away.headers["Retry-After"]) == (503, "30")
    assert "still has what you typed" in away.text
    assert secret.status == 503
    assert "a-secret" not in nginx.faults.read_text()


def test_a_browser_can_read_what_lies_there_packed(nginx: Nginx) -> None:
    ask(nginx.port, "GET", "/about", Accept_Encoding="gzip")
    packed = (nginx.pages / "live" / "about.gzip").read_bytes()
    assert b"<h1>About" in gzip.decompress(packed)
