"""Channels and connectors, as the settings pages and the commands open, keep and try them."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import Any

from pydantic import BaseModel, ValidationError

from coccinelle.connectors import opening
from coccinelle.core.channel import ChannelSettings
from coccinelle.core.connector import ConnectorSettings
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.engine.business.channel_change import GONE
from coccinelle.engine.desk import Desk
from coccinelle.kit.secret_values import plain
from coccinelle.main import Installation, adapters
from coccinelle.store import channels, connectors, sealed
from coccinelle.store.channels import ChannelRow
from coccinelle.store.connectors import ConnectorRow
from coccinelle.store.database import Connection
from coccinelle.web.parts import Given, Opened

UNKNOWN = "« {adapter} » n'est pas une connexion de cette version."
ONLY_A_TRIAL = "Cette adresse n'est permise que pour un essai : laissez celle du service."
CLOSED = "Cette connexion n'est pas ouverte."
NOT_WHOLE = "Cette connexion est incomplète : enregistrez-la de nouveau."
TAKEN = "Un autre canal a déjà cette adresse : modifiez-le, ou retirez-le d'abord."
SLOW = "Le service ne répond pas."
PATIENCE = 15.0  # seconds, whatever an adapter's own limits: a member waits in front of the page


class Connecting:
    def __init__(self, place: Installation, *, patience: float = PATIENCE) -> None:
        self._place, self._patience = place, patience

    def models(self) -> Mapping[str, type[BaseModel]]:
        found = {**adapters(), **opening.adapters()}
        return {name: module.SETTINGS for name, module in found.items()}

    def is_channel(self, adapter: str) -> bool:
        return adapter in adapters()

    def opened(self, desk: Desk) -> tuple[Opened, ...]:
        with desk.transaction() as connection:
            return tuple(self._opened(desk, connection))

    def keep(
        self, desk: Desk, adapter: str, given: Given, channel_id: int | None = None
    ) -> int | None:
        """A secret that is not given stays the one that is kept, unless it is dropped."""
        row = _channel(desk, channel_id) if channel_id else None
        kept = row or (None if self.is_channel(adapter) else _connector(desk, adapter))
        settings = self._settings(desk, adapter, kept, given)
        if isinstance(settings, ConnectorSettings):
            self._place.open_connector(desk.business.id, settings, desk=desk)
            return None
        assert isinstance(settings, ChannelSettings)
        return self._keep_channel(desk, settings, row)

    def check(self, desk: Desk, adapter: str, channel_id: int | None = None) -> bool:
        """Asks the other system whether the keys are good, and makes nothing there."""
        try:
            ask = self._asker(desk, adapter, channel_id)
        except ValidationError as error:
            raise PermanentError(NOT_WHOLE) from error
        if ask is None:
            return False
        _within(self._patience, ask)
        return True

    def forget(self, desk: Desk, adapter: str) -> None:
        with desk.transaction() as connection:
            if not connectors.remove(connection, adapter):
                raise PermanentError(CLOSED)

    def _keep_channel(self, desk: Desk, settings: ChannelSettings, row: ChannelRow | None) -> int:
        if row is not None:
            self._replace(desk, settings, row.id)
            return row.id
        self._place.open_channel(desk.business.id, settings, desk=desk)
        with desk.transaction() as connection:
            known = channels.of_address(connection, settings.adapter, settings.address)
        assert known is not None, "just opened"
        return known.id

    def _replace(self, desk: Desk, settings: ChannelSettings, channel_id: int) -> None:
        opened, closed = self._place.sealed(desk.business.id, settings)
        with desk.transaction() as connection:
            channels.lock(connection)
            known = channels.of_address(connection, settings.adapter, settings.address)
            if known is not None and known.removed_at is None and known.id != channel_id:
                raise PermanentError(TAKEN)
            channels.replace_settings(
                connection, channel_id, address=settings.address, settings=opened, secrets=closed
            )

    def _asker(self, desk: Desk, adapter: str, channel_id: int | None) -> Callable[[], None] | None:
        """None when there is nothing to ask. Raises PermanentError, ValidationError."""
        if channel_id is not None:
            row = _channel(desk, channel_id)
            channel = self._place.channel(desk.business.id, row)
            found: Callable[[], None] | None = getattr(channel, "check", None)
            return found
        connector = _connector(desk, adapter)
        if connector is None:
            raise PermanentError(CLOSED)
        return self._place.connections.carrier(desk.business, connector).check

    def _settings(
        self, desk: Desk, adapter: str, kept: ChannelRow | ConnectorRow | None, given: Given
    ) -> BaseModel:
        model = self.models().get(adapter)
        if model is None:
            raise PermanentError(UNKNOWN.format(adapter=adapter))
        is_trial = self._place.settings.demo or self._place.settings.allow_private_hosts
        url = str(given.values.get("base_url", "https://"))
        if not url.startswith("https://") and not is_trial:
            raise PermanentError(ONLY_A_TRIAL)
        secrets = self._secrets(desk, kept) if kept else {}
        stay = {name: value for name, value in secrets.items() if name not in given.dropped}
        return model.model_validate({**stay, **given.values})

    def _secrets(self, desk: Desk, kept: ChannelRow | ConnectorRow) -> dict[str, Any]:
        """The sealed part of what is kept, opened; none when no key opens it any more."""
        what = "channel" if isinstance(kept, ChannelRow) else "connector"
        where = sealed.place(desk.business.id, kept.adapter, what)
        try:
            return sealed.whole({}, kept.secrets, self._place.seal, where)
        except PermanentError:
            return {}

    def _names(self, desk: Desk, kept: ChannelRow | ConnectorRow) -> frozenset[str]:
        return frozenset(name for name, value in self._secrets(desk, kept).items() if value)

    def _opened(self, desk: Desk, connection: Connection) -> Iterator[Opened]:
        for row in channels.all_of(connection):
            yield Opened(
                row.adapter, plain(row.settings), self._names(desk, row), row.stopped_reason or "",
                row.id, row.kind, row.address, self._place.webhook_url(row.adapter, row.key),
                row.paused_at, row.paused_by, row.heard_at, row.refused_at,
            )  # fmt: skip
        for other in connectors.all_of(connection):
            yield Opened(
                other.adapter, plain(other.settings), self._names(desk, other),
                other.stopped_reason or "",
            )  # fmt: skip


def _channel(desk: Desk, channel_id: int) -> ChannelRow:
    with desk.transaction() as connection:
        row = channels.by_id(connection, channel_id)
    if row is None or row.removed_at is not None:
        raise PermanentError(GONE)
    return row


def _connector(desk: Desk, adapter: str) -> ConnectorRow | None:
    with desk.transaction() as connection:
        rows = connectors.all_of(connection)
    return next((row for row in rows if row.adapter == adapter), None)


def _within(seconds: float, ask: Callable[[], None]) -> None:
    """An answer that comes byte by byte keeps every limit of its own, and no member waits for it.
    Raises TemporaryError, and what `ask` raises."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="check")
    try:
        thread.submit(ask).result(seconds)
    except TooLate as error:
        raise TemporaryError(SLOW) from error
    finally:
        thread.shutdown(wait=False)
