"""The calls a double makes to the product: on this machine only, and never an error of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from urllib.parse import urlsplit

import httpx

LOOPBACK = ("127.0.0.1", "localhost", "::1")
ANSWER_SECONDS = 15.0  # what providers leave to a webhook


class Calls:
    def __init__(self) -> None:
        # trust_env: a proxy of the machine has no business between two loopback ports.
        self._client = httpx.Client(timeout=ANSWER_SECONDS, trust_env=False)
        self._changed, self._under_way = Condition(), 0

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """From the look at what is to be told until it was told."""
        self._add(1)
        try:
            yield
        finally:
            self._add(-1)

    def _add(self, count: int) -> None:
        with self._changed:
            self._under_way += count
            self._changed.notify_all()

    def are_over(self) -> None:
        """Waits for those under way: they tell of what is being forgotten."""
        with self._changed:
            self._changed.wait_for(lambda: not self._under_way, ANSWER_SECONDS)

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int | None:
        """The status of the answer, None when there is none."""
        if urlsplit(url).hostname not in LOOPBACK:
            return None
        try:
            return self._client.post(url, content=body, headers=headers).status_code
        except (httpx.RequestError, RuntimeError):  # the second: the double itself is closed
            return None

    def close(self) -> None:
        self._client.close()
