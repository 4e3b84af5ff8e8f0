"""What a demo or a test asks of the double itself, under /_sandbox."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.sandbox.model.faults import Fault
from coccinelle.sandbox.model.script import Script
from coccinelle.sandbox.waiting import fault_routes


def control_routes(script: Script) -> Mount:
    controls = _Controls(script)
    routes = [
        Route("/answers", controls.add_answer, methods=["POST"]),
        *fault_routes(script.faults, Fault),
        Route("/calls", controls.calls, methods=["GET"]),
        Route("/calls", controls.forget, methods=["DELETE"]),
    ]
    return Mount("/_sandbox", routes=routes)


class _Controls:
    def __init__(self, script: Script) -> None:
        self._script = script

    async def add_answer(self, request: Request) -> Response:
        """What the model says next: a JSON text as it is, any other value as JSON."""
        self._script.will_say(json.loads(await request.body()))
        return Response(status_code=204)

    async def calls(self, request: Request) -> Response:
        return JSONResponse(self._script.calls())

    async def forget(self, request: Request) -> Response:
        self._script.forget()
        return Response(status_code=204)
