"""What a demo or a test asks of the double itself, under /_sandbox; Twilio has none of this."""

from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.sandbox.twilio.account import Account
from coccinelle.sandbox.twilio.courier import Courier
from coccinelle.sandbox.twilio.faults import Fault
from coccinelle.sandbox.twilio.inbound import Inbound, arrive
from coccinelle.sandbox.twilio.message import payload
from coccinelle.sandbox.waiting import fault_routes


def control_routes(account: Account, courier: Courier) -> Mount:
    controls = _Controls(account, courier)
    routes = [
        *fault_routes(account.faults, Fault),
        Route("/messages", controls.messages, methods=["GET"]),
        Route("/messages", controls.forget, methods=["DELETE"]),
        Route("/calls", controls.calls, methods=["GET"]),
        Route("/inbound", controls.inbound, methods=["POST"]),
    ]
    return Mount("/_sandbox", routes=routes)


class _Controls:
    def __init__(self, account: Account, courier: Courier) -> None:
        self._account = account
        self._courier = courier

    async def messages(self, request: Request) -> Response:
        """Oldest first, both directions."""
        return JSONResponse([payload(m) for m in reversed(self._account.messages())])

    async def forget(self, request: Request) -> Response:
        await run_in_threadpool(self._courier.forget)
        return Response(status_code=204)

    async def calls(self, request: Request) -> Response:
        """Every webhook the double made, with the product's answer."""
        return JSONResponse([asdict(call) for call in self._account.calls()])

    async def inbound(self, request: Request) -> Response:
        asked = Inbound.model_validate_json(await request.body())
        return JSONResponse(await run_in_threadpool(arrive, asked, self._account, self._courier))
