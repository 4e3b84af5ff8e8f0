"""How any provider's answer can break on its way: cut short, or late."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

PATIENCE_SECONDS = 0.02  # between two looks at whether the caller has hung up


class CutResponse(Response):
    """Announces more than it gives: the server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"id": "', "more_body": True})


async def keep_waiting(request: Request, seconds: float) -> None:
    ends_at = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < ends_at:
        if await request.is_disconnected():
            return
        await asyncio.sleep(PATIENCE_SECONDS)
