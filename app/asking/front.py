"""The front itself, to which each file of this room adds its pages."""

from flask import Blueprint

front = Blueprint("asking", __name__)
