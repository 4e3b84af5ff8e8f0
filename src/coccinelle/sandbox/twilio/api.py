"""The routes of Twilio's message resource."""

import base64
import binascii
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from coccinelle.sandbox.twilio import listing, refusals
from coccinelle.sandbox.twilio.account import Account, now
from coccinelle.sandbox.twilio.courier import Courier
from coccinelle.sandbox.twilio.failures import fail
from coccinelle.sandbox.twilio.message import IN_PROGRESS, VERSION, Message, new_sid, payload
from coccinelle.sandbox.twilio.refusals import Refusal

MESSAGES = f"/{VERSION}/Accounts/{{account_sid}}/Messages"

Form = dict[str, str]
Endpoint = Callable[[Request], Awaitable[Response]]


def api_routes(account: Account, courier: Courier) -> list[Route]:
    api = _Api(account, courier)
    return [
        Route(f"{MESSAGES}.json", api.guarded(api.create), methods=["POST"]),
        Route(f"{MESSAGES}.json", api.guarded(api.list), methods=["GET"]),
        Route(f"{MESSAGES}/{{sid}}.json", api.guarded(api.fetch), methods=["GET"]),
        Route(f"{MESSAGES}/{{sid}}.json", api.guarded(api.update), methods=["POST"]),
        Route(f"{MESSAGES}/{{sid}}.json", api.guarded(api.delete), methods=["DELETE"]),
    ]


class _Api:
    def __init__(self, account: Account, courier: Courier) -> None:
        self._account = account
        self._courier = courier

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        async def of_its_owner(request: Request) -> Response:
            if not self._account.knows(*_credentials(request)):
                raise Refusal(20003)
            if request.path_params["account_sid"] != self._account.sid:
                raise Refusal(20404)
            return await endpoint(request)

        return of_its_owner

    async def create(self, request: Request) -> Response:
        form, media = await _form(request)
        fault = self._account.faults.of_call("create")
        if fault:
            return await fail(request, fault, lambda: self._create(form, media))
        return self._create(form, media)

    async def list(self, request: Request) -> Response:
        fault = self._account.faults.of_call("list")
        if fault:
            return await fail(request, fault, lambda: self._list(request))
        return self._list(request)

    async def fetch(self, request: Request) -> Response:
        return JSONResponse(payload(self._asked(request)))

    async def update(self, request: Request) -> Response:
        """Only an empty Body, which wipes the text, is possible on a message that was sent."""
        message = self._finished(request)
        form, _ = await _form(request)
        if form != {"Body": ""}:
            raise Refusal(20001)
        return JSONResponse(payload(self._account.change(message.sid, body="") or message))

    async def delete(self, request: Request) -> Response:
        self._account.remove(self._finished(request).sid)
        return Response(status_code=204)

    def _create(self, form: Form, media: tuple[str, ...]) -> Response:
        refusals.check(form, self._account)
        message = _new_message(form, media, self._account.sid)
        self._account.keep(message)
        self._courier.carry_later(message)
        return JSONResponse(payload(message), 201)

    def _list(self, request: Request) -> Response:
        asked = listing.matching(self._account.messages(), request.query_params)
        return JSONResponse(listing.page(asked, request.url.path, request.query_params))

    def _asked(self, request: Request) -> Message:
        message = self._account.find(request.path_params["sid"])
        if message is None:
            raise Refusal(20404)
        return message

    def _finished(self, request: Request) -> Message:
        message = self._asked(request)
        if message.status in IN_PROGRESS:
            raise Refusal(20009)
        return message


def _credentials(request: Request) -> tuple[str, str]:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    try:
        user, _, password = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return (user, password) if scheme.lower() == "basic" else ("", "")


async def _form(request: Request) -> tuple[Form, tuple[str, ...]]:
    form = await request.form()
    fields = {name: str(value) for name, value in form.multi_items()}
    return fields, tuple(str(url) for url in form.getlist("MediaUrl"))


def _new_message(form: Form, media: tuple[str, ...], account_sid: str) -> Message:
    return Message(
        sid=new_sid(media),
        account_sid=account_sid,
        sender=form.get("From") or None,
        recipient=form["To"],
        body=form.get("Body", ""),
        direction="outbound-api",
        status="queued" if form.get("From") else "accepted",
        created_at=now(),
        updated_at=now(),
        service_sid=form.get("MessagingServiceSid") or None,
        status_callback=form.get("StatusCallback") or None,
        media=media,
    )
