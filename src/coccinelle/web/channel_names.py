"""By which channel words go: its kind, with its number or address when there are several of it."""

from dataclasses import dataclass

from coccinelle.replies import french
from coccinelle.store import channels, contacts
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection
from coccinelle.web import words
from coccinelle.web.inbox.listing import ICONS


@dataclass(frozen=True, slots=True)
class Means:
    """A kind of channel by which a customer can be written to now."""

    kind: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class ChannelNames:
    rows: dict[int, ChannelRow]

    def of(self, channel_id: int, kind: str) -> str:
        label = words.CHANNELS.get(kind, kind)
        several = sum(row.kind == kind for row in self.rows.values()) > 1
        row = self.rows.get(channel_id)
        return f"{label} {french.phone(row.address)}" if several and row else label

    def is_gone(self, channel_id: int) -> bool:
        row = self.rows.get(channel_id)
        return row is not None and row.removed_at is not None

    def is_paused(self, channel_id: int) -> bool:
        row = self.rows.get(channel_id)
        return row is not None and row.paused_at is not None

    @property
    def open_kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.kind for row in self.rows.values() if row.is_running))

    def means(self, connection: Connection, contact_id: int) -> tuple[Means, ...]:
        """Where the customer has an address that takes messages."""
        return tuple(
            Means(kind, words.CHANNELS.get(kind, kind), ICONS.get(kind, "message-square"))
            for kind in self.open_kinds
            if contacts.reachable(connection, contact_id, kind) is not None
        )


def channel_names(connection: Connection) -> ChannelNames:
    return ChannelNames({row.id: row for row in channels.ever(connection)})
