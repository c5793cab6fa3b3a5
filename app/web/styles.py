"""The look, as one stylesheet a page: the files of static/css joined in the order of their layers."""

from functools import cache, partial
from hashlib import blake2b
from pathlib import Path

from flask import Flask, Response, abort, make_response, request, url_for

from app.web import encodings
from app.web.blocks import Block

LAYERS = ("reset", "tokens", "base", "components", "utilities")
FIRST = ("reset", "tokens", "base")
LAST = ("utilities",)


def init_app(app: Flask) -> None:
    """Serve the stylesheet of APP at an address that changes with its content."""
    sheet = join(Path(app.static_folder or "") / "css")
    version = _digest(sheet)
    packed = cache(partial(encodings.encode, [Block(sheet)]))

    @app.get("/look-<wanted>.css", endpoint="look")
    def look(wanted: str) -> Response:
        if wanted != version and not app.debug:
            abort(404)
        encoding = encodings.chosen(request.headers.get("Accept-Encoding", ""))
        answer = make_response(packed(encoding))
        answer.mimetype = "text/css"
        answer.headers["Vary"] = "Accept-Encoding"
        if encoding != "identity":
            answer.headers["Content-Encoding"] = encoding
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer

    def script(name: str) -> str:
        return url_for("static", filename=f"js/{name}.js")

    app.jinja_env.globals["look_url"] = lambda: url_for("look", wanted=version)
    app.jinja_env.globals["script_url"] = script


def join(folder: Path) -> bytes:
    """All of FOLDER's stylesheets: reset, tokens, base, then a component a file, then utilities."""
    names = sorted(path.stem for path in folder.glob("*.css"))
    components = [name for name in names if name not in FIRST + LAST]
    parts = [f"@layer {', '.join(LAYERS)};"]
    for name in (*FIRST, *components, *LAST):
        layer = name if name in LAYERS else "components"
        parts.append(f"@layer {layer} {{\n{(folder / f'{name}.css').read_text()}}}")
    return "\n".join(parts).encode()


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()
