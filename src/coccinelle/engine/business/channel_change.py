"""A channel is put in pause, taken up again or taken away; what its provider still says is told."""

from datetime import datetime

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import pause
from coccinelle.store import cases, channels
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection

GONE = "Ce canal n'est plus là."


def remove(desk: Desk, channel_id: int, *, by: str) -> None:
    """Its keys are forgotten, its conversations stay; what had not left by it fails at once, and
    members are told of each. Twice is once. Raises PermanentError when there is none."""
    with desk.transaction() as connection:
        row = _existing(connection, channel_id)
        if channels.remove(connection, channel_id, at=desk.now(), by=by):
            _tell(
                desk, connection, row, f"Canal retiré par {by}", "Plus rien n'y arrive ni n'en part"
            )
            for conversation_id in channels.leaving(connection, channel_id):
                desk.ring(connection, conversation_id)


def put_in_pause(desk: Desk, channel_id: int, *, by: str) -> None:
    """Messages come in and wait for members; the assistant answers nobody there, and keeps what it
    promised. Raises PermanentError."""
    with desk.transaction() as connection:
        row = _running(connection, channel_id)
        if channels.set_pause(connection, channel_id, desk.now(), by):
            _tell(
                desk, connection, row, f"Canal mis en pause par {by}", "L'assistant n'y répond plus"
            )


def take_up(desk: Desk, channel_id: int, *, by: str) -> None:
    """Who wrote there today and still waits is answered now. Raises PermanentError."""
    with desk.transaction() as connection:
        row = _running(connection, channel_id)
        if channels.set_pause(connection, channel_id, None, ""):
            pause.answer_kept(desk, connection, by=by)
            _tell(
                desk, connection, row, f"Canal repris par {by}", "L'assistant y répond de nouveau"
            )


def called_after_all(desk: Desk, row: ChannelRow) -> None:
    """The keys that would prove who calls are gone: nothing is read; members hear, once a day."""
    with desk.transaction() as connection:
        tell_called_after_all(connection, row, desk.now())


def tell_called_after_all(connection: Connection, row: ChannelRow, now: datetime) -> None:
    cases.notify(
        connection,
        kind="failure",
        text=f"Le fournisseur appelle encore un canal retiré : {row.address}",
        lines=("Si des clients y écrivent, leurs messages ne sont plus lus",),
        status_line="Ôtez l'adresse chez le fournisseur, ou ouvrez de nouveau ce canal",
        at=now,
        once=f"removed_channel:{row.id}:{now.date()}",
    )


def _running(connection: Connection, channel_id: int) -> ChannelRow:
    row = _existing(connection, channel_id)
    if row.removed_at is not None:
        raise PermanentError(GONE)
    return row


def _existing(connection: Connection, channel_id: int) -> ChannelRow:
    channels.lock(connection)
    row = channels.by_id(connection, channel_id)
    if row is None:
        raise PermanentError(GONE)
    return row


def _tell(desk: Desk, connection: Connection, row: ChannelRow, text: str, line: str) -> None:
    cases.notify(
        connection, kind="message", text=f"{text} : {row.address}", lines=(line,), at=desk.now()
    )
