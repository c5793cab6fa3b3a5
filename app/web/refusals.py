"""A refusal is a sentence for a person: why what they asked for was not done."""

from http import HTTPStatus


class Refusal(Exception):
    """Nothing was changed, and `str()` of this says why in a sentence. `status` is a 4xx.

    What was typed is shown with a button to send it again, unless `resend` is false: a form that
    was not sent from here is not to become one that is.
    """

    def __init__(self, sentence: str, status: int = HTTPStatus.CONFLICT, *, resend: bool = True) -> None:
        super().__init__(sentence)
        self.resend = resend
        self.status = int(status)
