"""A request's body, read with a limit of size and one of time."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MAX_BYTES = 64 * 1024  # a provider's message form and ours are far smaller
MAX_SECONDS = 10.0  # to send it all: longer than any honest line needs


async def read_body(
    request: Request, *, most: int = MAX_BYTES, seconds: float | None = None
) -> bytes:
    """seconds: MAX_SECONDS unless it is said.

    Raises HTTPException: 413 when it is too large, 408 when it does not come to an end. Either
    closes the connection: the rest of the body may still be on its way.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(MAX_SECONDS if seconds is None else seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise HTTPException(413, headers={"Connection": "close"})
    except TimeoutError:
        raise HTTPException(408, headers={"Connection": "close"}) from None
    except ClientDisconnect:
        raise HTTPException(400) from None  # nobody reads it, and nothing went wrong here
    return bytes(body)
