"""A device as its browser keeps it: its keys, and the notes that reached it."""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)

from coccinelle.kit.push_encryption import SECRET_BYTES, decrypt, point
from coccinelle.kit.unpadded import to_text


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
        keys = {"p256dh": to_text(point(self.private)), "auth": to_text(self.secret)}
        return {"endpoint": f"{base_url}/wpush/v2/{self.name}", "keys": keys}

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        """Raises CannotDecrypt."""
        text = decrypt(body, self.private, self.secret)
        self.notes.append({"note": json.loads(text), **headers})
