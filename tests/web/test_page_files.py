"""Finished pages as files: there while they are what we would answer, and never a moment longer."""

import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import zstandard
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.db import db, writing
from app.questions import Question
from app.site import Site
from app.web import page_files
from app.web.kept import KeptPages
from tests.conftest import settings

ZSTD = {"Accept-Encoding": "zstd"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files of this column go."""
    folder = tmp_path / "for nginx"
    page_files.set_up(tmp_path, folder)
    return folder


@pytest.fixture
def app(tmp_path: Path, sqlite_template: Path, folder: Path) -> Iterator[Flask]:
    """A column whose server said that it keeps files."""
    (tmp_path / "quandary.sqlite3").write_bytes(sqlite_template.read_bytes())
    made = create_app(settings(tmp_path))
    yield made
    with made.app_context():
        for engine in db.engines.values():
            engine.dispose()


def files(folder: Path) -> set[str]:
    """The files that nginx would find."""
    live = folder / "live"
    return {str(file.relative_to(live)) for file in live.rglob("*") if file.is_file()}


def rename(app: Flask) -> None:
    with app.app_context(), writing():
        Site.current().name += "!"


def test_what_was_answered_lies_there_as_it_was_sent(reader: FlaskClient, folder: Path) -> None:
    home, about = reader.get("/"), reader.get("/about", headers=ZSTD)
    assert files(folder) == {".identity", "about.zstd"}
    assert (folder / "live" / ".identity").read_bytes() == home.data
    packed = folder / "live" / "about.zstd"
    assert packed.read_bytes() == about.data
    assert about.headers["ETag"] == f'"{int(packed.stat().st_mtime):x}-{packed.stat().st_size:x}"'
    assert zstandard.ZstdDecompressor().stream_reader(about.data, read_across_frames=True).read()


def test_a_change_takes_all_of_them_away_before_it_can_be_seen(
    app: Flask, reader: FlaskClient, folder: Path
) -> None:
    reader.get("/")
    with app.app_context(), writing():
        Site.current().name = "Renamed"
        assert files(folder)
    assert not files(folder)
    assert "Renamed" in reader.get("/").text
    assert "Renamed" in (folder / "live" / ".identity").read_text()


def test_what_no_page_shows_leaves_them_be(app: Flask, reader: FlaskClient, folder: Path) -> None:
    reader.get("/")
    with app.app_context(), writing():
        Question.ask("A letter that no public page shows.")
    assert files(folder) == {".identity"}


def test_nothing_is_added_while_a_change_is_under_way(
    app: Flask, reader: FlaskClient, folder: Path, tmp_path: Path
) -> None:
    with page_files.in_data(tmp_path).changing():
        asked = Thread(target=lambda: app.test_client().get("/"))
        asked.start()
        asked.join(timeout=60)
        assert not files(folder)
    reader.get("/")
    assert files(folder) == {".identity"}


def test_a_page_that_no_longer_stands_is_not_added(
    app: Flask, reader: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = page_files.PageFiles.add

    def too_late(*arguments: object) -> None:
        rename(app)
        add(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(page_files.PageFiles, "add", too_late)
    reader.get("/")
    assert not files(folder)


@pytest.mark.parametrize("address", ["/?utm=1", "/no-such-page", "/sign-in", "/about/", "/%2e%2e/about"])
def test_no_other_answer_becomes_a_file(reader: FlaskClient, folder: Path, address: str) -> None:
    reader.get(address)
    assert not files(folder)


def test_whoever_is_signed_in_leaves_none(author: object, folder: Path) -> None:
    before = files(folder)
    author.get("/")  # type: ignore[attr-defined]
    assert files(folder) == before


def test_a_page_that_leaves_the_shelf_leaves_the_folder(
    app: Flask, reader: FlaskClient, folder: Path
) -> None:
    assert isinstance(app.wsgi_app, KeptPages)
    app.wsgi_app.shelf._most_bytes = 1
    reader.get("/")
    reader.get("/about")
    assert files(folder) == {"about.identity"}


def test_a_command_that_was_not_told_takes_them_away_too(
    reader: FlaskClient, folder: Path, tmp_path: Path
) -> None:
    reader.get("/")
    rename(create_app(settings(tmp_path)))
    assert not files(folder)


def test_a_server_begins_without_any(reader: FlaskClient, folder: Path, tmp_path: Path) -> None:
    reader.get("/")
    page_files.set_up(tmp_path, folder)
    assert {file.name for file in folder.iterdir()} == {"gate"}


def test_files_go_even_where_somebody_tidied_the_gate_away(
    app: Flask, reader: FlaskClient, folder: Path
) -> None:
    reader.get("/")
    (folder / "gate").unlink()
    rename(app)
    assert not files(folder)


def test_a_file_that_cannot_be_taken_away_keeps_no_reader_from_a_page(
    app: Flask, reader: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENAMETOOLONG, "File name too long")

    assert isinstance(app.wsgi_app, KeptPages)
    app.wsgi_app.shelf._most_bytes = 1
    reader.get("/")
    monkeypatch.setattr(Path, "unlink", fail)
    assert reader.get("/about").status_code == 200


def test_a_server_without_the_setting_keeps_none(folder: Path, tmp_path: Path) -> None:
    page_files.set_up(tmp_path, None)
    create_app(settings(tmp_path)).test_client().get("/about")
    assert not files(folder)


def test_a_full_disk_keeps_no_reader_from_the_page(
    reader: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert reader.get("/about").status_code == 200
    assert "could not be laid down" in caplog.text
    assert not files(folder)
