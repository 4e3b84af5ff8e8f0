"""The lines of a copy: nothing leaves by them, and for a while one may be out of reach."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from coccinelle.channels.in_process import in_process_channel
from coccinelle.core.carrier import Tracker, Tracking
from coccinelle.core.channel import Channel
from coccinelle.core.errors import TemporaryError
from coccinelle.core.messages import Outbound
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import Event
from coccinelle.store import trial_events, trial_sent
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection

CARRIERS = "carriers"

IsCut = Callable[[str], bool]


class Carriers:
    """A business's own tracker, unless carriers were put out of reach."""

    def __init__(self, tracker: Tracker, is_cut: IsCut) -> None:
        self._tracker = tracker
        self._is_cut = is_cut

    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        if self._is_cut(CARRIERS):
            raise TemporaryError("Le transporteur ne répond pas.")
        return self._tracker.track(number, carrier, fresh=fresh)


def until(connection: Connection) -> dict[str, datetime]:
    """By what is cut, when it is there again."""
    found: dict[str, datetime] = {}
    for row in trial_events.all_of(connection):
        if "event" not in row.event:
            continue
        event = Event.model_validate(row.event["event"])
        if event.outage:
            found[event.outage.channel] = row.at + event.outage.lasts
        if event.carrier and event.carrier.down:
            found[CARRIERS] = row.at + event.carrier.down
    return found


def of_copy(desk: Desk) -> Desk:
    """Nothing leaves it, whatever its rows say: what is sent is a row of the copy."""
    with desk.transaction() as connection:
        cut = until(connection)

    def is_cut(what: str) -> bool:
        return what in cut and desk.now() < cut[what]

    def open_channel(row: ChannelRow) -> Channel:
        if is_cut(row.kind):
            raise TemporaryError("L'opérateur ne répond pas.")
        return in_process_channel(row.kind, address=row.address, sent=_Received(desk))

    return replace(desk, open_channel=open_channel, tracker=Carriers(desk.tracker, is_cut))


class _Received:
    """What was sent in a copy, for the phone of its page."""

    def __init__(self, copy: Desk) -> None:
        self._copy = copy

    def append(self, message: Outbound) -> None:
        with self._copy.transaction() as connection:
            trial_sent.add(connection, int(message.key), subject=message.subject, text=message.text)

    def __iter__(self) -> Iterator[Outbound]:
        with self._copy.transaction() as connection:
            known = trial_sent.numbers(connection)
        return (Outbound(str(number), "", "") for number in known)
