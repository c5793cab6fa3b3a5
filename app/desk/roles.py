"""Who may open what at the desk. A page that is not named here is for authors and owners."""

from flask import request, url_for

from app.people import Person, Role, signed_in
from app.web import Refusal

EVERYONE = {
    "address",
    "begin_passkey",
    "check_code",
    "choose_password",
    "code",
    "confirm_address",
    "enter",
    "enter_with_passkey",
    "forgotten",
    "join",
    "joined",
    "mail_reset",
    "reset",
    "sign_in",
}
"""Coming in: nobody needs to be signed in."""
MODERATORS = {
    "account",
    "add_passkey",
    "block_writer",
    "blocked",
    "close_or_open",
    "codes",
    "comments",
    "comments_like",
    "end_other_sessions",
    "end_session",
    "leave",
    "log",
    "make_passkey",
    "moderate",
    "move",
    "move_there",
    "new_recovery_codes",
    "note_writer",
    "prepare_codes",
    "remove_passkey",
    "rename",
    "reply_to_comment",
    "save_password",
    "slow_down",
    "thread",
    "turn_codes_off",
    "turn_codes_on",
    "unblock",
    "undo_comments",
    "undo_from_log",
    "wish_address",
    "writer",
}
"""Comments, who writes them and where, and one's own account."""
OWNERS = {
    "bar",
    "change_role",
    "invite",
    "let_back",
    "people",
    "save_settings",
    "settings",
    "withdraw_invitation",
}
"""People and settings."""
THEIRS = {Role.OWNER: "the owner", Role.AUTHOR: "those who write"}


def is_open(endpoint: str | None) -> bool:
    """Whether ENDPOINT is for those, too, who are not signed in."""
    return _name(endpoint) in EVERYONE


def least(endpoint: str | None) -> Role:
    """The least role that may use ENDPOINT."""
    if _name(endpoint) in OWNERS:
        return Role.OWNER
    return Role.MODERATOR if _name(endpoint) in MODERATORS else Role.AUTHOR


def may_open(endpoint: str) -> bool:
    """Whether whoever is signed in may use ENDPOINT, so that nothing else is offered."""
    me = signed_in()
    return me is not None and me.may_act_as(least(endpoint))


def refuse_unless_allowed(person: Person) -> None:
    """Raises Refusal (403) where PERSON may not do what this request asks."""
    role = least(request.endpoint)
    if not person.may_act_as(role):
        raise Refusal(
            f"That part of the desk is for {THEIRS[role]}. You are here as {person.role};"
            " an owner of the column can change that.",
            403,
            resend=False,
        )


def home_of(person: Person) -> str:
    """Where PERSON begins at the desk."""
    return url_for("desk.queue" if person.may_act_as(least("desk.queue")) else "desk.comments")


def _name(endpoint: str | None) -> str:
    return (endpoint or "").removeprefix("desk.")
