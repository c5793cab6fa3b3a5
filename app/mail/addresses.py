"""Addresses that mail can be sent to."""

import re
from email.errors import MessageError
from email.headerregistry import Address

_shape = re.compile(r"[^@\s,;:<>()\[\]\\\"]+@[^@\s,;:<>()\[\]\\\"]+")
_other_script = re.compile(r"[^\x00-\x7f]")


def is_address(text: str) -> bool:
    """Whether TEXT is one plain address (RFC 5322, addr-spec; in any script, RFC 6531) and nothing else."""
    if not _shape.fullmatch(text) or not text.isprintable():
        return False
    try:
        Address(addr_spec=_other_script.sub("x", text))
    except (MessageError, ValueError, AttributeError, IndexError):
        return False
    return True


def in_ascii(address: str) -> str:
    """ADDRESS with its host as the DNS has it (RFC 3490), so that every mail server can write to it."""
    name, _, host = address.rpartition("@")
    try:
        return f"{name}@{host.encode('idna').decode()}"
    except UnicodeError:
        return address


def part_of(address: str) -> Address:
    """ADDRESS for a header. Raises MessageError, or what else the library does, where it is none."""
    if address.isascii() or not is_address(address):
        return Address(addr_spec=address)
    name, _, host = address.rpartition("@")
    return Address(username=name, domain=host)
