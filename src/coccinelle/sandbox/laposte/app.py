"""The double as a web application; what is under /_sandbox La Poste does not have."""

import re
from collections import Counter
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.sandbox.carrier_faults import Fault, Faults, spoilt
from coccinelle.sandbox.laposte.parcels import Parcel, found, refused
from coccinelle.sandbox.refusing import unreadable
from coccinelle.sandbox.waiting import fault_routes

MOST = 10  # numbers asked for at once


def create_app(key: str = "") -> Starlette:
    """key: the only one it accepts; any when empty."""
    double = _Double(key)
    controls = [
        Route("/parcels", double.put_parcel, methods=["PUT"]),
        Route("/parcels", double.forget, methods=["DELETE"]),
        Route("/calls", double.count_calls, methods=["GET"]),
        *fault_routes(double.faults, Fault),
    ]
    return Starlette(
        routes=[
            Route("/suivi/v2/idships/{numbers}", double.track, methods=["GET"]),
            Mount("/_sandbox", routes=controls),
        ],
        exception_handlers={ValidationError: unreadable},
    )


class _Double:
    def __init__(self, key: str) -> None:
        self.faults = Faults()
        self._key = key
        self._parcels: dict[str, Parcel] = {}
        self._calls: Counter[str] = Counter()

    async def track(self, request: Request) -> Response:
        given = request.headers.get("X-Okapi-Key", "")
        if not given or (self._key and given != self._key):
            told = {"code": "UNAUTHORIZED", "message": "This action requires an authorization"}
            return JSONResponse(told, 401)
        numbers = request.path_params["numbers"].split(",")[:MOST]
        self._calls.update(numbers)
        answers = [self._answer(number) for number in numbers]
        several = len(answers) > 1
        answer = JSONResponse(
            answers if several else answers[0], 207 if several else answers[0]["returnCode"]
        )
        return await spoilt(self.faults.take(), answer)

    async def put_parcel(self, request: Request) -> Response:
        """The whole parcel, as it is from now on."""
        parcel = Parcel.model_validate_json(await request.body())
        self._parcels[parcel.number] = parcel
        return Response(status_code=204)

    async def forget(self, request: Request) -> Response:
        self._parcels.clear()
        self._calls.clear()
        self.faults.clear()
        return Response(status_code=204)

    async def count_calls(self, request: Request) -> Response:
        """How often each number was asked for."""
        return JSONResponse(dict(self._calls))

    def _answer(self, number: str) -> dict[str, Any]:
        if not re.fullmatch("[A-Z0-9]{8,20}", number):
            return refused(number, 400, "Le numéro ne correspond à aucun format")
        parcel = self._parcels.get(number)
        return found(parcel) if parcel else refused(number, 404, "Aucune information")
