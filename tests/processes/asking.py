"""Requests to a column, each on a connection of its own, so that any of its processes may take it."""

from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Answer(NamedTuple):
    """The status, the text and the headers of an answer."""

    status: int
    text: str
    headers: HTTPMessage


def ask(port: int, method: str, address: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
    """One request to loopback's PORT. Underscores in the names of HEADERS stand for hyphens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    sent = {name.replace("_", "-"): value for name, value in headers.items()} | (FORM if form else {})
    try:
        connection.request(method, address, urlencode(form) if form else None, sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode(errors="replace"), answer.headers)
    finally:
        connection.close()
