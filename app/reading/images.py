"""The pictures in texts. Their names change with their content, so they may be kept for good."""

from flask import Response, abort, send_from_directory

from app.posts.images import files
from app.reading.front import front
from app.text.images import is_file

YEAR = 365 * 24 * 3600


@front.get("/images/<name>")
def image(name: str) -> Response:
    """The file of one."""
    if not is_file(name):
        abort(404)
    answer = send_from_directory(files.folder(), name, mimetype="image/webp", max_age=YEAR)
    answer.cache_control.immutable = True
    return answer
