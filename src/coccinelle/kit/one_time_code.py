"""Codes of six digits: drawn at random, kept as a hash, read in what people write."""

import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

DIGITS = 6
_SAID = re.compile(r"(?<![\w.,+-])([0-9]{3})[ .-]?([0-9]{3})(?![\w€]|[.,-][0-9]| [0-9])")
# RFC 9106's low memory is for passwords that live for years; a code is dead in ten minutes.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def drawn() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def hashed(code: str) -> str:
    return _HASHER.hash(code)


def is_right(code_hash: str, code: str) -> bool:
    try:
        return _HASHER.verify(code_hash, code)
    except (VerificationError, InvalidHashError):
        return False


def said_in(text: str) -> str | None:
    """The last six digits of a text, however they are grouped: one guess, however many are said."""
    found = _SAID.findall(text)
    return "".join(found[-1]) if found else None
