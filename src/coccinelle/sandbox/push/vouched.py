"""What a push service checks of who writes to it (RFC 8292)."""

from cryptography.exceptions import InvalidSignature
from py_vapid import jwt

from coccinelle.kit.vapid import origin


class NotVouched(Exception):
    """No statement, or not of this key, for this service, of today."""


def vouched(header: str, endpoint: str, *, now: float) -> tuple[str, str]:
    """The key that signed, and the contact. Raises NotVouched."""
    try:
        scheme, _, rest = header.partition(" ")
        given = dict(part.strip().split("=", 1) for part in rest.split(","))
        claims = jwt.decode(given["t"], given["k"])
        is_right = scheme == "vapid" and claims["aud"] == origin(endpoint)
        if not is_right or not now < claims["exp"] <= now + 24 * 3600:
            raise NotVouched
        return given["k"], claims["sub"]
    except (ValueError, KeyError, InvalidSignature) as error:
        raise NotVouched from error
