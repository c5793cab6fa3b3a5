"""The schema comes from the migrations alone."""

import pytest
from flask import Flask

from app.db.migrations import alembic
from app.site import Site


@pytest.mark.usefixtures("context")
def test_the_migrations_make_what_the_models_say() -> None:
    assert alembic.compare_metadata() == []


def test_a_new_database_has_the_one_row_of_the_site(app: Flask) -> None:
    with app.app_context():
        assert Site.current().id == 1
