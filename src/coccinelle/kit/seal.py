"""Secrets at rest: AES-256-GCM, bound to the place they were written for."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash

NONCE_BYTES = 12  # NIST SP 800-38D recommends 96 bits for GCM
KEY_ID_BYTES = 4


class CannotUnseal(Exception):
    """No key at hand opens it, or it was moved from where it belongs."""


class Seal:
    """keys: 32 bytes each, newest first; the newest seals, any of them opens."""

    def __init__(self, keys: tuple[bytes, ...]) -> None:
        self._keys = {_key_id(key): AESGCM(key) for key in keys}
        self._newest = _key_id(keys[0])

    def seal(self, secret: bytes, place: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._keys[self._newest].encrypt(nonce, secret, place.encode())
        return self._newest + nonce + sealed

    def open(self, sealed: bytes, place: str) -> bytes:
        """Raises CannotUnseal."""
        key = self._keys.get(bytes(sealed[:KEY_ID_BYTES]))
        if key is None:
            raise CannotUnseal("The key that sealed this secret is not among the keys at hand.")
        nonce, body = sealed[KEY_ID_BYTES : KEY_ID_BYTES + NONCE_BYTES], sealed[16:]
        try:
            return key.decrypt(bytes(nonce), bytes(body), place.encode())
        except InvalidTag as error:
            raise CannotUnseal("This secret was altered or moved.") from error

    def opens(self, sealed: bytes, place: str) -> bool:
        try:
            self.open(sealed, place)
        except CannotUnseal:
            return False
        return True

    def is_newest(self, sealed: bytes) -> bool:
        return bytes(sealed[:KEY_ID_BYTES]) == self._newest


def parse_keys(text: str) -> tuple[bytes, ...]:
    """Keys written as 64 hex digits, separated by commas. Raises ValueError."""
    keys = tuple(bytes.fromhex(part.strip()) for part in text.split(",") if part.strip())
    if not keys or any(len(key) != 32 for key in keys):
        raise ValueError("expected keys of 64 hexadecimal digits, separated by commas")
    return keys


def _key_id(key: bytes) -> bytes:
    digest = Hash(SHA256())
    digest.update(b"key id" + key)
    return digest.finalize()[:KEY_ID_BYTES]
