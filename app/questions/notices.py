"""Who is told what became of a question."""

from app import mail


def answered(number: int, email: str, title: str, address: str) -> None:
    """Tell the asker at EMAIL, if they gave one, that the post TITLE at ADDRESS answers them."""
    if email and not mail.was_sent(_about(number)):
        mail.send(email, f"Your question was answered: {title}", _answered(title, address), _about(number))


def take_back(number: int) -> None:
    """Tell nobody, where nobody was told yet."""
    mail.unsend(_about(number))


def _about(number: int) -> str:
    return f"question {number}"


def _answered(title: str, address: str) -> str:
    return (
        "Hello,\n\nthe question that you sent in was answered today:\n\n"
        f"{title}\n{address}\n\n"
        "Your address is shown to nobody. You get this one mail about your question and no other.\n"
    )
