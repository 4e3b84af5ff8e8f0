"""HTTP to a carrier: no redirect, an answer of bounded size, a limit on the whole call."""

import time
from dataclasses import dataclass, field
from functools import cache
from ssl import SSLContext
from typing import Any

import httpx

from coccinelle.kit.retry_after import retry_after

CONNECT_SECONDS = 5.0
LONGEST_ANSWER = 8 * 1024 * 1024  # bytes: a label is a page or two

# The call did not reach anybody: nothing can have been done.
UNREACHABLE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class AnswerLost(httpx.RequestError):
    """Endless, or still coming in when the time was up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """wait_seconds: what the server asks for before the next call."""

    status: int
    media_type: str
    body: bytes = field(repr=False)
    wait_seconds: float | None


class Line:
    """One server and our key for it."""

    def __init__(self, base_url: str, headers: dict[str, str], timeout_seconds: float) -> None:
        self._seconds = timeout_seconds
        self._client = httpx.Client(
            base_url=base_url,
            headers={"Accept-Encoding": "identity", **headers},
            timeout=httpx.Timeout(timeout_seconds, connect=min(CONNECT_SECONDS, timeout_seconds)),
            verify=_trusted(),
            trust_env=False,
            follow_redirects=False,
        )

    def ask(self, method: str, path: str, **content: Any) -> Answer:
        """Raises httpx.RequestError."""
        until = time.monotonic() + 2 * self._seconds
        with self._client.stream(method, path, **content) as response:
            body = b""
            for part in response.iter_raw():
                body += part
                if len(body) > LONGEST_ANSWER or time.monotonic() > until:
                    raise AnswerLost("an answer too long", request=response.request)
        headers = response.headers
        media_type = headers.get("Content-Type", "")
        return Answer(response.status_code, media_type, body, retry_after(headers))

    def close(self) -> None:
        self._client.close()


@cache
def _trusted() -> SSLContext:
    """Read once from disk, not once per business."""
    return httpx.create_ssl_context()
