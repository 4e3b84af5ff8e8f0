"""How each failure of a call looks to the one who calls."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from coccinelle.sandbox.breaking import CutResponse, keep_waiting
from coccinelle.sandbox.twilio.faults import Fault
from coccinelle.sandbox.twilio.refusals import Refusal


async def fail(request: Request, fault: Fault, work: Callable[[], Response]) -> Response:
    """work: what the call would have done; done or not according to the fault. Raises Refusal."""
    answer = work() if fault.done or fault.fault == "slow" else Response()
    match fault.fault:
        case "slow":
            await keep_waiting(request, fault.seconds)
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
