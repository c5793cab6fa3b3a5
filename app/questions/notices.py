"""Who is told what became of a question: whoever said at their address that it is theirs, and nobody else."""

from datetime import timedelta

from app import mail
from app.mail.looks import from_text
from app.people.links import address_of
from app.site import Site
from app.web.places import keyed
from app.web.signed import signed

AT_ONCE = timedelta(0)
NOBODY_SEES = "Your address is shown to nobody.\n"

EXPIRED = (
    "Hello,\n\nthe question that you sent in was not reached in time, and will not be answered any more."
    " More letters come than can be answered. This says nothing about yours, and we are sorry.\n\n"
    "On your private page there are answers to questions like yours, where there are any."
    f" {NOBODY_SEES}"
)
HOW_DID_IT_GO = (
    "Hello,\n\nsome time ago a question that you sent in was answered, and the author would like to know how"
    " it went.\n\n"
    "If you feel like telling, do it on your private page, by the link that you were given when you sent"
    " your question. A reply to this mail is read by nobody, and you will not be asked again.\n"
)


def answered(number: int, mailbox: str, title: str, address: str) -> None:
    """Tell the asker at MAILBOX, if they have one, that the post TITLE at ADDRESS answers them; once."""
    if mailbox and not mail.was_sent(_about(number)):
        mail.unsend(_about(number))
        text = f"Hello,\n\nthe question that you sent in was answered:\n\n{title}\n{address}\n\n{NOBODY_SEES}"
        _tell(number, mailbox, f"Your question was answered: {title}", text, _about(number))


def answered_privately(number: int, mailbox: str, answer: str, html: str) -> None:
    """Send the asker at MAILBOX, if they have one, the ANSWER that only they get; once, as it is by then."""
    take_back(number)
    if mailbox and not mail.was_sent(_about(number)):
        before = "Hello,\n\nthe question that you sent in was answered, for you alone:"
        after = (
            f"The answer also waits on your private page. It is published nowhere, and {_lower(NOBODY_SEES)}"
        )
        subject = "An answer to your question, for you alone"
        _pass_on(number, mailbox, subject, (before, answer, after), html, _about(number))


def declined(number: int, mailbox: str, farewell: str, html: str) -> None:
    """Send the asker at MAILBOX, if they have one, the FAREWELL that goes with a decline, if any; once."""
    take_back_decline(number)
    if mailbox and farewell and not mail.was_sent(_decline(number)):
        before = (
            "Hello,\n\nthe question that you sent in will not be answered. There is a note for you with that:"
        )
        after = f"It also stands on your private page. {NOBODY_SEES}"
        subject = "About the question that you sent in"
        _pass_on(number, mailbox, subject, (before, farewell, after), html, _decline(number))


def take_back_decline(number: int) -> None:
    """Let no farewell leave."""
    mail.unsend(_decline(number))


def expired(number: int, mailbox: str) -> None:
    """Tell the asker at MAILBOX, if they have one, that nobody got to their question in time; once."""
    if mailbox and not mail.was_sent(_expiry(number)):
        _tell(number, mailbox, "About the question that you sent in", EXPIRED, _expiry(number))


def take_back_expiry(number: int) -> None:
    """Let nothing leave that tells of it."""
    mail.unsend(_expiry(number))


def asked_back(number: int, nth: int, mailbox: str, text: str) -> None:
    """Send the asker at MAILBOX, if they have one, what they are asked, the NTH time that they are; once."""
    about = f"{_asking(number)} {nth}"
    if mailbox and not mail.was_sent(about):
        mail.unsend(about)
        _tell(number, mailbox, "About the question that you sent in", _asked_back(text), about)


def stop_asking(number: int, times: int) -> None:
    """Let nothing leave that asks the asker something, who was asked so many TIMES."""
    for nth in range(1, times + 1):
        mail.unsend(f"{_asking(number)} {nth}")


def how_did_it_go(number: int, mailbox: str) -> None:
    """Ask the asker at MAILBOX, if they have one, how it went; once."""
    if mailbox and not mail.was_sent(_sequel(number)):
        _tell(number, mailbox, "How did it go?", HOW_DID_IT_GO, _sequel(number))


def stop_asking_how_it_went(number: int) -> None:
    """Let nothing leave that asks how it went."""
    mail.unsend(_sequel(number))


def take_back(number: int) -> None:
    """Tell nobody, where nobody was told yet."""
    mail.unsend(_about(number))


def whose_is_it(number: int, email: str, link: str) -> None:
    """Ask at EMAIL whether it belongs to who wants to be told there; only the last LINK leaves.

    It says nothing that somebody typed: it may be a stranger who reads it.
    """
    about = f"address of question {number}"
    mail.unsend(about)
    text = (
        f"Hello,\n\nsomebody who sent a question to {Site.current().name} wants to be told at this address"
        f" what becomes of it. If that was you, open\n\n{link}\n\nand press the button there. The link"
        " works for 14 days.\n\nIf it was not you, there is nothing to do: nobody will write to you again.\n"
    )
    mail.send(email, "Is this your address?", text, about, AT_ONCE)


def private_link(number: int, mailbox: str, link: str) -> None:
    """Send the asker at MAILBOX the LINK of their private page, as they wish."""
    about = f"link of question {number}"
    mail.unsend(about)
    text = (
        f"Hello,\n\nhere is the link of your private page, as you wished:\n\n{link}\n\nWhoever has it can"
        " open the page. Keep it as you would a key, or delete this mail once you have put it elsewhere.\n"
    )
    mail.send(mailbox, "The link that you asked for", text, about, AT_ONCE)


def _pass_on(
    number: int, mailbox: str, subject: str, said: tuple[str, str, str], html: str, about: str
) -> None:
    """Send what is SAID, before it, and after it; the middle of it is HTML as well."""
    before, _, after = said
    whole = f"{from_text(before)}\n<hr>\n{html}\n<hr>\n{from_text(after)}"
    _tell(number, mailbox, subject, "\n\n".join(said), about, whole)


def _tell(number: int, mailbox: str, subject: str, text: str, about: str, html: str = "") -> None:
    """Send one of the mails that go on until the asker stops them."""
    stop = address_of("asking.stop_mails", signed("stop", [number, keyed(mailbox)]))
    mail.send(mailbox, subject, text, about, html=html, stop=stop)


def _asking(number: int) -> str:
    return f"clarification of question {number}:"


def _sequel(number: int) -> str:
    return f"sequel of question {number}"


def _decline(number: int) -> str:
    return f"decline of question {number}"


def _expiry(number: int) -> str:
    return f"expiry of question {number}"


def _about(number: int) -> str:
    return f"question {number}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _asked_back(text: str) -> str:
    return (
        "Hello,\n\nbefore your question can be answered there is something to ask you:\n\n"
        f"{text}\n\n"
        "Please reply on your private page, by the link that you were given when you sent your question."
        " A reply to this mail is read by nobody.\n"
    )
