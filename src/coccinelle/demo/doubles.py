"""The world around the demo shop: Twilio, Resend and La Poste, each a double on this machine."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

SHOP_PHONE = "+33639980000"
SHOP_EMAIL = "bonjour@elegance-paris.example.org"
INBOX_EMAIL = "bonjour@in.elegance-paris.example.org"


@dataclass(frozen=True, slots=True)
class Doubles:
    """Their ports and the keys of the shop's accounts, made anew for each demo."""

    twilio_port: int
    resend_port: int
    laposte_port: int
    account_sid: str = field(default_factory=lambda: "AC" + secrets.token_hex(16))
    auth_token: str = field(default_factory=lambda: secrets.token_hex(16))
    resend_key: str = field(default_factory=lambda: "re_" + secrets.token_urlsafe(18))
    webhook_secret: str = field(
        default_factory=lambda: "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()
    )
    okapi_key: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def programs(self) -> list[list[str]]:
        return [
            ["coccinelle.sandbox.twilio", "--port", str(self.twilio_port), "--account-sid",
             self.account_sid, "--auth-token", self.auth_token, "--number", SHOP_PHONE],
            ["coccinelle.sandbox.resend", "--port", str(self.resend_port), "--api-key",
             self.resend_key, "--webhook-secret", self.webhook_secret],
            ["coccinelle.sandbox.laposte", "--port", str(self.laposte_port), "--key",
             self.okapi_key],
        ]  # fmt: skip

    @property
    def settings(self) -> dict[str, dict[str, Any]]:
        """What the shop would have typed, by adapter."""
        return {
            "sms_twilio": {
                "account_sid": self.account_sid, "auth_token": self.auth_token,
                "number": SHOP_PHONE, "base_url": _url(self.twilio_port),
            },
            "email_resend": {
                "api_key": self.resend_key, "webhook_secret": self.webhook_secret,
                "sender": f"Élégance Paris <{SHOP_EMAIL}>", "reply_address": INBOX_EMAIL,
                "base_url": _url(self.resend_port),
            },
            "laposte": {"okapi_key": self.okapi_key, "base_url": _url(self.laposte_port)},
        }  # fmt: skip

    @property
    def health(self) -> list[str]:
        return [
            f"{_url(self.twilio_port)}/_sandbox/messages",
            f"{_url(self.resend_port)}/_sandbox/emails",
            f"{_url(self.laposte_port)}/_sandbox/calls",
        ]


@dataclass(frozen=True, slots=True)
class World:
    """What customers and carriers do there, and what they see of the shop."""

    doubles: Doubles
    http: httpx.Client
    webhooks: dict[str, str]

    def text(self, phone: str, words: str) -> None:
        told = {
            "to_url": self.webhooks["sms_twilio"], "from": phone, "to": SHOP_PHONE, "body": words,
        }  # fmt: skip
        self._post(self.doubles.twilio_port, "inbound", told)

    def mail(self, sender: str, subject: str, words: str) -> None:
        told = {
            "to_url": self.webhooks["email_resend"], "from": sender, "to": [INBOX_EMAIL],
            "subject": subject, "text": words,
        }  # fmt: skip
        self._post(self.doubles.resend_port, "inbound", told)

    def parcel(self, number: str, expected: str, *events: tuple[str, datetime]) -> None:
        """As La Poste knows it from now on; events: its own codes."""
        told = {
            "number": number,
            "expected": expected,
            "events": [{"code": code, "at": at.isoformat()} for code, at in events],
        }
        url = f"{_url(self.doubles.laposte_port)}/_sandbox/parcels"
        self.http.put(url, json=told).raise_for_status()

    def received(self, address: str) -> list[str]:
        """All that the shop sent to this phone or e-mail, oldest first."""
        if "@" in address:
            sent = self._get(self.doubles.resend_port, "emails")
            return [e["body"]["text"] for e in sent if address in e["body"]["to"]]
        sent = self._get(self.doubles.twilio_port, "messages")
        ours = (m for m in sent if m["direction"].startswith("outbound"))
        return [m["body"] for m in ours if m["to"] == address]

    def _post(self, port: int, control: str, told: dict[str, Any]) -> None:
        self.http.post(f"{_url(port)}/_sandbox/{control}", json=told).raise_for_status()

    def _get(self, port: int, control: str) -> list[dict[str, Any]]:
        answer = self.http.get(f"{_url(port)}/_sandbox/{control}").raise_for_status()
        return list(answer.json())


@contextmanager
def open_world(doubles: Doubles, webhooks: dict[str, str]) -> Iterator[World]:
    """Tells Resend's double where the shop listens."""
    with ExitStack() as stack:
        http = stack.enter_context(httpx.Client(timeout=10, trust_env=False))
        world = World(doubles, http, webhooks)
        told = {webhooks["email_resend"]: doubles.webhook_secret}
        world._post(doubles.resend_port, "webhooks", told)
        yield world


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"
