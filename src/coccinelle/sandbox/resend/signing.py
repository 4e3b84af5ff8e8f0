"""Calls signed as Resend signs them, by Svix."""

import base64
import hmac
import json
import secrets
import time
from typing import Any


def signed_event(
    event: dict[str, Any], secret: str, *, event_id: str = "", age_seconds: float = 0
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a webhook; age_seconds: how long ago it says it was signed."""
    body = json.dumps(event, ensure_ascii=False).encode()
    message_id = event_id or f"msg_{secrets.token_hex(12)}"
    at = str(int(time.time() - age_seconds))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Svix-Webhooks/1.0",
        "svix-id": message_id,
        "svix-timestamp": at,
        "svix-signature": f"v1,{signature(f'{message_id}.{at}.'.encode() + body, secret)}",
    }
    return body, headers


def signature(signed: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
