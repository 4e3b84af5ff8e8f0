"""Web Push's encryption (RFC 8291 over RFC 8188): only the browser that subscribed reads it."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SALT_BYTES = 16
POINT_BYTES = 65  # uncompressed, on P-256
SECRET_BYTES = 16  # the subscription's own
HEADER_BYTES = SALT_BYTES + 4 + 1 + POINT_BYTES
RECORD_SIZE = 4096
LONGEST = 3000  # bytes of a text: services take 4096 in all
_LAST_RECORD = b"\x02"


class CannotDecrypt(Exception):
    """Not for this key, altered, or no message of this kind."""


def encrypt(
    text: bytes, receiver: bytes, secret: bytes, *,
    sender: EllipticCurvePrivateKey | None = None, salt: bytes | None = None,
) -> bytes:  # fmt: skip
    """The whole body to post. receiver: the browser's public point; secret: what it shared with us.

    sender, salt: drawn anew unless a published example is done again. Raises ValueError for a point
    that is not on the curve, and for a text too long.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a text of {LONGEST} bytes at most")
    sender, salt = sender or generate_private_key(SECP256R1()), salt or os.urandom(SALT_BYTES)
    theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), receiver)
    ours = point(sender)
    key, nonce = _keys(sender.exchange(ECDH(), theirs), secret, salt, receiver, ours)
    header = salt + RECORD_SIZE.to_bytes(4) + len(ours).to_bytes(1) + ours
    return header + AESGCM(key).encrypt(nonce, text + _LAST_RECORD, None)


def decrypt(body: bytes, receiver: EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """What a browser does. Raises CannotDecrypt."""
    if len(body) <= HEADER_BYTES or body[SALT_BYTES + 4] != POINT_BYTES:
        raise CannotDecrypt
    salt, sender = body[:SALT_BYTES], body[HEADER_BYTES - POINT_BYTES : HEADER_BYTES]
    try:
        shared = receiver.exchange(
            ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), sender)
        )
        key, nonce = _keys(shared, secret, salt, point(receiver), sender)
        text = AESGCM(key).decrypt(nonce, body[HEADER_BYTES:], None).rstrip(b"\x00")
    except (ValueError, InvalidTag) as error:
        raise CannotDecrypt from error
    if not text.endswith(_LAST_RECORD):
        raise CannotDecrypt
    return text[:-1]


def is_point(encoded: bytes) -> bool:
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), encoded)
    except ValueError:
        return False
    return len(encoded) == POINT_BYTES


def point(key: EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _keys(
    shared: bytes, secret: bytes, salt: bytes, receiver: bytes, sender: bytes
) -> tuple[bytes, bytes]:
    """The content key and the nonce."""
    label = b"WebPush: info\x00" + receiver + sender
    seed = HKDF(SHA256(), 32, secret, label).derive(shared)
    key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(seed)
    return key, HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(seed)
