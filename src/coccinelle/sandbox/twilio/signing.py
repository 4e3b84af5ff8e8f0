"""Calls signed as Twilio signs them."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlencode


def signed_form(
    url: str, auth_token: str, params: Mapping[str, str], *, shared_key: str | None = None
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a form POST to url.

    shared_key: the name of a shared key; auth_token is then its secret, the hash SHA-256.
    """
    digest = "sha256" if shared_key else "sha1"
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "User-Agent": "TwilioProxy/1.1",
        "I-Twilio-Idempotency-Token": secrets.token_hex(16),
        "X-Twilio-Signature": signature(url, auth_token, params, digest),
    }
    if shared_key:
        named = f"key={shared_key},algorithm=HMAC_SHA256"
        headers["X-Twilio-Webhooks-Signature-Settings"] = named
    return urlencode(params).encode(), headers


def signature(url: str, secret: str, params: Mapping[str, str], digest: str = "sha1") -> str:
    text = url + "".join(name + params[name] for name in sorted(params))
    return base64.b64encode(hmac.digest(secret.encode(), text.encode(), digest)).decode()
