"""What people are told by mail about their account."""

from datetime import timedelta

from app import mail
from app.people.links import address_of

AT_ONCE = timedelta(0)


def invited(number: int, email: str, name: str, by: str, token: str) -> None:
    """Send somebody at EMAIL the link of invitation NUMBER, by which BY asks them to join."""
    text = (
        f"Hello{f' {name}' if name else ''},\n\n{by} asks you to help with the column. To join, open\n\n"
        f"{address_of('desk.join', token)}\n\n"
        "It works once, for seven days. If you do not know what this is about, there is nothing to do.\n"
    )
    mail.send(email, f"{by} invites you", text, _invitation(number))


def take_back_invitation(number: int) -> None:
    """Let the mail of invitation NUMBER stay, if it has not left yet."""
    mail.unsend(_invitation(number))


def forgot(person: int, email: str, token: str) -> None:
    """Send EMAIL the link to choose a new password by; only the last one that was asked for leaves."""
    about = f"reset of person {person}"
    mail.unsend(about)
    text = (
        "Hello,\n\nsomebody asked for a new password for this address. If that was you, choose one at\n\n"
        f"{address_of('desk.reset', token)}\n\n"
        "It works once, for an hour. If it was not you, there is nothing to do: nothing was changed.\n"
    )
    mail.send(email, "A new password", text, about, AT_ONCE)


def password_changed(person: int, email: str) -> None:
    """Tell EMAIL that the password was changed."""
    _tell(
        person,
        email,
        "Your password was changed",
        "Your password was changed, and you were signed out elsewhere.",
    )


def confirm_address(person: int, email: str, token: str) -> None:
    """Ask at EMAIL whether it is to be the new address."""
    about = f"new address of person {person}"
    mail.unsend(about)
    text = (
        "Hello,\n\nto sign in to the column with this address from now on, open\n\n"
        f"{address_of('desk.address', token)}\n\n"
        "It works for a day. If you do not know what this is about, there is nothing to do.\n"
    )
    mail.send(email, "Is this your new address?", text, about, AT_ONCE)


def address_changing(person: int, old: str, new: str) -> None:
    """Tell the OLD address that the NEW one is to take its place."""
    _tell(
        person,
        old,
        "Your e-mail address is about to change",
        f"Your account is to have the address {new}, as soon as the link that was sent there is opened.",
    )


def signs_in_otherwise(person: int, email: str, what: str) -> None:
    """Tell EMAIL in a sentence WHAT is another way of signing in now."""
    _tell(person, email, "How you sign in was changed", what)


def _tell(person: int, email: str, subject: str, what: str) -> None:
    text = f"Hello,\n\n{what}\n\nIf that was not you, ask the owner of the column for help at once.\n"
    mail.send(email, subject, text, f"account of person {person}", AT_ONCE)


def _invitation(number: int) -> str:
    return f"invitation {number}"
