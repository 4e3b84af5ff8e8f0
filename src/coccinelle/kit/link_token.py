"""Tokens of links that open one thing: unguessable, and they say under which number to look."""

import hashlib
import re
import secrets

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FORM = re.compile(r"([0-9a-z]{1,12})\.([A-Za-z0-9_-]{22})")
_BYTES = 16  # 128 bits, written in 22 letters


def new_token(scope: int) -> str:
    """scope: whose thing it opens, readable by anybody who holds the link."""
    return f"{_in_base_36(scope)}.{secrets.token_urlsafe(_BYTES)}"


def scope_of(token: str) -> int | None:
    """None for what is no token of ours."""
    form = _FORM.fullmatch(token)
    scope = int(form[1], 36) if form else 0
    return scope if 0 < scope < 2**63 else None


def token_hash(token: str) -> bytes:
    """What is kept: a copy of the table opens nothing."""
    return hashlib.sha256(token.encode()).digest()


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
