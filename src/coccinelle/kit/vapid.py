"""Who we are to a push service (RFC 8292): a short statement signed with the installation's key."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02, VapidException

from coccinelle.kit.unpadded import to_text

LIFE_SECONDS = 12 * 3600  # a day at most, says the RFC
_NUMBER_BYTES = 32


@dataclass(frozen=True, slots=True)
class VapidKey:
    """public: the point a browser subscribes with, as text."""

    public: str
    private: bytes = field(repr=False)


def new_key() -> VapidKey:
    key = generate_private_key(SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    number = key.private_numbers().private_value
    return VapidKey(to_text(point), number.to_bytes(_NUMBER_BYTES))


def authorization(key: VapidKey, endpoint: str, *, contact: str, now: float) -> str:
    """contact: a mailto: or https: address the service may write to; now: real seconds.

    Raises ValueError for an endpoint whose service has no name.
    """
    private = derive_private_key(int.from_bytes(key.private), SECP256R1())
    signer = Vapid02(private, conf={"no-strict": True})  # strict, it knows no https: with a port
    claims = {"aud": origin(endpoint), "exp": int(now) + LIFE_SECONDS, "sub": contact}
    try:
        return str(signer.sign(claims)["Authorization"])
    except VapidException as error:
        raise ValueError("an endpoint with a name is needed") from error


def origin(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"
