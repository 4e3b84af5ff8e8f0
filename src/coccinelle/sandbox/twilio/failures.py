"""How each failure of a call looks to the one who calls."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from coccinelle.sandbox.twilio.faults import Fault
from coccinelle.sandbox.twilio.refusals import Refusal

PATIENCE_SECONDS = 0.02  # between two looks at whether the caller has hung up


class CutResponse(Response):
    """Announces more than it gives: the server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"sid": "SM', "more_body": True})


async def fail(request: Request, fault: Fault, work: Callable[[], Response]) -> Response:
    """work: what the call would have done; done or not according to the fault. Raises Refusal."""
    answer = work() if fault.done or fault.fault == "slow" else Response()
    match fault.fault:
        case "slow":
            await _keep_waiting(request, fault.seconds)
            return answer
        case "cut":
            return CutResponse()
        case "html":
            return HTMLResponse("<html><h1>Bad Gateway</h1></html>", fault.status or 200)
        case "refusal":
            raise Refusal(fault.code, status=fault.status)
        case "too_many":
            raise Refusal(20429, retry_after_seconds=fault.seconds)
    raise Refusal(20500)


async def _keep_waiting(request: Request, seconds: float) -> None:
    ends_at = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < ends_at:
        if await request.is_disconnected():
            return
        await asyncio.sleep(PATIENCE_SECONDS)
