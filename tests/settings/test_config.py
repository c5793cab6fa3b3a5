"""Settings from the environment."""

from pathlib import Path

import pytest

from config import ROOT, Config, ConfigError


def read(**settings: str) -> Config:
    return Config.from_environment({"QUANDARY_SECRET_KEY": "k" * 32} | settings)


def test_without_settings_all_lies_in_the_data_folder() -> None:
    config = read()
    assert config.data == ROOT / "data"
    assert config.database_url == f"sqlite:///{ROOT / 'data' / 'quandary.sqlite3'}"
    assert (config.host, config.port, config.site_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(ConfigError) as raised:
        read(
            QUANDARY_BIND="here",
            QUANDARY_DATABASE_URL="mysql://x",
            QUANDARY_REDIS_URL="http://x",
            QUANDARY_MAIL_URL="mailto:x",
            QUANDARY_MAIL_FROM="nobody",
            QUANDARY_SITE_URL="column",
            QUANDARY_SECRET_KEY="short",
            QUANDARY_PROXIES="all",
            QUANDARY_TYPO="x",
        )
    assert len(str(raised.value).splitlines()) == 9


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first, second = (Config.from_environment({"QUANDARY_DATA": str(tmp_path)}) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_plain_postgresql_address_gets_its_driver() -> None:
    assert read(QUANDARY_DATABASE_URL="postgresql://u@h/d").database_url == "postgresql+psycopg://u@h/d"
