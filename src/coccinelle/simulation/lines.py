"""What joins the simulated business to the world: channels that keep what is sent, and bells."""

from datetime import datetime
from typing import Any

from coccinelle.channels.in_process import in_process_channel
from coccinelle.core.channel import Channel
from coccinelle.core.errors import TemporaryError
from coccinelle.core.messages import Outbound
from coccinelle.kit.clock import VirtualClock
from coccinelle.store.channels import ChannelRow


class Lines:
    """Every message that left, with the virtual time it left at; a kind of channel can be down."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._sent: list[Outbound] = []
        self._times: list[datetime] = []
        self._down_until: dict[str, datetime] = {}

    def open(self, row: ChannelRow) -> Channel:
        """Raises TemporaryError during an outage."""
        if self.is_cut(row.kind):
            raise TemporaryError("L'opérateur ne répond pas.")
        return in_process_channel(row.kind, address=row.address, sent=self._sent)

    def is_cut(self, kind: str) -> bool:
        return self._clock.now() < self._down_until.get(kind, self._clock.now())

    def cut(self, kind: str, until: datetime) -> None:
        self._down_until[kind] = until

    def stamp(self) -> None:
        """Called each time before the clock moves: what was sent since was sent now."""
        self._times += [self._clock.now()] * (len(self._sent) - len(self._times))

    @property
    def departures(self) -> list[tuple[Outbound, datetime]]:
        self.stamp()
        return list(zip(self._sent, self._times, strict=True))


class HeapBells:
    """Keeps the conversations that rang, in order, until they are attended to."""

    def __init__(self) -> None:
        self._rung: dict[int, None] = {}

    def ring(self, connection: Any, business_id: int, conversation_id: int) -> None:
        self._rung[conversation_id] = None

    def take(self) -> int | None:
        """The conversation that rang first; None when all is quiet."""
        first = next(iter(self._rung), None)
        if first is not None:
            del self._rung[first]
        return first
