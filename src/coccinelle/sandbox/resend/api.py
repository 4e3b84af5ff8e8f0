"""The routes of Resend's API that a shop needs: send, read back, read what was received."""

import secrets
from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from coccinelle.sandbox.breaking import CutResponse, keep_waiting
from coccinelle.sandbox.resend import refusals
from coccinelle.sandbox.resend.account import Account, Email, new_id
from coccinelle.sandbox.resend.arrivals import file_payload, origin_of
from coccinelle.sandbox.resend.courier import Courier
from coccinelle.sandbox.resend.faults import Fault
from coccinelle.sandbox.resend.refusals import Refusal

RECEIVED = "/emails/receiving/{email_id}"
Endpoint = Callable[[Request], Awaitable[Response]]


def api_routes(account: Account, courier: Courier) -> list[Route]:
    api = _Api(account, courier)
    return [
        Route("/emails", api.guarded(api.send), methods=["POST"]),
        Route(RECEIVED, api.guarded(api.received), methods=["GET"]),
        Route(f"{RECEIVED}/attachments", api.guarded(api.files), methods=["GET"]),
        Route(f"{RECEIVED}/attachments/{{file_id}}", api.guarded(api.file), methods=["GET"]),
        Route("/emails/{email_id}", api.guarded(api.read), methods=["GET"]),
        Route("/webhooks", api.guarded(api.add_webhook), methods=["POST"]),
        Route("/_files/{file_id}", api.download, methods=["GET"]),
    ]


class _Api:
    def __init__(self, account: Account, courier: Courier) -> None:
        self._account = account
        self._courier = courier

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        async def of_its_owner(request: Request) -> Response:
            if not request.headers.get("user-agent"):
                raise Refusal("validation_error", "A User-Agent header is required.")
            scheme, _, key = request.headers.get("authorization", "").partition(" ")
            if scheme.lower() != "bearer" or not key:
                raise Refusal("missing_api_key", "Missing API key in the authorization header.")
            if not secrets.compare_digest(key, self._account.api_key):
                raise Refusal("invalid_api_key", "API key is invalid.")
            return await endpoint(request)

        return of_its_owner

    async def send(self, request: Request) -> Response:
        body = await request.json()
        key = request.headers.get("idempotency-key", "")
        return await self._or_fail(request, "send", lambda: self._send(body, key))

    async def read(self, request: Request) -> Response:
        email = self._account.find(request.path_params["email_id"])
        if email is None:
            raise Refusal("not_found", "Email not found")
        return await self._or_fail(request, "read", lambda: JSONResponse(_payload(email)))

    async def received(self, request: Request) -> Response:
        email = self._held(request)
        shown = {**email, "attachments": [_told(file) for file in email["attachments"]]}
        return await self._or_fail(request, "receive", lambda: JSONResponse(shown))

    async def files(self, request: Request) -> Response:
        base_url = origin_of(str(request.url))
        listed = [file_payload(file, base_url) for file in self._held(request)["attachments"]]
        answer = {"object": "list", "has_more": False, "data": listed}
        return await self._or_fail(request, "attachments", lambda: JSONResponse(answer))

    async def file(self, request: Request) -> Response:
        for file in self._held(request)["attachments"]:
            if file["id"] == request.path_params["file_id"]:
                shown = file_payload(file, origin_of(str(request.url)))
                return JSONResponse({"object": "attachment", **shown})
        raise Refusal("not_found", "Attachment not found")

    async def download(self, request: Request) -> Response:
        """Its signature is the permission: no key is asked for, and none should come."""
        self._account.downloads.append(dict(request.headers))
        content = self._account.files.get(request.path_params["file_id"])
        if content is None:
            return Response(status_code=403)
        return await self._or_fail(request, "download", lambda: Response(content))

    async def add_webhook(self, request: Request) -> Response:
        asked = await request.json()
        secret = f"whsec_{b64encode(secrets.token_bytes(24)).decode()}"
        self._account.webhooks[str(asked["endpoint"])] = secret
        return JSONResponse({"object": "webhook", "id": new_id(), "signing_secret": secret}, 201)

    async def _or_fail(self, request: Request, call: str, work: Callable[[], Response]) -> Response:
        fault = self._account.faults.of_call(call)
        return await _fail(request, fault, work) if fault else work()

    def _send(self, body: dict[str, Any], key: str) -> Response:
        if len(key) > refusals.MAX_KEY:
            raise Refusal("invalid_idempotency_key", "The key must be at most 256 characters.")
        refusals.check(body, self._account.domains)
        email, is_new = self._account.send(body, key)
        if is_new:
            fault = self._account.faults.of_email()
            if fault and fault.fault == "no_message_id":
                email.message_id = ""
            self._courier.carry_later(email, fault)
        return JSONResponse({"id": email.id})

    def _held(self, request: Request) -> dict[str, Any]:
        email = self._account.received.get(request.path_params["email_id"])
        if email is None:
            raise Refusal("not_found", "Email not found")
        return email


def _payload(email: Email) -> dict[str, Any]:
    body = email.body
    to = body["to"] if isinstance(body["to"], list) else [body["to"]]
    shown = {
        "object": "email",
        "id": email.id,
        "message_id": email.message_id,
        "to": to,
        "from": body["from"],
        "created_at": email.created_at,
        "subject": body["subject"],
        "html": body.get("html"),
        "text": body.get("text"),
        "bcc": [],
        "cc": [],
        "reply_to": body.get("reply_to") or [],
        "last_event": email.last_event,
    }
    return shown if email.message_id else {n: v for n, v in shown.items() if n != "message_id"}


def _told(file: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in file.items() if name != "url"}


async def _fail(request: Request, fault: Fault, work: Callable[[], Response]) -> Response:
    """work: what the call would have done; done or not according to the fault. Raises Refusal."""
    answer = work() if fault.done or fault.fault == "slow" else Response()
    match fault.fault:
        case "slow":
            await keep_waiting(request, fault.seconds)
            return answer
        case "cut":
            return CutResponse()
        case "html":
            return HTMLResponse("<html><h1>Bad Gateway</h1></html>")
        case "refusal":
            raise Refusal(fault.name)
        case "too_many":
            raise Refusal("rate_limit_exceeded", wait=fault.seconds)
    raise Refusal("application_error")
