"""Bytes as base64url without its padding: how keys travel in Web Push."""

import base64
import binascii
import re

_TEXT = re.compile("[A-Za-z0-9_-]*")


def to_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def to_bytes(text: str) -> bytes:
    """Raises ValueError."""
    try:
        if _TEXT.fullmatch(text):
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        pass
    raise ValueError("expected base64url without padding")
