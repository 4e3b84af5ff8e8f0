"""What the web edge is given: values from the composition root, nothing read by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pydantic import BaseModel

from coccinelle.engine.desk import Desk
from coccinelle.store.database import Database


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel or a connector that is open. settings: those that are no secret; kept: the names of
    the secrets there are; stopped: why it does not run, "" while it does.

    channel_id: None for a connector, as are the rest. url: to paste at the provider.
    """

    adapter: str
    settings: Mapping[str, Any]
    kept: frozenset[str]
    stopped: str
    channel_id: int | None = None
    kind: str = ""
    address: str = ""
    url: str = ""
    paused_at: datetime | None = None
    paused_by: str = ""
    heard_at: datetime | None = None
    refused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was written in an adapter's form. dropped: secrets to be forgotten."""

    values: Mapping[str, Any]
    dropped: frozenset[str] = frozenset()


class Connecting(Protocol):
    """How a page opens and tries channels and connectors, which it never sees the secrets of."""

    def models(self) -> Mapping[str, type[BaseModel]]:
        """The settings of each adapter there is, channels first."""

    def is_channel(self, adapter: str) -> bool: ...

    def opened(self, desk: Desk) -> tuple[Opened, ...]:
        """Each channel, then each connector."""

    def keep(
        self, desk: Desk, adapter: str, given: Given, channel_id: int | None = None
    ) -> int | None:
        """The channel's number; None for a connector. channel_id: of one that is open; otherwise a
        new one, unless it is known by its address. Raises PermanentError, ValidationError."""

    def check(self, desk: Desk, adapter: str, channel_id: int | None = None) -> bool:
        """False when there is nothing to ask. Raises PermanentError, TemporaryError."""

    def forget(self, desk: Desk, adapter: str) -> None:
        """Of a connector. Raises PermanentError."""


@dataclass(frozen=True, slots=True)
class WebParts:
    """public_url: the base members and providers reach us at, without a final slash.

    is_demo: the pages say that people and time are invented.
    """

    database: Database
    open_desk: Callable[[int], Desk]
    public_url: str
    connecting: Connecting
    is_demo: bool = False
