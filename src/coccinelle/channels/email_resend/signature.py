"""Is this call signed by Resend? Svix's signature, on the raw bytes and a fresh time."""

import base64
import hmac
import time

from coccinelle.channels.email_resend.settings import ResendSettings
from coccinelle.core.channel import Forged
from coccinelle.core.messages import WebhookCall

TOLERANCE_SECONDS = 300  # either way, by real time
MOST_SIGNATURES = 10


def check(call: WebhookCall, settings: ResendSettings) -> None:
    """Raises Forged."""
    message_id, at, given = (
        call.headers.get(f"svix-{name}", "") for name in ("id", "timestamp", "signature")
    )
    if not (message_id and at and given):
        raise Forged("L'appel n'est pas signé.")
    if not _is_fresh(at):
        raise Forged("L'appel de Resend est trop ancien ou vient de l'avenir.")
    signed = f"{message_id}.{at}.".encode() + call.body
    wanted = [_sign(signed, secret) for secret in settings.webhook_secrets]
    valid = [hmac.compare_digest(one, right) for one in _signatures(given) for right in wanted]
    if not any(valid):
        raise Forged("La signature de Resend ne correspond pas.")


def _is_fresh(at: str) -> bool:
    if not (at.isascii() and at.isdigit() and len(at) <= 12):
        return False
    return abs(time.time() - int(at)) <= TOLERANCE_SECONDS


def _signatures(header: str) -> list[bytes]:
    """Those of the one version there is; while a secret is changed there are several."""
    versions = (part.partition(",") for part in header.split(" ")[:MOST_SIGNATURES])
    return [value.encode() for version, _, value in versions if version == "v1" and value]


def _sign(signed: bytes, secret: str) -> bytes:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.digest(key, signed, "sha256"))
