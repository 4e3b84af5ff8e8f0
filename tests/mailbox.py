"""Resend's double as a test speaks to it."""

from dataclasses import dataclass
from typing import Any

import httpx

API_KEY = "re_test_key"
SECRET = "whsec_Y29jY2luZWxsZS10ZXN0LXNlY3JldC0w"
OURS = "bonjour@in.boutique.example.org"
SENDER = "Élégance Paris <bonjour@boutique.example.org>"
EMMA = "emma@example.org"
BOB = "bob@example.org"


@dataclass
class ResendDouble:
    client: httpx.Client

    @property
    def base_url(self) -> str:
        return str(self.client.base_url).rstrip("/")

    def fault(self, fault: str, **details: Any) -> None:
        self._ask("POST", "faults", {"fault": fault, **details})

    def listen(self, **webhooks: str) -> None:
        self._ask("POST", "webhooks", webhooks)

    def write(self, text: str, *, sender: str = EMMA, **details: Any) -> dict[str, Any]:
        """A customer's e-mail arrives, and is told."""
        asked = {"from": sender, "to": [OURS], "text": text, **details}
        return dict(self._ask("POST", "inbound", asked).json())

    def sent(self) -> list[dict[str, Any]]:
        """What was asked of it, oldest first."""
        return list(self._ask("GET", "emails").json())

    def calls(self) -> list[dict[str, Any]]:
        return list(self._ask("GET", "calls").json())

    def downloads(self) -> list[dict[str, str]]:
        """The headers each file was asked for with."""
        return list(self._ask("GET", "downloads").json())

    def forget(self) -> None:
        self._ask("DELETE", "emails")

    def forget_keys(self) -> None:
        self._ask("DELETE", "keys")

    def _ask(self, method: str, what: str, asked: object = None) -> httpx.Response:
        return self.client.request(method, f"/_sandbox/{what}", json=asked).raise_for_status()
