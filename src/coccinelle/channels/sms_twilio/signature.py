"""Is this call signed by Twilio? The exact text it signs, with both of its algorithms."""

import base64
import hmac
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from coccinelle.channels.sms_twilio.settings import TwilioSettings
from coccinelle.core.channel import Forged
from coccinelle.core.messages import WebhookCall

SIGNATURE = "x-twilio-signature"
SETTINGS = "x-twilio-webhooks-signature-settings"
DEFAULT_PORTS = {"https": 443, "http": 80}

Pairs = Sequence[tuple[str, str]]


def check(call: WebhookCall, pairs: Pairs, settings: TwilioSettings) -> None:
    """pairs: the decoded form, in any order, repeated names included. Raises Forged."""
    given = call.headers.get(SIGNATURE, "").strip().encode()
    digest, secrets = _keys(call.headers.get(SETTINGS, ""), settings)
    valid = [
        hmac.compare_digest(given, _sign(url, pairs, secret, digest))
        for url in _spellings(call.url)
        for secret in secrets
    ]
    if not given or not any(valid):
        raise Forged("La signature de Twilio ne correspond pas.")


def _keys(header: str, settings: TwilioSettings) -> tuple[str, tuple[str, ...]]:
    """The hash and the secrets that may have signed; a shared key only signs under its own name."""
    named = dict(_part(part) for part in header.split(","))
    match named.get("algorithm", "HMAC_SHA1").upper():
        case "HMAC_SHA1":
            return "sha1", tuple(filter(None, settings.auth_tokens))
        case "HMAC_SHA256" if named.get("key") == settings.webhook_key_id:
            secret = settings.webhook_key_secret
            return "sha256", (secret.get_secret_value(),) if secret else ()
    raise Forged("La signature de Twilio utilise une clé ou un procédé inconnus.")


def _part(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip(), value.strip()


def _spellings(url: str) -> Iterator[str]:
    """The URL as we know it, then with the scheme's own port added or left out.

    Twilio's servers do not agree on which one they sign.
    """
    yield url
    parts = urlsplit(url)
    port = f":{DEFAULT_PORTS.get(parts.scheme)}"
    if parts.port is None:
        yield parts._replace(netloc=parts.netloc + port).geturl()
    elif parts.netloc.endswith(port):
        yield parts._replace(netloc=parts.netloc.removesuffix(port)).geturl()


def _sign(url: str, pairs: Pairs, secret: str, digest: str) -> bytes:
    """A repeated value counts once; the pairs sort by name, then by value."""
    signed = url + "".join(name + value for name, value in sorted(set(pairs)))
    mac = hmac.new(secret.encode(), signed.encode("utf-8", "surrogatepass"), digest)
    return base64.b64encode(mac.digest())
