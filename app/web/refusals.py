"""A refusal is a sentence for a person: why what they asked for was not done."""

from http import HTTPStatus


class Refusal(Exception):
    """Nothing was changed, and `str()` of this says why in a sentence. `status` is a 4xx."""

    def __init__(self, sentence: str, status: int = HTTPStatus.CONFLICT) -> None:
        super().__init__(sentence)
        self.status = int(status)
