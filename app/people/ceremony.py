"""What browsers are asked about passkeys, and their answers checked (WebAuthn Level 3, section 7).

A passkey is discoverable, and its device verifies the person: one is both factors. The library is imported
only where it is used, for few ever sign in.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select

from app import clock
from app.db import db
from app.people import notices
from app.people.deeds import Deed
from app.people.model import Person
from app.people.passkeys import Passkey, passkeys_of
from app.web import Refusal

MOST = 20
BASE64URL = re.compile(r"[\w-]+", re.ASCII)
NOT_TAKEN = "That passkey could not be checked. Nothing was changed; please try again."


def to_make_one(person: Person, challenge: bytes, column: str) -> str:
    """What the browser of PERSON is asked for, as JSON, to make a passkey for the COLUMN."""
    import webauthn
    from webauthn.helpers import structs

    wanted = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.REQUIRED,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    known = [
        structs.PublicKeyCredentialDescriptor(webauthn.base64url_to_bytes(each.credential_id))
        for each in passkeys_of(person)
    ]
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=_host(),
            rp_name=column,
            user_id=str(person.id).encode(),
            user_name=person.email,
            user_display_name=person.name,
            challenge=challenge,
            authenticator_selection=wanted,
            exclude_credentials=known,
        )
    )


def to_use_one(challenge: bytes) -> str:
    """What any browser is asked for, as JSON, to sign in."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement

    required = UserVerificationRequirement.REQUIRED
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=_host(), challenge=challenge, user_verification=required
        )
    )


def add(person: Person, name: str, answer: str, challenge: bytes) -> None:
    """Keep the passkey that the browser made when asked with CHALLENGE. Raises Refusal for a wrong ANSWER."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    if len(passkeys_of(person)) >= MOST:
        raise Refusal(f"You have {MOST} passkeys. Remove one first.")
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, **_expected()
        )
    except (WebAuthnException, ValueError, RecursionError):
        raise Refusal(NOT_TAKEN, 422) from None
    key = webauthn.helpers.bytes_to_base64url(made.credential_id)
    kept = (made.credential_public_key, made.sign_count)
    db.session.add(
        Passkey(person_id=person.id, name=name, credential_id=key, public_key=kept[0], uses=kept[1])
    )
    Deed.record(person, f"Added the passkey “{name}”")
    notices.signs_in_otherwise(person.id, person.email, f"The passkey “{name}” was added to your account.")


def owner_of(answer: str, challenge: bytes) -> Person:
    """Who signs in with the passkey that gave ANSWER to CHALLENGE. Raises Refusal for a wrong one."""
    import webauthn
    from webauthn.helpers.exceptions import WebAuthnException

    passkey = _named_in(answer)
    if passkey is None or not passkey.person.may_sign_in:
        raise Refusal("This site does not know that passkey. Sign in with your password.", 422)
    try:
        used = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.uses,
            **_expected(),
        )
    except (WebAuthnException, ValueError, RecursionError):
        raise Refusal(NOT_TAKEN, 422) from None
    passkey.uses, passkey.used_at = used.new_sign_count, clock.now()
    return passkey.person


def _named_in(answer: str) -> Passkey | None:
    """The passkey that ANSWER names, for us alone until the end of what is being written."""
    try:
        named = str(json.loads(answer)["id"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    query = select(Passkey).where(Passkey.credential_id == named).with_for_update(of=Passkey)
    return db.session.scalar(query) if BASE64URL.fullmatch(named) else None


def _expected() -> dict[str, Any]:
    parts = urlsplit(current_app.config["QUANDARY"].site_url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return {"expected_rp_id": _host(), "expected_origin": origin, "require_user_verification": True}


def _host() -> str:
    return urlsplit(current_app.config["QUANDARY"].site_url).hostname or ""
