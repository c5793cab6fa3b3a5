"""The blueprint that the reading views hang on."""

from flask import Blueprint

front = Blueprint("reading", __name__)
