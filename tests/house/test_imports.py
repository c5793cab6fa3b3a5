"""The house: imports run one way (docs: the room map in the README)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
GROUND = ("db", "clock", "text", "index", "web", "mail", "screening")
ROOMS = ("site", "people", "questions", "posts", "comments")
FRONTS = ("asking", "reading", "desk", "feeds", "search", "transfer")
TOGETHER = ("__init__", "worker", "cli")


def room_of(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "app":
            names = [f"app.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("app."))


def may_import(room: str) -> set[str]:
    if room in TOGETHER:
        return {*GROUND, *ROOMS, *FRONTS, *TOGETHER}
    if room in GROUND:
        return {*GROUND}
    if room in ROOMS:
        return {*GROUND, *ROOMS[: ROOMS.index(room) + 1]}
    return {*GROUND, *ROOMS, room}


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.relative_to(APP)))
def test_a_file_imports_only_from_the_rooms_to_its_left(path: Path) -> None:
    assert set(imported_rooms(path)) <= may_import(room_of(path))


def test_every_folder_of_the_app_has_its_place_in_the_house() -> None:
    folders = {each.name for each in APP.iterdir() if each.is_dir() and each.name != "__pycache__"}
    assert folders <= {*GROUND, *ROOMS, *FRONTS}
