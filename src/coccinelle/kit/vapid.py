"""Who we are to a push service (RFC 8292): a short statement signed with the installation's key."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256

from coccinelle.kit.push_encryption import point
from coccinelle.kit.unpadded import to_bytes, to_text

LIFE_SECONDS = 12 * 3600  # a day at most, says the RFC
_NUMBER_BYTES = 32
_HEADER = {"typ": "JWT", "alg": "ES256"}


class NotVouched(Exception):
    """No statement, or not of this key, for this service, of today."""


@dataclass(frozen=True, slots=True)
class VapidKey:
    """public: the point a browser subscribes with, as text."""

    public: str
    private: bytes = field(repr=False)


def new_key() -> VapidKey:
    key = generate_private_key(SECP256R1())
    number = key.private_numbers().private_value
    return VapidKey(to_text(point(key)), number.to_bytes(_NUMBER_BYTES))


def authorization(key: VapidKey, endpoint: str, *, contact: str, now: float) -> str:
    """contact: a mailto: or https: address the service may write to; now: real seconds."""
    claims = {"aud": origin(endpoint), "exp": int(now) + LIFE_SECONDS, "sub": contact}
    said = f"{_part(_HEADER)}.{_part(claims)}"
    private = derive_private_key(int.from_bytes(key.private), SECP256R1())
    return f"vapid t={said}.{to_text(_signed(private, said.encode()))}, k={key.public}"


def vouched(header: str, endpoint: str, *, now: float) -> tuple[str, str]:
    """What a push service checks: the key that signed, and the contact. Raises NotVouched."""
    try:
        scheme, _, rest = header.partition(" ")
        given = dict(part.strip().split("=", 1) for part in rest.split(","))
        said, _, signature = given["t"].rpartition(".")
        head, claims = (json.loads(to_bytes(part)) for part in said.split("."))
        _check(given["k"], said.encode(), to_bytes(signature))
        is_right = (
            scheme == "vapid" and head["alg"] == "ES256" and claims["aud"] == origin(endpoint)
        )
        if not is_right or not now < claims["exp"] <= now + 24 * 3600:
            raise NotVouched
        return given["k"], claims["sub"]
    except (ValueError, KeyError, InvalidSignature) as error:
        raise NotVouched from error


def origin(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def _part(value: object) -> str:
    return to_text(json.dumps(value, separators=(",", ":")).encode())


def _signed(key: EllipticCurvePrivateKey, said: bytes) -> bytes:
    """JOSE writes both numbers one after the other."""
    numbers = decode_dss_signature(key.sign(said, ECDSA(SHA256())))
    return b"".join(number.to_bytes(_NUMBER_BYTES) for number in numbers)


def _check(public: str, said: bytes, signature: bytes) -> None:
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), to_bytes(public))
    if len(signature) != 2 * _NUMBER_BYTES:
        raise NotVouched
    r, s = (int.from_bytes(signature[at : at + _NUMBER_BYTES]) for at in (0, _NUMBER_BYTES))
    key.verify(encode_dss_signature(r, s), said, ECDSA(SHA256()))
