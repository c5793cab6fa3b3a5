"""One transaction writes, and it is whole or not at all."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from app.db import db, writing
from app.site import Site


@pytest.mark.usefixtures("context")
def test_nothing_is_written_outside_of_a_writing_block() -> None:
    with pytest.raises(DBAPIError):
        db.session.execute(update(Site).values(name="x"))


@pytest.mark.usefixtures("context")
def test_an_exception_undoes_the_whole_block() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        Site.current().name = "x"
        db.session.flush()
        raise ZeroDivisionError
    assert Site.current().name == "An advice column"


@pytest.mark.usefixtures("context")
def test_what_was_read_before_is_read_afresh_inside() -> None:
    before = Site.current()
    with db.engine.begin() as elsewhere:
        elsewhere.execute(update(Site).values(name="Changed elsewhere"))
    with writing():
        assert before.name == "Changed elsewhere"


@pytest.mark.usefixtures("context")
def test_writing_blocks_do_not_nest() -> None:
    with writing(), pytest.raises(RuntimeError), writing():
        pass


def test_writers_that_come_together_all_get_their_turn(app: Flask) -> None:
    def add_one() -> None:
        for _ in range(5):
            with app.app_context(), writing() as session:
                site = session.scalars(select(Site).with_for_update()).one()
                site.tagline = f"{site.tagline}+"

    writers = [threading.Thread(target=add_one) for _ in range(6)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(timeout=60)
    with app.app_context():
        assert db.session.scalar(select(func.length(Site.tagline))) == 30 + len(
            "Questions from readers, answered"
        )
