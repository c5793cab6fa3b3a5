"""Where a request comes from, as a key that tells nobody the address."""

from functools import cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_network

from flask import current_app, request


def place_here() -> str:
    """The key of this request's network address; of a whole /64 where that is IPv6, as one home has it.

    It stays the same from day to day, unlike the keys of `limits`, so that somebody can be blocked.
    """
    address = request.remote_addr or ""
    return keyed(_network(address)) if address else ""


def keyed(text: str) -> str:
    """TEXT as a key that cannot be turned back without the secret key of this column."""
    return blake2b(text.encode(), key=_key(current_app.config["SECRET_KEY"]), digest_size=16).hexdigest()


@cache
def _key(secret: str) -> bytes:
    return blake2b(f"places {secret}".encode(), digest_size=32).digest()


def _network(address: str) -> str:
    try:
        network = ip_network(address)
    except ValueError:
        return address
    first = network.network_address
    if not isinstance(first, IPv6Address):
        return address
    return str(first.ipv4_mapped or network.supernet(new_prefix=64))
