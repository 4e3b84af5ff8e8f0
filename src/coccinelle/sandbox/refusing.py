"""How every double refuses: what the provider would say, and a control asked for badly."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Refusal(Exception):
    """A provider's own refusal; each double gives its statuses and words."""

    status: int
    retry_after_seconds: float | None = None

    def payload(self) -> dict[str, object]:
        raise NotImplementedError


async def refused(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)
    wait = refusal.retry_after_seconds
    headers = {} if wait is None else {"retry-after": f"{wait:.0f}"}
    return JSONResponse(refusal.payload(), refusal.status, headers)


async def unreadable(request: Request, error: Exception) -> Response:
    """A control asked for badly: what was wrong, without the values."""
    assert isinstance(error, ValidationError)
    return JSONResponse(error.errors(include_input=False, include_context=False), 422)
