"""What whoever is signed in can decide about comments where they stand in their thread.

The thread is the same bytes for everybody; the buttons are put into a copy of them.
"""

import re

from flask import url_for

from app.comments.states import State

VERBS = ("spam", "remove", "hold")
_shown = re.compile(
    rb'(<li id="comment-(\d+)"[^>]* class="u-comment[^>]*>\s*<p class="by"><b[^>]*>([^<]*)</b>.*?)(</li>\s*)'
    rb'(?=<li id="comment-\d|\Z)',
    re.DOTALL,
)
"""A comment that is shown; none can have such a beginning in its text."""


def with_buttons(items: bytes) -> bytes:
    """ITEMS of a thread, each that is shown with a button for what can be decided about it."""
    buttons = " ".join(map(_button, VERBS)).encode()
    return _shown.sub(rb"\1" + buttons + rb"\4", items)


def _button(verb: str) -> str:
    """The button for VERB, with references to the number and the name; it sends the one form `decide`."""
    address, said = url_for("desk.moderate", verb=verb), verb.capitalize()
    return (
        rf'<button class="re" form="decide" name="one" value="\2.{State.PUBLISHED}" formaction="{address}"'
        rf' aria-label="{said}: \3">{said}</button>'
    )
