"""Addresses that mail can be sent to."""

import re
from email.errors import MessageError
from email.headerregistry import Address

_shape = re.compile(r"[^@\s,;:<>()\[\]\\\"]+@[^@\s,;:<>()\[\]\\\"]+")


def is_address(text: str) -> bool:
    """Whether TEXT is one plain address (RFC 5322, addr-spec) and nothing else."""
    if not _shape.fullmatch(text):
        return False
    try:
        Address(addr_spec=text)
    except (MessageError, ValueError, AttributeError, IndexError):
        return False
    return True
