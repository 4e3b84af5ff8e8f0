"""The one door for every provider: body, signature, then the engine; nothing else happens here."""

from collections.abc import Callable

import structlog
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from coccinelle.core.channel import Channel, Forged, Malformed
from coccinelle.core.messages import Announced, DeliveryReport, Inbound, News, WebhookCall
from coccinelle.engine.business.channel_change import called_after_all
from coccinelle.engine.delivery.report import record
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.incoming import announce
from coccinelle.engine.turn.receive import receive
from coccinelle.store import channels
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Database
from coccinelle.web.edge.body import read_body

log = structlog.get_logger()

Deeds = Callable[[Desk, ChannelRow, Channel, WebhookCall], Response]


def router(database: Database, open_desk: Callable[[int], Desk], public_url: str) -> APIRouter:
    routes = APIRouter(prefix="/webhooks")

    async def at_the_door(request: Request, adapter: str, key: str, deeds: Deeds) -> Response:
        try:
            call = await _call(request, public_url)
        except HTTPException as refusal:
            return Response(status_code=refusal.status_code, headers=refusal.headers)
        return await run_in_threadpool(_serve, database, open_desk, adapter, key, call, deeds)

    @routes.post("/{adapter}/{key}")
    async def message(request: Request, adapter: str, key: str) -> Response:
        return await at_the_door(request, adapter, key, _take_in)

    @routes.post("/{adapter}/{key}/status")
    async def status(request: Request, adapter: str, key: str) -> Response:
        return await at_the_door(request, adapter, key, _note)

    return routes


async def _call(request: Request, public_url: str) -> WebhookCall:
    """The URL is rebuilt from our public base: behind a proxy, `Host` is not what was signed."""
    body = await read_body(request)
    raw_path = request.scope.get("raw_path") or request.url.path.encode()
    query = request.scope["query_string"]
    url = public_url + raw_path.decode("ascii", "replace")
    if query:
        url += "?" + query.decode("ascii", "replace")
    return WebhookCall(url, dict(request.headers), body)


def _serve(
    database: Database,
    open_desk: Callable[[int], Desk],
    adapter: str,
    key: str,
    call: WebhookCall,
    deeds: Deeds,
) -> Response:
    business_id = channels.business_of(database, adapter, key)
    if business_id is None:
        return Response(status_code=404)
    desk = open_desk(business_id)
    with desk.transaction() as connection:
        row = channels.by_key(connection, key)
    if row is None:
        return Response(status_code=404)
    if row.removed_at is not None:
        return _gone(desk, row, deeds)
    try:
        return deeds(desk, row, desk.open_channel(row), call)
    except Forged:
        return _refused(desk, row, 403)
    except Malformed:
        return _refused(desk, row, 400)


def _take_in(desk: Desk, row: ChannelRow, channel: Channel, call: WebhookCall) -> Response:
    news = channel.parse(call)
    if row.heard_at is None and any(isinstance(told, Inbound | Announced) for told in news):
        with desk.transaction() as connection:
            channels.heard(connection, row.id, desk.now())
    for told in news:
        _keep(desk, row, told)
    body, media_type = channel.acknowledgement()
    return Response(body, media_type=media_type)


def _keep(desk: Desk, row: ChannelRow, told: News) -> None:
    match told:
        case Inbound():
            conversation = receive(desk, row, told)
            log.info(
                "received", business=desk.business.id, conversation=conversation, channel=row.id
            )
        case Announced():
            announce(desk, row, told)
            log.info("announced", business=desk.business.id, channel=row.id)
        case DeliveryReport():
            record(desk, row, told)


def _note(desk: Desk, row: ChannelRow, channel: Channel, call: WebhookCall) -> Response:
    report = channel.report(call)
    if report is not None:
        record(desk, row, report)
    return Response(status_code=204)


def _refused(desk: Desk, row: ChannelRow, status: int) -> Response:
    log.warning("webhook refused", status=status, channel=row.id)
    with desk.transaction() as connection:
        channels.refused(connection, row.id, desk.now())
    return Response(status_code=status)


def _gone(desk: Desk, row: ChannelRow, deeds: Deeds) -> Response:
    """410: a provider that listens stops calling. A message that comes is told; a late report of a
    delivery is nothing to anybody."""
    log.warning("webhook of a removed channel", business=desk.business.id, channel=row.id)
    if deeds is _take_in:
        called_after_all(desk, row)
    return Response(status_code=410)
