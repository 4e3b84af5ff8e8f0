"""A note to one device: encrypted for it, vouched for by us, posted to its browser's service."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache
from ssl import SSLContext

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from coccinelle.connectors.push.hosts import NOT_THERE, check_endpoint
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.push import DeviceGone, DeviceKeys, PushNote
from coccinelle.kit import unpadded
from coccinelle.kit.retry_after import retry_after
from coccinelle.kit.seal import CannotUnseal, Seal
from coccinelle.kit.vapid import VapidKey, authorization

SECONDS = 10.0
POINT_BYTES, SECRET_BYTES = 65, 16  # of a device's keys: its point on the curve, uncompressed
LIFE_SECONDS = 12 * 3600  # after that, what was not shown is old news
GONE = (404, 410)
NO_KEYS = "Cet appareil n'a pas donné de clés valables : réessayez depuis son navigateur."


@dataclass(frozen=True, slots=True)
class WebPush:
    """key: the installation's, made when first asked for. place: what the keys of the device at
    this address are sealed for. contact: where the services may write to us."""

    key: Callable[[], VapidKey]
    vault: Seal = field(repr=False)
    place: Callable[[str], str]
    contact: str
    allow_private: bool

    def public_key(self) -> str:
        return self.key().public

    def seal(self, endpoint: str, keys: DeviceKeys) -> bytes:
        check_endpoint(endpoint, allow_private=self.allow_private)
        _check(keys)
        return self.vault.seal(json.dumps(asdict(keys)).encode(), self.place(endpoint))

    def send(self, endpoint: str, sealed: bytes, note: PushNote) -> None:
        check_endpoint(endpoint, allow_private=self.allow_private)
        body = _encrypted(_payload(note), endpoint, self._keys(endpoint, sealed))
        headers = {
            "Authorization": self._authorization(endpoint),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(LIFE_SECONDS),
            "Urgency": note.urgency,
            "Topic": _topic(note.tag),
        }
        try:
            with _client().stream("POST", endpoint, content=body, headers=headers) as answer:
                _judge(answer)
        except (httpx.RequestError, httpx.InvalidURL) as error:
            raise TemporaryError("Le service de notifications ne répond pas.") from error

    def _authorization(self, endpoint: str) -> str:
        try:
            return authorization(self.key(), endpoint, contact=self.contact, now=time.time())
        except ValueError as error:
            raise PermanentError(NOT_THERE) from error

    def _keys(self, endpoint: str, sealed: bytes) -> DeviceKeys:
        try:
            kept = self.vault.open(sealed, self.place(endpoint))
        except CannotUnseal as error:
            raise PermanentError(f"Les clés de l'appareil ne s'ouvrent pas : {error}") from error
        return DeviceKeys(**json.loads(kept))


def _check(keys: DeviceKeys) -> None:
    try:
        public, secret = unpadded.to_bytes(keys.p256dh), unpadded.to_bytes(keys.auth)
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    except ValueError:
        raise PermanentError(NO_KEYS) from None
    if len(public) != POINT_BYTES or len(secret) != SECRET_BYTES:
        raise PermanentError(NO_KEYS)


def _encrypted(text: bytes, endpoint: str, keys: DeviceKeys) -> bytes:
    """By RFC 8291: only the browser that subscribed reads it."""
    from pywebpush import WebPusher  # late: it brings two HTTP clients that we do not call with

    return bytes(WebPusher({"endpoint": endpoint, "keys": asdict(keys)}).encode(text)["body"])


def _payload(note: PushNote) -> bytes:
    return json.dumps(asdict(note), ensure_ascii=False).encode()


def _topic(tag: str) -> str:
    """32 characters at most, and nothing that says what it is about."""
    return unpadded.to_text(hashlib.sha256(tag.encode()).digest())[:32]


def _judge(answer: httpx.Response) -> None:
    """By its status alone: what it says beside is not read."""
    if answer.is_success:
        return
    if answer.status_code in GONE:
        raise DeviceGone("Cet appareil ne reçoit plus de notifications.")
    if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
        raise TemporaryError(
            "Le service de notifications demande d'attendre.", retry_after(answer.headers)
        )
    raise PermanentError(f"Le service de notifications refuse ({answer.status_code}).")


@cache
def _client() -> httpx.Client:
    """No key of ours is in it: one for every business."""
    return httpx.Client(
        verify=_trusted(), timeout=SECONDS, trust_env=False, follow_redirects=False,
        headers={"User-Agent": "coccinelle", "Accept-Encoding": "identity"},
    )  # fmt: skip


@cache
def _trusted() -> SSLContext:
    return httpx.create_ssl_context()
