"""What an asker says on their private page about being told by mail, and the link as a file."""

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from app.asking.forms import AddressForm
from app.asking.front import front
from app.asking.private import behind, held, link_of, private_page
from app.db import writing
from app.web import Refusal, limits, secret
from app.web.origins import secretly

NONE_CONFIRMED = "There is no address here that was confirmed, so nothing can be sent."


@front.post("/asked/<token>/address")
@secretly
def give_address(token: str) -> Response | tuple[Response, int]:
    """Take an address, and ask there whether it is theirs."""
    form = AddressForm(request.form)
    if not form.validate() or not form.address.data:
        form.address.errors = form.address.errors or ["Please give an address first."]
        return private_page(token, address=form), 422
    if behind(token).mailbox != form.address.data:
        _spend(form.address.data)
    with writing():
        held(token).write_to(form.address.data)
    return _back(token)


@front.post("/asked/<token>/address/again")
@secretly
def ask_again(token: str) -> Response:
    """Send once more what asks whose the address is."""
    email = behind(token).email
    if email:
        _spend(email)
    with writing():
        question = held(token)
        if question.email and not question.mailbox:
            question.ask_whose_it_is()
    return _back(token)


@front.post("/asked/<token>/address/remove")
@secretly
def remove_address(token: str) -> Response:
    """Forget the address for good."""
    with writing():
        held(token).forget_email()
    return _back(token)


@front.post("/asked/<token>/mail-link")
@secretly
def mail_link(token: str) -> Response:
    """Send the link of the page to the address that was confirmed."""
    if not behind(token).mailbox:
        raise Refusal(NONE_CONFIRMED)
    limits.spend(limits.LINK, limits.hashed(token))
    with writing():
        question = held(token)
        if question.mailbox:
            question.mail_link(link_of(token))
    return _back(token, sent="link")


@front.get("/asked/<token>/link.txt")
def link_file(token: str) -> Response:
    """The link of the page as a file to keep; neither says what it is about."""
    behind(token)
    answer = make_response(f"{link_of(token)}\n")
    answer.mimetype = "text/plain"
    answer.headers["Content-Disposition"] = 'attachment; filename="link.txt"'
    return secret(answer)


def may_write_to(email: str | None) -> bool:
    """Whether EMAIL is one, and may be asked whose it is once more; it is counted."""
    return bool(email) and limits.is_left(limits.CONFIRM, *_whose(email or ""))


def _spend(email: str) -> None:
    limits.spend(limits.CONFIRM, *_whose(email))


def _whose(email: str) -> tuple[str, str]:
    return limits.here(), limits.hashed(email.lower())


def _back(token: str, sent: str | None = None) -> Response:
    return redirect(url_for("asking.asked", token=token, sent=sent, _anchor="by-mail"), 303)
