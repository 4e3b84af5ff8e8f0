"""Connectors found in their folders, and opened with the settings of one business."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache
from types import ModuleType

import structlog
from pydantic import ValidationError

from coccinelle.connectors import carrier as carrier_modules
from coccinelle.connectors.carrier.builtin import FileTracker, SlipMaker
from coccinelle.connectors.carrier.choice import ChosenTracker, chosen_labels
from coccinelle.connectors.carrier.kept import KeptTracker, KeptTrackings
from coccinelle.core.business import Business
from coccinelle.core.carrier import Carrier, LabelMaker, Tracker, Tracking
from coccinelle.core.clock import Clock
from coccinelle.core.errors import PermanentError
from coccinelle.kit.discovery import modules_of
from coccinelle.kit.seal import Seal
from coccinelle.store import sealed, tracking
from coccinelle.store.connectors import ConnectorRow
from coccinelle.store.database import Connection

log = structlog.get_logger()


@cache
def adapters() -> dict[str, ModuleType]:
    """Connectors by name."""
    found = modules_of(carrier_modules)
    return {module.ADAPTER: module for module in found if hasattr(module, "ADAPTER")}


@dataclass(slots=True)
class Connections:
    """Carriers opened once as long as their settings do not change, and what they said lately."""

    seal: Seal
    _opened: dict[tuple[int, int, str], Carrier] = field(default_factory=dict)
    _parcels: KeptTrackings = field(default_factory=dict)

    def carriers(
        self,
        business: Business,
        rows: Sequence[ConnectorRow],
        transaction: Callable[[], AbstractContextManager[Connection]],
        clock: Clock,
    ) -> tuple[Tracker, LabelMaker]:
        """What follows parcels and what makes labels for this business; our own for the rest.

        One that cannot be opened is left out, and `doctor` tells: the shop is not silenced by it.
        """
        carriers = list(self._those_that_open(business, rows))

        def keep(told: Tracking) -> None:
            with transaction() as connection:
                tracking.keep(connection, replace(told, read_at=clock.now()))

        chosen = ChosenTracker(carriers, FileTracker(transaction, clock, business.zone), keep)
        tracker = KeptTracker(
            chosen, business.id, lambda: clock.now().astimezone(business.zone), self._parcels
        )
        return tracker, chosen_labels(carriers, SlipMaker())

    def _those_that_open(
        self, business: Business, rows: Sequence[ConnectorRow]
    ) -> Iterator[Carrier]:
        for row in rows:
            try:
                yield self.carrier(business, row)
            except (PermanentError, ValidationError):
                log.warning("connector not opened", business=business.id, connector=row.id)

    def carrier(self, business: Business, row: ConnectorRow) -> Carrier:
        """Raises PermanentError, pydantic.ValidationError."""
        place = (business.id, row.id, f"{row.settings}{row.secrets!r}")
        if place not in self._opened:
            self._opened[place] = self._open(business, row)
        return self._opened[place]

    def close(self) -> None:
        for carrier in self._opened.values():
            carrier.close()

    def _open(self, business: Business, row: ConnectorRow) -> Carrier:
        adapter = adapters().get(row.adapter)
        if adapter is None:
            raise PermanentError(f"La connexion « {row.adapter} » n'existe pas dans cette version.")
        where = sealed.place(business.id, row.adapter, "connector")
        values = sealed.whole(row.settings, row.secrets, self.seal, where)
        carrier: Carrier = adapter.open(adapter.SETTINGS.model_validate(values), business.zone)
        return carrier
