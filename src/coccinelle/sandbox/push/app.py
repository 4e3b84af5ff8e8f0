"""The double as a web application; what is under /_sandbox no push service has."""

import re
import time

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.sandbox.carrier_faults import Fault, Faults, spoilt
from coccinelle.sandbox.push.devices import CannotDecrypt, Device
from coccinelle.sandbox.push.vouched import NotVouched, vouched
from coccinelle.sandbox.refusing import unreadable
from coccinelle.sandbox.waiting import fault_routes

LONGEST = 4096
TOPIC = re.compile("[A-Za-z0-9_-]{0,32}")
URGENCIES = ("very-low", "low", "normal", "high")


def create_app() -> Starlette:
    double = _Double()
    controls = [
        Route("/devices", double.subscribe, methods=["POST"]),
        Route("/devices/{name}", double.notes, methods=["GET"]),
        Route("/devices/{name}", double.reset, methods=["DELETE"]),
        *fault_routes(double.faults, Fault),
    ]
    return Starlette(
        routes=[
            Route("/wpush/v2/{name}", double.push, methods=["POST"]),
            Mount("/_sandbox", routes=controls),
        ],
        exception_handlers={ValidationError: unreadable},
    )


class _Double:
    def __init__(self) -> None:
        self.faults = Faults()
        self._devices: dict[str, Device] = {}

    async def push(self, request: Request) -> Response:
        """Refuses as RFC 8030 and RFC 8292 say, then reads as the device would."""
        device, body = self._devices.get(request.path_params["name"]), await request.body()
        if device is None:
            return Response(status_code=404)
        if device.is_gone:
            return Response(status_code=410)
        if status := _refusal(request, device, body):
            return Response(status_code=status)
        fault = self.faults.take()
        if fault is None or fault.lets_work:
            told = {name: request.headers.get(name, "") for name in ("ttl", "urgency", "topic")}
            try:
                device.take(body, told)
            except CannotDecrypt:
                return Response(status_code=400)
        return await spoilt(fault, JSONResponse({}, 201, {"Location": str(request.url)}))

    async def subscribe(self, request: Request) -> Response:
        device = Device()
        self._devices[device.name] = device
        base_url = str(request.base_url).rstrip("/").removesuffix("/_sandbox")
        return JSONResponse({"name": device.name, **device.subscription(base_url)})

    async def notes(self, request: Request) -> Response:
        device = self._devices[request.path_params["name"]]
        return JSONResponse({"notes": device.notes, "key": device.key})

    async def reset(self, request: Request) -> Response:
        """Its member said no in the browser."""
        self._devices[request.path_params["name"]].is_gone = True
        return Response(status_code=204)


def _refusal(request: Request, device: Device, body: bytes) -> int:
    """The status; 0 for none."""
    headers = request.headers
    try:
        key, contact = vouched(headers.get("authorization", ""), str(request.url), now=time.time())
    except NotVouched:
        return 401
    if not contact.startswith(("mailto:", "https:")) or (device.key and device.key != key):
        return 403
    device.key = key
    if headers.get("content-encoding") != "aes128gcm" or not headers.get("ttl", "").isdigit():
        return 400
    if headers.get("urgency", "normal") not in URGENCIES:
        return 400
    if not TOPIC.fullmatch(headers.get("topic", "")):
        return 400
    return 413 if len(body) > LONGEST else 0
