"""What a demo or a test asks of the double itself, under /_sandbox; Resend has none of this."""

from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.sandbox.resend.account import Account
from coccinelle.sandbox.resend.arrivals import Arrival, arrive
from coccinelle.sandbox.resend.courier import Courier
from coccinelle.sandbox.resend.faults import Fault
from coccinelle.sandbox.waiting import fault_routes


def control_routes(account: Account, courier: Courier) -> Mount:
    controls = _Controls(account, courier)
    routes = [
        *fault_routes(account.faults, Fault),
        Route("/emails", controls.emails, methods=["GET"]),
        Route("/emails", controls.forget, methods=["DELETE"]),
        Route("/keys", controls.forget_keys, methods=["DELETE"]),
        Route("/calls", controls.calls, methods=["GET"]),
        Route("/downloads", controls.downloads, methods=["GET"]),
        Route("/webhooks", controls.listen, methods=["POST"]),
        Route("/inbound", controls.inbound, methods=["POST"]),
    ]
    return Mount("/_sandbox", routes=routes)


class _Controls:
    def __init__(self, account: Account, courier: Courier) -> None:
        self._account = account
        self._courier = courier

    async def emails(self, request: Request) -> Response:
        """Those that were sent, oldest first."""
        return JSONResponse([asdict(email) for email in self._account.sent()])

    async def forget(self, request: Request) -> Response:
        await run_in_threadpool(self._courier.forget)
        return Response(status_code=204)

    async def forget_keys(self, request: Request) -> Response:
        self._account.forget_keys()
        return Response(status_code=204)

    async def calls(self, request: Request) -> Response:
        """Every webhook the double made, with the product's answer."""
        return JSONResponse([asdict(call) for call in self._account.calls()])

    async def downloads(self, request: Request) -> Response:
        """The headers each file was asked for with."""
        return JSONResponse(self._account.downloads)

    async def listen(self, request: Request) -> Response:
        """Whom to tell from now on: addresses to signing secrets, in place of those before."""
        self._account.webhooks = dict(await request.json())
        return Response(status_code=204)

    async def inbound(self, request: Request) -> Response:
        asked = Arrival.model_validate_json(await request.body())
        return JSONResponse(await run_in_threadpool(arrive, asked, self._account, self._courier))
