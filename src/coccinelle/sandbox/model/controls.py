"""What a demo or a test asks of the double itself, under /_sandbox."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.sandbox.model.faults import Fault
from coccinelle.sandbox.model.script import Script


def control_routes(script: Script) -> Mount:
    controls = _Controls(script)
    routes = [
        Route("/answers", controls.add_answer, methods=["POST"]),
        Route("/faults", controls.add_fault, methods=["POST"]),
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

    async def add_fault(self, request: Request) -> Response:
        self._script.faults.add(Fault.model_validate_json(await request.body()))
        return Response(status_code=204)

    async def calls(self, request: Request) -> Response:
        return JSONResponse(self._script.calls())

    async def forget(self, request: Request) -> Response:
        self._script.forget()
        return Response(status_code=204)
