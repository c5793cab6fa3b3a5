"""Passkeys, as a device of ours makes and uses them; a real browser does it in tests/journeys."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import db
from app.people import passkeys
from app.people.passkeys import Passkey
from tests.conftest import PASSWORD, Author, settings
from tests.people.conftest import mails, told

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40


def base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Device:
    """A key of one site in a device: it signs what that site's browser is asked for (WebAuthn 6.3)."""

    def __init__(self, verified: bool = True, counts: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(self.key.private_numbers().private_value).encode()).digest()
        self.flags = PRESENT | (VERIFIED if verified else 0)
        self.counts, self.uses = counts, 0

    def make(self, asked: dict[str, str], origin: str = ORIGIN) -> str:
        about = self._about(NEW) + b"\0" * 16 + len(self.id).to_bytes(2, "big") + self.id + self._public()
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        client = self._client("webauthn.create", asked, origin)
        return self._answer({"clientDataJSON": client, "attestationObject": made})

    def use(self, asked: dict[str, str], origin: str = ORIGIN) -> str:
        self.uses += self.counts
        about, client = self._about(), self._client("webauthn.get", asked, origin)
        signature = self.key.sign(about + sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": about, "signature": signature}
        return self._answer(said)

    def _about(self, more: int = 0) -> bytes:
        flags = bytes([self.flags | more])
        return sha256(b"localhost").digest() + flags + self.uses.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        sides = {-2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        return cbor2.dumps({1: 2, 3: -7, -1: 1, **sides})

    def _client(self, kind: str, asked: dict[str, str], origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": origin}).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        said = {name: base64url(value) for name, value in response.items()}
        key = base64url(self.id)
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": said})


@pytest.fixture(autouse=True)
def at_localhost(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is reached as http://localhost:8000."""
    config = settings(Path("/nowhere"), SITE_URL=ORIGIN)
    monkeypatch.setitem(app.config, "QUANDARY", config)


def asked(client: FlaskClient) -> dict[str, str]:
    answer = client.post("/sign-in/passkey/challenge")
    found: dict[str, str] = answer.get_json()
    return found


def begun(author: Author) -> dict[str, str]:
    found: dict[str, str] = author.post("/desk/account/passkeys/challenge").get_json()
    return found


@pytest.fixture
def device(author: Author) -> Device:
    """A device with a passkey of Hester's."""
    made = Device()
    author.post("/desk/account/passkeys", passkey_name="Her phone", credential=made.make(begun(author)))
    return made


def come_in(client: FlaskClient, answer: str) -> int:
    return client.post("/sign-in/passkey", data={"credential": answer, "next": "/desk/posts"}).status_code


def test_a_passkey_is_asked_for_that_needs_no_name_and_knows_its_person(author: Author) -> None:
    wanted = author.post("/desk/account/passkeys/challenge").get_json()
    assert wanted["rp"]["id"] == "localhost"
    assert wanted["authenticatorSelection"]["residentKey"] == "required"
    assert wanted["authenticatorSelection"]["userVerification"] == "required"
    assert wanted["excludeCredentials"] == []


def test_a_passkey_is_kept_and_lets_in_by_itself(app: Flask, device: Device, reader: FlaskClient) -> None:
    answer = reader.post(
        "/sign-in/passkey", data={"credential": device.use(asked(reader)), "next": "/desk/posts"}
    )
    assert answer.location == "/desk/posts"
    page = reader.get("/desk/account").text
    assert "Her phone" in page
    assert "not used yet" not in page
    assert told(app) == ["Added the passkey “Her phone”"]
    assert "was added to your account" in mails(app)[0][2]


def test_the_device_that_has_one_is_not_asked_for_another(author: Author, device: Device) -> None:
    wanted = author.post("/desk/account/passkeys/challenge").get_json()
    assert [each["id"] for each in wanted["excludeCredentials"]] == [base64url(device.id)]


def test_a_passkey_is_both_factors(app: Flask, author: Author, device: Device, reader: FlaskClient) -> None:
    author.post("/desk/account/codes/prepare")
    assert come_in(reader, device.use(asked(reader))) == 303
    assert reader.get("/desk").status_code == 200


def test_an_answer_counts_once(app: Flask, device: Device, reader: FlaskClient) -> None:
    device.counts = False
    answer = device.use(asked(reader))
    slip = reader.get_cookie("quandary-challenge")
    assert slip is not None
    assert come_in(reader, answer) == 303
    thief = app.test_client()
    thief.set_cookie("quandary-challenge", slip.value)
    assert come_in(thief, answer) == 422


def test_an_answer_counts_for_five_minutes(
    device: Device, reader: FlaskClient, later: Callable[[timedelta], None]
) -> None:
    answer = device.use(asked(reader))
    later(timedelta(minutes=5))
    assert come_in(reader, answer) == 422


def test_an_answer_counts_in_the_browser_that_was_asked(
    app: Flask, device: Device, reader: FlaskClient
) -> None:
    thief = app.test_client()
    asked(thief)
    assert come_in(thief, device.use(asked(reader))) == 422


def test_a_device_whose_count_does_not_rise_was_copied(
    app: Flask, device: Device, reader: FlaskClient
) -> None:
    assert come_in(reader, device.use(asked(reader))) == 303
    device.counts = False
    other = app.test_client()
    assert come_in(other, device.use(asked(other))) == 422
    with app.app_context():
        assert db.session.scalars(select(Passkey.uses)).one() == 1


def test_a_device_that_asked_its_person_nothing_is_not_enough(author: Author, reader: FlaskClient) -> None:
    careless = Device(verified=False)
    answer = author.post("/desk/account/passkeys", passkey_name="x", credential=careless.make(begun(author)))
    assert answer.status_code == 422
    assert "could not be checked" in answer.text


def test_an_answer_to_another_site_is_refused(device: Device, reader: FlaskClient, author: Author) -> None:
    assert come_in(reader, device.use(asked(reader), origin="https://evil.example")) == 422
    other = Device().make(begun(author), origin="https://evil.example")
    assert author.post("/desk/account/passkeys", passkey_name="x", credential=other).status_code == 422


def test_a_device_that_is_not_known_is_refused(device: Device, reader: FlaskClient) -> None:
    answer = reader.post("/sign-in/passkey", data={"credential": Device().use(asked(reader))})
    assert answer.status_code == 422
    assert "does not know that passkey" in answer.text


def test_whoever_signs_with_another_key_is_refused(device: Device, reader: FlaskClient) -> None:
    device.key = ec.generate_private_key(ec.SECP256R1())
    assert come_in(reader, device.use(asked(reader))) == 422


@pytest.mark.parametrize(
    "answer", ["", "{", "[]", "null", '{"id": "\\u0000"}', '{"id": "\\ud800"}', '{"id": 1}', '{"id": "…"}']
)
def test_nonsense_is_refused_in_a_sentence(
    device: Device, reader: FlaskClient, author: Author, answer: str
) -> None:
    asked(reader)
    assert come_in(reader, answer) == 422
    begun(author)
    assert author.post("/desk/account/passkeys", passkey_name="x", credential=answer).status_code == 422


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("instead", ["", "AA", "not base64!", None, 5, []])
def test_an_answer_that_was_garbled_is_refused(
    device: Device, reader: FlaskClient, part: str, instead: object
) -> None:
    said = json.loads(device.use(asked(reader)))
    said["response"][part] = instead
    assert come_in(reader, json.dumps(said)) == 422


@pytest.mark.parametrize("part", ["clientDataJSON", "attestationObject"])
@pytest.mark.parametrize("instead", ["", "AA", "not base64!", "oA", "gYGBgQ", "gYGB" * 9_000, None, 5, []])
def test_a_passkey_that_was_garbled_is_not_kept(
    app: Flask, author: Author, part: str, instead: object
) -> None:
    said = json.loads(Device().make(begun(author)))
    said["response"][part] = instead
    answer = author.post("/desk/account/passkeys", passkey_name="x", credential=json.dumps(said))
    assert answer.status_code == 422
    with app.app_context():
        assert db.session.scalars(select(Passkey)).all() == []


def test_an_answer_that_is_nested_without_end_is_refused(
    device: Device, reader: FlaskClient, author: Author
) -> None:
    deep = "[" * 50_000
    asked(reader)
    assert come_in(reader, deep) == 422
    begun(author)
    assert author.post("/desk/account/passkeys", passkey_name="x", credential=deep).status_code == 422


def test_a_passkey_that_was_removed_opens_nothing(
    app: Flask, author: Author, device: Device, reader: FlaskClient
) -> None:
    author.post("/desk/account/passkeys/1/remove")
    assert come_in(reader, device.use(asked(reader))) == 422
    assert told(app)[-1] == "Removed the passkey “Her phone”"


def test_nobody_removes_a_passkey_of_somebody_else(
    app: Flask, device: Device, ada: int, reader: FlaskClient
) -> None:
    other = Author(app.test_client())
    other.client.post("/sign-in", data={"email": "ada@column.example", "password": PASSWORD})
    other.post("/desk/account/passkeys/1/remove", page="/desk/account")
    assert come_in(reader, device.use(asked(reader))) == 303


@pytest.mark.parametrize(
    ("site", "offered"),
    [
        ("https://column.example", True),
        ("http://localhost:8000", True),
        ("http://column.example", False),
        ("http://127.0.0.1:8000", False),
        ("https://192.0.2.1", False),
        ("https://[2001:db8::1]", False),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(
    app: Flask, author: Author, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, site: str, offered: bool
) -> None:
    monkeypatch.setitem(app.config, "QUANDARY", settings(Path("/nowhere"), SITE_URL=site))
    with app.app_context():
        assert passkeys.are_offered() is offered
    assert ("this site needs an address with https" in author.get("/desk/account").text) is not offered
    assert ("people-passkey" in reader.get("/sign-in").text) is offered
    assert reader.post("/sign-in/passkey/challenge").status_code == (200 if offered else 404)
