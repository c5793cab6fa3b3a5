"""Who is told what became of a question."""

from app import mail

HOW_DID_IT_GO = (
    "Hello,\n\nsome time ago a question that you sent in was answered, and the author would like to know how"
    " it went.\n\n"
    "If you feel like telling, do it on your private page, by the link that you were given when you sent"
    " your question. A reply to this mail is read by nobody, and you will not be asked again.\n"
)


def answered(number: int, email: str, title: str, address: str) -> None:
    """Tell the asker at EMAIL, if they gave one, that the post TITLE at ADDRESS answers them."""
    if email and not mail.was_sent(_about(number)):
        mail.send(email, f"Your question was answered: {title}", _answered(title, address), _about(number))


def answered_privately(number: int, email: str, answer: str) -> None:
    """Send the asker at EMAIL, if they gave one, the ANSWER that only they get; once, as it is by then."""
    take_back(number)
    if email and not mail.was_sent(_about(number)):
        mail.send(email, "An answer to your question, for you alone", _for_you_alone(answer), _about(number))


def declined(number: int, email: str, farewell: str) -> None:
    """Send the asker at EMAIL, if they gave one, the FAREWELL that goes with a decline, if any; once."""
    take_back_decline(number)
    if email and farewell and not mail.was_sent(_decline(number)):
        mail.send(email, "About the question that you sent in", _declined(farewell), _decline(number))


def take_back_decline(number: int) -> None:
    """Let no farewell leave."""
    mail.unsend(_decline(number))


def expired(number: int, email: str) -> None:
    """Tell the asker at EMAIL, if they gave one, that nobody got to their question in time; once."""
    if email and not mail.was_sent(_expiry(number)):
        mail.send(email, "About the question that you sent in", _expired(), _expiry(number))


def take_back_expiry(number: int) -> None:
    """Let nothing leave that tells of it."""
    mail.unsend(_expiry(number))


def asked_back(number: int, nth: int, email: str, text: str) -> None:
    """Send the asker at EMAIL, if they gave one, what they are asked, the NTH time that they are; once."""
    about = f"{_asking(number)} {nth}"
    if email and not mail.was_sent(about):
        mail.unsend(about)
        mail.send(email, "About the question that you sent in", _asked_back(text), about)


def stop_asking(number: int, times: int) -> None:
    """Let nothing leave that asks the asker something, who was asked so many TIMES."""
    for nth in range(1, times + 1):
        mail.unsend(f"{_asking(number)} {nth}")


def how_did_it_go(number: int, email: str) -> None:
    """Ask the asker at EMAIL, if they gave one, how it went; once."""
    if email and not mail.was_sent(_sequel(number)):
        mail.send(email, "How did it go?", HOW_DID_IT_GO, _sequel(number))


def stop_asking_how_it_went(number: int) -> None:
    """Let nothing leave that asks how it went."""
    mail.unsend(_sequel(number))


def take_back(number: int) -> None:
    """Tell nobody, where nobody was told yet."""
    mail.unsend(_about(number))


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


def _answered(title: str, address: str) -> str:
    return (
        "Hello,\n\nthe question that you sent in was answered today:\n\n"
        f"{title}\n{address}\n\n"
        "Your address is shown to nobody.\n"
    )


def _for_you_alone(answer: str) -> str:
    return (
        "Hello,\n\nthe question that you sent in was answered, for you alone:\n\n"
        f"{answer}\n\n"
        "The answer also waits on your private page. It is published nowhere, and your address is shown to"
        " nobody.\n"
    )


def _declined(farewell: str) -> str:
    return (
        "Hello,\n\nthe question that you sent in will not be answered. There is a note for you with that:\n\n"
        f"{farewell}\n\n"
        "It also stands on your private page. Your address is shown to nobody.\n"
    )


def _expired() -> str:
    return (
        "Hello,\n\nthe question that you sent in was not reached in time, and will not be answered any more."
        " More letters come than can be answered. This says nothing about yours, and we are sorry.\n\n"
        "On your private page there are answers to questions like yours, where there are any. Your address is"
        " shown to nobody.\n"
    )


def _asked_back(text: str) -> str:
    return (
        "Hello,\n\nbefore your question can be answered there is something to ask you:\n\n"
        f"{text}\n\n"
        "Please reply on your private page, by the link that you were given when you sent your question."
        " A reply to this mail is read by nobody.\n"
    )
