"""Announced messages: the door notes them at once, the worker fetches each, once."""

from datetime import datetime, timedelta

import structlog

from coccinelle.core.channel import Channel
from coccinelle.core.errors import CoccinelleError, PermanentError, TemporaryError
from coccinelle.core.messages import Announced, Inbound
from coccinelle.core.moments import later
from coccinelle.engine.business.channel_change import tell_called_after_all
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.receive import receive
from coccinelle.kit.failpoints import declare
from coccinelle.store import cases, channels, incoming
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection
from coccinelle.store.incoming import IncomingRow

FETCHED = declare("fetched", "an announced message was fetched, it is not kept yet")
WAITS = (10, 30, 60, 300, 900, 1800, 3600, 7200, 14400, 28800)  # seconds between tries, half a day

log = structlog.get_logger()


def announce(desk: Desk, channel: ChannelRow, announced: Announced) -> None:
    """However often the provider says it, it is fetched once: by the channel it is addressed to,
    whichever one it was told to. Written to one that was taken away, it is left unread: another
    would answer as if it were for it, and members are told."""
    with desk.transaction() as connection:
        row = _addressee(connection, channel, announced)
        if row.removed_at is not None:
            tell_called_after_all(connection, row, desk.now())
            return
        if incoming.is_known(connection, row.adapter, announced.provider_id):
            return
        if incoming.add(connection, row.id, announced.provider_id, desk.now()):
            desk.ring(connection, 0)


def _addressee(connection: Connection, told: ChannelRow, announced: Announced) -> ChannelRow:
    """A provider tells every channel of an account of all its mail: one at a time."""
    rows = [row for row in channels.ever(connection) if row.adapter == told.adapter]
    if len(rows) > 1:
        channels.lock(connection)
    if announced.is_named:
        return told
    named = [row for row in rows if row.address in announced.recipients]
    return next((row for row in named if row.removed_at is None), (*named, told)[0])


def take_in(desk: Desk) -> None:
    """Fetches all that is due, and receives it as if the provider had just brought it."""
    while (claimed := _claim(desk)) is not None:
        row, channel = claimed
        try:
            opened = _open(desk, channel)
            message = opened.fetch(Announced(row.provider_id))
        except TemporaryError as error:
            _wait(desk, row, error)
        except PermanentError as error:
            _give_up(desk, row, error)
        else:
            _keep(desk, row, channel, message)


def _claim(desk: Desk) -> tuple[IncomingRow, ChannelRow] | None:
    """Committed before the call: what kills us in the middle is tried again later, not at once."""
    now = desk.now()
    with desk.transaction() as connection:
        row = incoming.claim_due(connection, now, later(now, timedelta(seconds=WAITS[2])))
        channel = channels.by_id(connection, row.channel_id) if row else None
    if row is None or channel is None:
        return None
    if channel.removed_at is not None:
        _give_up(desk, row, PermanentError("Le canal a été retiré avant qu'il soit lu."))
        return _claim(desk)
    if row.attempts > len(WAITS) + 1:  # it ends us each time, in a way nobody names
        _give_up(desk, row, PermanentError("Ce message met notre lecture en échec."))
        return _claim(desk)
    return row, channel


def _open(desk: Desk, channel: ChannelRow) -> Channel:
    """Keys that do not open can be put right: the message waits at the provider meanwhile."""
    try:
        return desk.open_channel(channel)
    except PermanentError as error:
        raise TemporaryError(str(error)) from error


def _keep(desk: Desk, row: IncomingRow, channel: ChannelRow, message: Inbound) -> None:
    FETCHED.reach()
    conversation = receive(desk, channel, message)
    with desk.transaction() as connection:
        incoming.settle(connection, row.id, desk.now())
    log.info("received", business=desk.business.id, conversation=conversation, channel=channel.id)


def _wait(desk: Desk, row: IncomingRow, error: TemporaryError) -> None:
    if row.attempts > len(WAITS):
        return _give_up(desk, row, error)
    seconds = error.retry_after_seconds or WAITS[row.attempts - 1]
    with desk.transaction() as connection:
        incoming.postpone(connection, row.id, later(desk.now(), timedelta(seconds=seconds)))


def _give_up(desk: Desk, row: IncomingRow, error: CoccinelleError) -> None:
    now = desk.now()
    with desk.transaction() as connection:
        incoming.settle(connection, row.id, None)
        _tell(connection, row, str(error), now)


def _tell(connection: Connection, row: IncomingRow, sentence: str, now: datetime) -> None:
    cases.notify(
        connection,
        kind="failure",
        text="Un message reçu n'a pas pu être lu",
        lines=(sentence, f"Référence chez le fournisseur : {row.provider_id}"),
        status_line="À vous de voir",
        at=now,
        once=f"incoming:{row.id}",
    )
