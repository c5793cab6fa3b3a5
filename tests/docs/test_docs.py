"""What the README and the decision pages say is checked against the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command, Group, Option

from app import create_app
from config import ROOT, SETTINGS
from tests.conftest import settings

README = (ROOT / "README.md").read_text()
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def row(name: str) -> str:
    """The row of a README table that begins with NAME; empty where there is none."""
    found = re.search(rf"^\| `{re.escape(name)}[ `].*$", README, re.MULTILINE)
    return found[0] if found else ""


def commands(group: Group, words: str) -> Iterator[tuple[str, Command]]:
    """The commands of GROUP that are ours, each with the WORDS that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, Group):
            yield from commands(command, f"{words} {name}")
        elif command.callback and command.callback.__module__.startswith("app."):
            yield f"{words} {name}", command


def rooms() -> Iterator[str]:
    """The folders that the README's room map names."""
    for line in README.splitlines():
        if line.startswith(("GROUND ", "ROOMS ", "FRONTS ")):
            yield from re.findall(r"[a-z]+", re.split(r" {2,}", line)[1])


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_has_a_row_in_the_readme(name: str) -> None:
    assert row(name), f"{name} is a setting that the README does not tell of"


def test_the_readme_speaks_of_no_setting_that_does_not_exist() -> None:
    assert set(re.findall(r"QUANDARY_[A-Z_]+", README)) <= set(SETTINGS)


def test_every_command_has_a_row_in_the_readme_with_all_its_options(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path))
    ours = dict(commands(app.cli, "flask"))
    assert "flask people add" in ours
    for name, command in ours.items():
        assert row(name), f"{name} is a command that the README does not tell of"
        for option in command.params:
            if isinstance(option, Option):
                said = any(re.search(rf"{flag}\b", row(name)) for flag in option.opts)
                assert said, f"the README does not tell of {option.opts} of {name}"


def test_the_room_map_names_every_folder_of_the_app_and_no_other() -> None:
    there = {folder.name for folder in (ROOT / "app").iterdir() if (folder / "__init__.py").exists()}
    assert sorted(rooms()) == sorted(there)


@pytest.mark.parametrize("address", sorted(set(re.findall(r"\]\(([^):]+)\)", README))))
def test_what_the_readme_links_to_is_there(address: str) -> None:
    assert (ROOT / address).exists()


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_fits_on_thirty_lines(page: Path) -> None:
    assert len(page.read_text().splitlines()) <= 30


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_tells_the_question_the_choice_and_what_it_rules_out(page: Path) -> None:
    parts = re.findall(r"^\*\*(.+?)\*\*", page.read_text(), re.MULTILINE)
    assert parts == ["The question.", "The choice.", "What it rules out."]


@pytest.mark.parametrize("page", [ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/**/*.md"))], ids=str)
def test_a_page_has_no_marks_of_a_merge_in_it(page: Path) -> None:
    assert not re.search(r"^(<{7}|={7}|>{7})( |$)", page.read_text(), re.MULTILINE)
