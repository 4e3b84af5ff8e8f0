"""One-time codes, of six digits or four letters: drawn at random, kept as a hash, read in texts."""

import re
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

DIGITS = 6
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # 32, and none is taken for another
LENGTH = 4
_SAID = re.compile(r"(?<![\w.,+-])([0-9]{3})[ .-]?([0-9]{3})(?![\w€]|[.,-][0-9]| [0-9])")
_LIKE_LETTERS = re.compile(f"[{LETTERS}]{{{LENGTH}}}")
_NO_CODE = re.compile("[A-Z]*[AEUY][A-Z]*|[0-9]+|[0-9]H[0-9]+")
# RFC 9106's low memory is for passwords that live for years; a code is dead in ten minutes.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def drawn() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def drawn_letters() -> str:
    """What looks like a code by itself, among other words."""
    while not is_like_letters(code := "".join(secrets.choice(LETTERS) for _ in range(LENGTH))):
        continue
    return code


def is_like_letters(word: str) -> bool:
    """Not what people write for its own sake: a word (ELLE), a number (2847), an hour (8H45)."""
    return bool(_LIKE_LETTERS.fullmatch(word)) and not _NO_CODE.fullmatch(word)


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
