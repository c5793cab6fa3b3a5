"""An import that broke off is taken up where it stood, and a large file takes no more memory."""

import tracemalloc
from pathlib import Path

import pytest

from app.transfer.wordpress import taking, thread
from app.transfer.wordpress.checking import check

from .conftest import BringIn, Counts
from .exports import comment, export, item

THREE = export(*(item(comment(id=n), comment(id=n + 10, parent=n), post_id=n) for n in (1, 2, 3)))


class PowerCut(Exception):
    pass


def fail_at(monkeypatch: pytest.MonkeyPatch, where: object, name: str, time: int) -> None:
    """Let the function NAME of WHERE break when it is called for the TIMEth time."""
    real, calls = getattr(where, name), []

    def breaking(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == time:
            raise PowerCut
        return real(*arguments)

    monkeypatch.setattr(where, name, breaking)


@pytest.mark.parametrize(
    ("where", "name", "time", "left"),
    [
        (taking, "_take_item", 2, (1, 2)),
        (taking, "write_post", 2, (1, 2)),
        (thread.record, "remember", 4, (1, 0)),
        (thread.Thread, "_add", 4, (2, 2)),
    ],
)
def test_an_import_that_broke_off_is_completed_by_the_next(
    bring_in_export: BringIn,
    counts: Counts,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    time: int,
    left: tuple[int, int],
) -> None:
    with monkeypatch.context() as broken:
        fail_at(broken, where, name, time)
        assert isinstance(bring_in_export(THREE).exception, PowerCut)
    assert counts() == left
    assert bring_in_export(THREE).exit_code == 0
    assert counts() == (3, 6)


def peak_of_checking(file: Path, items: int) -> int:
    """The most memory in bytes that checking an export of ITEMS takes at once."""
    file.write_text(export(*(item(body="word " * 200, post_id=n) for n in range(items))), encoding="utf-8")
    tracemalloc.start()
    try:
        check(file)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_times_the_posts_take_hardly_more_memory(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    peak_of_checking(file, 10)
    assert peak_of_checking(file, 3_000) < 3 * peak_of_checking(file, 300)
