"""A mail server on loopback, and what it got."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink


class Post(Sink):  # type: ignore[misc]
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.to: list[str] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        self.got.append(envelope.content)  # type: ignore[attr-defined]
        self.to += envelope.rcpt_tos  # type: ignore[attr-defined]
        return "250 OK"


def last(post: Post) -> EmailMessage:
    """The last mail that POST got, as a mailbox reads it."""
    read = message_from_bytes(post.got[-1], policy=default)
    assert isinstance(read, EmailMessage)
    return read


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a mail server of any temper; returns its address."""
    with ExitStack() as running:

        def start(handler: Sink, **options: object) -> str:
            with socket.create_server(("127.0.0.1", 0)) as unused:
                port = unused.getsockname()[1]
            controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
            controller.start()
            running.callback(controller.stop)
            return f"smtp://127.0.0.1:{port}"

        yield start


@pytest.fixture
def server(serve: Serve) -> tuple[Post, str]:
    """One that takes everything, and its address."""
    handler = Post()
    return handler, serve(handler)
