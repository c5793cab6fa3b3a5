"""Every setting that comes from the environment, read once and checked together."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

ROOT = Path(__file__).parent

SETTINGS = {
    "QUANDARY_DATA": "folder for the database, uploads, kept mail and the secret key",
    "QUANDARY_DATABASE_URL": "where the database is: sqlite:///… or postgresql://…",
    "QUANDARY_REDIS_URL": "Redis for limits that several machines share: redis://…",
    "QUANDARY_MAIL_URL": "the mail server: smtp://… or smtps://user:password@host:port",
    "QUANDARY_MAIL_FROM": "the address that mail comes from",
    "QUANDARY_SITE_URL": "the address readers see, for links in mail",
    "QUANDARY_PAGES": "folder for finished pages, which a web server on this machine serves by itself",
    "QUANDARY_PROXIES": "how many reverse proxies stand in front, whose X-Forwarded-For is believed",
    "QUANDARY_BIND": "host:port that the server listens on",
    "QUANDARY_SECRET_KEY": "the key that signs cookies, 32 characters or more",
}


class ConfigError(click.ClickException):
    """All that is wrong with the settings, a line each."""


@dataclass(frozen=True)
class Config:
    """The settings, checked. Paths are absolute; addresses have no trailing slash."""

    data: Path
    database_url: str
    redis_url: str | None
    mail_url: str | None
    mail_from: str
    site_url: str
    pages: Path | None
    proxies: int
    host: str
    port: int
    secret_key: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Config":
        """Read QUANDARY_* from ENVIRONMENT. Raises ConfigError naming every fault at once."""
        reader = _Reader(environment)
        data = Path(environment.get("QUANDARY_DATA") or "data")
        data = data if data.is_absolute() else ROOT / data
        host, port = reader.bind()
        site_url = reader.address("QUANDARY_SITE_URL", {"http", "https"}) or f"http://{host}:{port}"
        config = cls(
            data=data,
            database_url=reader.database_url(data),
            redis_url=reader.address("QUANDARY_REDIS_URL", {"redis", "rediss", "unix"}),
            mail_url=reader.address("QUANDARY_MAIL_URL", {"smtp", "smtps"}),
            mail_from=reader.mail_from(site_url),
            site_url=site_url,
            pages=reader.folder("QUANDARY_PAGES"),
            proxies=reader.proxies(),
            host=host,
            port=port,
            secret_key=reader.secret_key(),
        )
        if reader.faults:
            raise ConfigError("\n".join(reader.faults))
        return config if config.secret_key else config.with_kept_key()

    def with_kept_key(self) -> "Config":
        """The same settings with the key that the data folder keeps; made on first use."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = self.data / "secret_key"
        if not kept.exists():
            _keep_new_key(kept)
        return Config(**{**vars(self), "secret_key": kept.read_text().strip()})

    def for_flask(self) -> dict[str, Any]:
        """What Flask and its extensions are to be told."""
        return {
            "QUANDARY": self,
            "SECRET_KEY": self.secret_key,
            "SESSION_COOKIE_NAME": "quandary",
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.site_url.startswith("https:"),
            "SESSION_REFRESH_EACH_REQUEST": False,
            "PERMANENT_SESSION_LIFETIME": 90 * 24 * 3600,
            "MAX_CONTENT_LENGTH": 2 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "WTF_CSRF_CHECK_DEFAULT": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,
        }


def _keep_new_key(kept: Path) -> None:
    """Make the key file KEPT whole, or not at all, and readable for us alone; another's stays."""
    draft = kept.with_suffix(f".{os.getpid()}")
    with open(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(draft, kept)
    draft.unlink()


class _Reader:
    """Reads one setting after another and notes what is wrong with each."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.faults = [
            f"{name} is not a setting; see the README for those there are."
            for name in sorted(environment)
            if name.startswith("QUANDARY_") and name not in SETTINGS
        ]

    def address(self, name: str, schemes: set[str]) -> str | None:
        value = self.environment.get(name, "").rstrip("/")
        if not value:
            return None
        try:
            parts = urlsplit(value)
            _ = parts.port
        except ValueError:
            self.faults.append(f"{name} is not an address that can be read.")
            return None
        if parts.scheme not in schemes or not (parts.hostname or parts.scheme == "unix"):
            wanted = " or ".join(f"{scheme}://" for scheme in sorted(schemes))
            self.faults.append(f"{name} must start with {wanted} and name a host.")
        return value

    def bind(self) -> tuple[str, int]:
        value = self.environment.get("QUANDARY_BIND") or "127.0.0.1:8000"
        host, _, port = value.rpartition(":")
        if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
            return host, int(port)
        self.faults.append("QUANDARY_BIND must be host:port, as in 127.0.0.1:8000.")
        return "127.0.0.1", 8000

    def database_url(self, data: Path) -> str:
        value = self.environment.get("QUANDARY_DATABASE_URL")
        if not value:
            return f"sqlite:///{data / 'quandary.sqlite3'}"
        scheme, _, rest = value.partition("://")
        if scheme == "sqlite" and rest.startswith("/"):
            return value
        if scheme in {"postgres", "postgresql"}:
            return f"postgresql+psycopg://{rest}"
        self.faults.append("QUANDARY_DATABASE_URL must start with postgresql:// or sqlite:/// and a path.")
        return value

    def folder(self, name: str) -> Path | None:
        value = self.environment.get(name)
        if value and not Path(value).is_absolute():
            self.faults.append(f"{name} must be a whole path, as in /run/quandary/pages.")
        return Path(value) if value else None

    def proxies(self) -> int:
        value = self.environment.get("QUANDARY_PROXIES") or "0"
        if value.isascii() and value.isdigit() and int(value) < 10:
            return int(value)
        self.faults.append("QUANDARY_PROXIES must be a small number, as in 1.")
        return 0

    def mail_from(self, site_url: str) -> str:
        value = self.environment.get("QUANDARY_MAIL_FROM")
        if not value:
            return f"column@{urlsplit(site_url).hostname}"
        if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", value):
            self.faults.append("QUANDARY_MAIL_FROM must be an e-mail address.")
        return value

    def secret_key(self) -> str:
        value = self.environment.get("QUANDARY_SECRET_KEY", "")
        if value and len(value) < 32:
            self.faults.append("QUANDARY_SECRET_KEY must have 32 characters or more.")
        return value
