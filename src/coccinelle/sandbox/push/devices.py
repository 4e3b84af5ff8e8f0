"""A device as its browser keeps it: its keys, and the notes that reached it."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from coccinelle.kit.unpadded import to_text

SECRET_BYTES = 16


class CannotDecrypt(Exception):
    """Not for this device, altered, or no message of this kind."""


@dataclass(slots=True)
class Device:
    """key: the application's, which alone may write to it; "" until the first has written."""

    name: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    private: EllipticCurvePrivateKey = field(
        default_factory=lambda: generate_private_key(SECP256R1()), repr=False
    )
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(SECRET_BYTES), repr=False)
    key: str = ""
    is_gone: bool = False
    notes: list[dict[str, Any]] = field(default_factory=list)

    def subscription(self, base_url: str) -> dict[str, Any]:
        """As `PushSubscription.toJSON` gives it."""
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": to_text(point), "auth": to_text(self.secret)}
        return {"endpoint": f"{base_url}/wpush/v2/{self.name}", "keys": keys}

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        """Raises CannotDecrypt."""
        self.notes.append({"note": json.loads(self.read(body)), **headers})

    def read(self, body: bytes) -> bytes:
        """Raises CannotDecrypt."""
        try:
            return bytes(http_ece.decrypt(body, private_key=self.private, auth_secret=self.secret))
        except (http_ece.ECEException, ValueError) as error:
            raise CannotDecrypt from error
