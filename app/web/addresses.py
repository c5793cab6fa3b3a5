"""Addresses that lead nowhere are told apart before any view is asked."""

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter, ValidationError

LARGEST = 2**31 - 1


class RowNumber(IntegerConverter):
    """A number in an address that a row could have (PostgreSQL, integer)."""

    def to_python(self, value: str) -> int:
        number = int(super().to_python(value)) if len(value) < 20 else LARGEST + 1
        if number > LARGEST:
            raise ValidationError
        return number


def init_app(app: Flask) -> None:
    """Refuse what no address or query of APP can hold."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(_refuse_nul)


def _refuse_nul() -> None:
    """No text in a database holds a NUL, so no page has one in its address (404)."""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(404)
