"""The front itself, to which each file of this room adds its pages."""

from flask import Blueprint, Response, request

from app.web import secret

front = Blueprint("asking", __name__)


@front.after_app_request
def _keep_the_address(answer: Response) -> Response:
    """Whatever is answered below a private link, be it a refusal: the address goes nowhere from there."""
    return secret(answer) if request.path.startswith("/asked/") else answer
