"""The ways a carrier's service can fail, switched on for its next calls; common to its doubles."""

import asyncio
from typing import Literal

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from coccinelle.sandbox.waiting import Waiting

FaultKind = Literal[
    "too_many",  # 429, with Retry-After
    "server_error",
    "slow",  # the work is done, the answer comes late
    "html",  # a page of the gateway in place of the answer
    "malformed",  # the answer, cut in its middle
    "wrong_key",
]


class Fault(BaseModel, extra="forbid", frozen=True):
    """times: how many calls it strikes; seconds: of Retry-After, of silence.

    done: for `server_error` and `html`, whether the work was done all the same.
    """

    fault: FaultKind
    times: int = Field(default=1, ge=1, le=10_000)
    seconds: float = Field(default=1.0, ge=0, le=600)
    done: bool = False

    @property
    def lets_work(self) -> bool:
        return self.done or self.fault in ("slow", "malformed")


class Faults(Waiting[Fault]):
    """Those of every call alike."""


async def spoilt(fault: Fault | None, answer: Response) -> Response:
    """The answer as the fault leaves it."""
    if fault is None:
        return answer
    match fault.fault:
        case "too_many":
            told = {"code": "TOO_MANY_REQUESTS", "message": "max quota reached"}
            return JSONResponse(told, 429, {"Retry-After": f"{fault.seconds:.0f}"})
        case "server_error":
            return JSONResponse({"code": "INTERNAL_ERROR", "message": "try later"}, 500)
        case "wrong_key":
            told = {"code": "UNAUTHORIZED", "message": "This action requires an authorization"}
            return JSONResponse(told, 401)
        case "html":
            return Response("<html><body>Service</body></html>", media_type="text/html")
        case "malformed":
            half = bytes(answer.body)[: len(answer.body) // 2]
            kept = {"content-type": answer.headers["content-type"]}
            return Response(half, answer.status_code, kept)
    await asyncio.sleep(fault.seconds)
    return answer
