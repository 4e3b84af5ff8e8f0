"""What the web edge is given: values from the composition root, nothing read by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel

from coccinelle.engine.desk import Desk
from coccinelle.store.database import Database


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel or a connector that is open. url: to paste at the provider, "" when it calls
    nobody; settings: those that are no secret; stopped: why it does not run, "" while it does."""

    adapter: str
    is_channel: bool
    address: str
    url: str
    settings: Mapping[str, Any]
    stopped: str


class Connecting(Protocol):
    """How a page opens and tries channels and connectors, which it never sees the secrets of."""

    def models(self) -> Mapping[str, type[BaseModel]]: ...

    def opened(self, desk: Desk) -> tuple[Opened, ...]: ...

    def keep(self, desk: Desk, adapter: str, given: Mapping[str, Any]) -> None:
        """Raises PermanentError, pydantic.ValidationError."""

    def check(self, desk: Desk, adapter: str) -> bool:
        """False when there is nothing to ask. Raises PermanentError, TemporaryError."""

    def forget(self, desk: Desk, adapter: str) -> None:
        """Raises PermanentError."""


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
