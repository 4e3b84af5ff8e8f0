"""The double as a web application; what is under /_sandbox Colissimo does not have."""

import itertools
import json
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from coccinelle.kit.pdf import Paper
from coccinelle.sandbox.carrier_faults import Fault, Faults, spoilt
from coccinelle.sandbox.colissimo.request import LabelRequest, fault_of
from coccinelle.sandbox.waiting import fault_routes

BOUNDARY = "uuid:7d0e5a52-2f6c-4f0a-9a7c-coccinelle"
DONE = {"id": "0", "type": "SUCCESS", "messageContent": "La requête a été traitée avec succès"}


def create_app(key: str = "") -> Starlette:
    """key: the only one it accepts; any when empty."""
    double = _Double(key)
    controls = [
        Route("/labels", double.labels, methods=["GET"]),
        Route("/labels", double.forget, methods=["DELETE"]),
        *fault_routes(double.faults, Fault),
    ]
    base = "/sls-ws/SlsServiceWSRest/{version}"
    return Starlette(
        routes=[
            Route(base + "/generateLabel", double.generate, methods=["POST"]),
            Route(base + "/checkGenerateLabel", double.check, methods=["POST"]),
            Mount("/_sandbox", routes=controls),
        ]
    )


class _Double:
    """Asked twice for the same label, it makes two: so does the real one."""

    def __init__(self, key: str) -> None:
        self.faults = Faults()
        self._key = key
        self._numbers = itertools.count(10_000_000_001)
        self._labels: list[dict[str, Any]] = []

    async def generate(self, request: Request) -> Response:
        return await self._answer(request, makes=True)

    async def check(self, request: Request) -> Response:
        return await self._answer(request, makes=False)

    async def labels(self, request: Request) -> Response:
        """Every label made, oldest first, with what was asked for."""
        return JSONResponse(self._labels)

    async def forget(self, request: Request) -> Response:
        self._labels.clear()
        self.faults.clear()
        return Response(status_code=204)

    async def _answer(self, request: Request, *, makes: bool) -> Response:
        refusal, asked = self._refusal(request, await request.body())
        if refusal is not None:
            return refusal
        fault = self.faults.take()
        answer: Response = _multipart({"messages": [DONE]}, None)
        if makes and (fault is None or fault.lets_work):
            answer = self._made(asked)
        return await spoilt(fault, answer)

    def _refusal(self, request: Request, body: bytes) -> tuple[Response | None, dict[str, Any]]:
        given = request.headers.get("apiKey", "")
        if not given or (self._key and given != self._key):
            return JSONResponse({"error": "Forbidden"}, 403), {}
        try:
            asked = json.loads(body)
        except ValueError:
            return _refused(422, "30001", "JSON illisible"), {}
        try:
            LabelRequest.model_validate(asked)
        except ValidationError as error:
            return _refused(400, "30200", fault_of(error)), {}
        return None, asked

    def _made(self, asked: dict[str, Any]) -> Response:
        number = f"8R{next(self._numbers)}"
        self._labels.append({"number": number, "asked": asked})
        told = {
            "messages": [DONE],
            "labelXmlV2Reponse": None,
            "labelV2Response": {
                "parcelNumber": number,
                "parcelNumberPartner": None,
                "pdfUrl": None,
                "fields": None,
            },
        }
        return _multipart(told, _label(number, asked))


def _label(number: str, asked: dict[str, Any]) -> bytes:
    to, sender = (asked["letter"][who]["address"] for who in ("addressee", "sender"))
    paper = Paper(f"Colissimo {number}", "Colissimo (double)")
    paper.title("Colissimo Retour")
    paper.frame(("Destinataire",), (to.get("companyName", ""), to["line2"], to["city"]))
    paper.frame(("Expéditeur",), (sender.get("lastName", ""), sender["line2"], sender["city"]))
    paper.bar_code(number)
    return paper.finished()


def _refused(status: int, number: str, reason: str) -> Response:
    message = {"id": number, "type": "ERROR", "messageContent": reason}
    return JSONResponse({"messages": [message], "labelV2Response": None}, status)


def _multipart(told: dict[str, Any], label: bytes | None) -> Response:
    parts = [_part("jsonInfos", "application/json;charset=UTF-8", json.dumps(told).encode())]
    if label is not None:
        parts.append(_part("label", "application/octet-stream", label))
    mark = b"--" + BOUNDARY.encode()
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
    kind = f'multipart/mixed; boundary="{BOUNDARY}"'
    return Response(body, headers={"content-type": kind})


def _part(name: str, media_type: str, content: bytes) -> bytes:
    head = (
        f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: binary\r\n"
        f"Content-ID: <{name}>\r\n\r\n"
    )
    return head.encode() + content
