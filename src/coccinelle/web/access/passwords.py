"""Members' passwords: argon2id, and the same work for an e-mail that nobody has."""

import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from coccinelle.core.errors import PermanentError

SHORTEST = 10
TOO_SHORT = f"Un mot de passe a au moins {SHORTEST} caractères."
LONGEST = 1024  # characters; hashing more is work a stranger could order
# Each verification takes 64 MiB (RFC 9106, low-memory profile): a crowd at the door waits in line.
_ROOM = BoundedSemaphore(2)
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    with _ROOM:
        return _HASHER.hash(password)


def chosen(password: str) -> str:
    """Long enough to be worth guessing at. Raises PermanentError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PermanentError(TOO_SHORT)
    return password


def is_right(password_hash: str | None, password: str) -> bool:
    """As slow and as silent without a hash as with a wrong password."""
    try:
        with _ROOM:
            _HASHER.verify(password_hash or decoy(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@cache
def decoy() -> str:
    """A hash that no password opens; made once, before the first visitor."""
    return _HASHER.hash(secrets.token_urlsafe(32))
