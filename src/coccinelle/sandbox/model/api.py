"""The routes of an OpenAI-compatible server that a reader calls."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.responses import StreamingResponse as Stream
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from coccinelle.sandbox.model import answers
from coccinelle.sandbox.model.faults import Fault
from coccinelle.sandbox.model.script import Script

_REFUSALS: dict[str, tuple[int, str, str | None, str]] = {
    "too_many": (429, "requests", "rate_limit_exceeded", "Rate limit reached"),
    "insufficient_quota": (429, "insufficient_quota", "insufficient_quota", "You exceeded…"),
    "wrong_key": (401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided"),
    "unknown_model": (404, "invalid_request_error", "model_not_found", "It does not exist"),
    "overloaded": (503, "server_error", None, "The engine is currently overloaded"),
    "server_error": (500, "server_error", None, "The server had an error"),
}


class Message(BaseModel, extra="forbid"):
    role: Literal["system", "developer", "user", "assistant"]
    content: str | None


class Call(BaseModel, extra="forbid"):
    """The fields every such server knows; one more is refused, as the strictest of them do."""

    model: str
    messages: list[Message]
    temperature: float = 1
    max_tokens: int | None = None
    response_format: dict[str, Any] | None = None
    stream: bool = False


def api_routes(script: Script) -> list[Route]:
    api = _Api(script)
    return [
        Route("/v1/chat/completions", api.complete, methods=["POST"]),
        Route("/v1/models", api.models, methods=["GET"]),
    ]


class _Api:
    def __init__(self, script: Script) -> None:
        self._script = script

    async def models(self, request: Request) -> Response:
        named = {"id": self._script.model or "any", "object": "model"}
        return JSONResponse({"object": "list", "data": [named]})

    async def complete(self, request: Request) -> Response:
        body = await request.body()
        self._script.note(json.loads(body))
        if (
            self._script.key
            and request.headers.get("Authorization") != f"Bearer {self._script.key}"
        ):
            return _refused("wrong_key")
        try:
            call = Call.model_validate_json(body)
        except ValidationError as error:
            return JSONResponse(
                answers.error("invalid_request_error", None, str(error)), status_code=400
            )
        if self._script.model and call.model != self._script.model:
            return _refused("unknown_model")
        fault = self._script.faults.take()
        said = "" if fault else self._script.next_answer()
        return await _failed(fault, call) if fault else _said(call, said)


def _said(call: Call, content: str | None, **message: Any) -> Response:
    asked = "".join(message.content or "" for message in call.messages)
    return JSONResponse(answers.completion(call.model, asked, content, **message))


async def _failed(fault: Fault, call: Call) -> Response:
    match fault.fault:
        case "refusal":
            return _said(call, None, refusal="I'm sorry, I can't help with that.")
        case "malformed":
            return _said(call, '{"language": "fr", "requests": [{"intent": "order_st')
        case "prose" | "empty":
            return _said(call, "Bien sûr ! La cliente demande une robe." * (fault.fault == "prose"))
        case "slow":
            await asyncio.sleep(fault.seconds)
            return _said(call, answers.obedient("invented_order"))
        case "injected_instructions" | "invented_product" | "invented_order":
            return _said(call, answers.obedient(fault.fault))
        case kind if kind in _REFUSALS:
            return _refused(kind, fault.seconds)
        case _:
            return _below(fault, call)


def _below(fault: Fault, call: Call) -> Response:
    """What goes wrong under the API: whoever stands in between, and the connection itself."""
    match fault.fault:
        case "html":
            return HTMLResponse("<html><body>Bad gateway</body></html>")
        case "redirect":
            return RedirectResponse("/v1/elsewhere", 307)
        case "endless":
            return Stream(_endless(), media_type="application/json")
        case "slow_stream":
            whole = _said(call, answers.obedient("invented_order"))
            return Stream(_slowly(bytes(whole.body), fault.seconds), media_type="application/json")
        case _:
            return _Cut()


def _refused(kind: str, seconds: float = 0) -> Response:
    status, name, code, message = _REFUSALS[kind]
    headers = {"Retry-After": f"{seconds:.0f}"} if kind == "too_many" else {}
    return JSONResponse(answers.error(name, code, message), status, headers)


async def _endless() -> AsyncIterator[bytes]:
    yield b'{"id": "'
    while True:
        yield b"a" * 4096
        await asyncio.sleep(0)


async def _slowly(whole: bytes, seconds: float) -> AsyncIterator[bytes]:
    for byte in whole:
        yield bytes((byte,))
        await asyncio.sleep(seconds)


class _Cut(Response):
    """Announces more than it gives: the server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"id": "ch', "more_body": True})
