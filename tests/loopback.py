"""Servers of a test on loopback, and Twilio's double as a test speaks to it."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "12345678901234567890123456789012"
SHOP = "+33939980000"
JULIE = "+33639980001"


Answer = Callable[[Request], Awaitable[Response]]


def served(app: ASGIApp) -> Iterator[str]:
    """The address of the app, on a free port, as long as the iterator lives."""
    # With the protocol named, asyncio turns Nagle's wait of 40 ms off on each connection.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    config = uvicorn.Config(app, log_level="critical", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
    listener.close()


@dataclass
class Double:
    """Twilio's double as a test speaks to it."""

    client: httpx.Client

    @property
    def base_url(self) -> str:
        return str(self.client.base_url).rstrip("/")

    def fault(self, fault: str, **details: Any) -> None:
        self._ask("POST", "faults", {"fault": fault, **details})

    def write(self, to_url: str, body: str, **details: Any) -> dict[str, Any]:
        asked = {"to_url": to_url, "from": JULIE, "to": SHOP, "body": body, **details}
        return dict(self._ask("POST", "inbound", asked).json())

    def messages(self) -> list[dict[str, Any]]:
        return list(self._ask("GET", "messages").json())

    def calls(self) -> list[dict[str, Any]]:
        return list(self._ask("GET", "calls").json())

    def forget(self) -> None:
        self._ask("DELETE", "messages")

    def _ask(self, method: str, what: str, asked: object = None) -> httpx.Response:
        return self.client.request(method, f"/_sandbox/{what}", json=asked).raise_for_status()
