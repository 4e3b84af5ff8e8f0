"""An HTTP client for a server we do not trust: no redirect, no compression, a short answer."""

import ssl
from collections.abc import AsyncIterator
from functools import cache

import httpx2

LONGEST = 64 * 1024  # bytes of an answer: a reading takes 1 or 2 kB


class AnswerTooLong(httpx2.RemoteProtocolError):
    """Endless or compressed: nothing a model would say."""


def open_client(seconds: float) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(
        transport=_Bounded(verify=_certificates()),
        timeout=seconds,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        trust_env=False,
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: it takes longer than the call's own setting up."""
    return httpx2.create_ssl_context()


class _Bounded(httpx2.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise AnswerTooLong("a compressed answer", request=request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Counted(response.stream)
        return response


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        count = 0
        async for part in self._stream:
            count += len(part)
            if count > LONGEST:
                raise AnswerTooLong("a longer answer than any model's")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
