"""Channels and connectors, as the settings pages open, keep and try them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from coccinelle.connectors import opening
from coccinelle.core.channel import ChannelSettings
from coccinelle.core.connector import ConnectorSettings
from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.kit.secret_values import plain
from coccinelle.main import Installation, adapters
from coccinelle.store import channels, connectors, sealed
from coccinelle.store.channels import ChannelRow
from coccinelle.store.connectors import ConnectorRow
from coccinelle.web.parts import Opened

UNKNOWN = "« {adapter} » n'est pas une connexion de cette version."
ONLY_A_TRIAL = "Cette adresse n'est permise que pour un essai : laissez celle du service."
CLOSED = "Cette connexion n'est pas ouverte."
NOT_WHOLE = "Cette connexion est incomplète : enregistrez-la de nouveau."


class Connecting:
    def __init__(self, place: Installation) -> None:
        self._place = place

    def models(self) -> Mapping[str, type[BaseModel]]:
        """The settings of each adapter there is, channels first."""
        found = {**adapters(), **opening.adapters()}
        return {name: module.SETTINGS for name, module in found.items()}

    def opened(self, desk: Desk) -> tuple[Opened, ...]:
        with desk.transaction() as connection:
            return tuple(self._opened(connection))

    def keep(self, desk: Desk, adapter: str, given: Mapping[str, Any]) -> None:
        """A secret that is not given stays the one that is kept.

        Raises PermanentError, and pydantic.ValidationError for what the adapter refuses.
        """
        settings = self._settings(desk, adapter, given)
        business_id = desk.business.id
        if isinstance(settings, ConnectorSettings):
            return self._place.open_connector(business_id, settings)
        assert isinstance(settings, ChannelSettings)
        row = self._channel(desk, adapter)
        if row is None:
            self._place.open_channel(business_id, settings)
            return
        opened, closed = self._place.sealed(business_id, settings)
        with desk.transaction() as connection:
            channels.replace_settings(
                connection, row.id, address=settings.address, settings=opened, secrets=closed
            )

    def check(self, desk: Desk, adapter: str) -> bool:
        """Asks the other system whether the keys are good, and makes nothing there. False when it
        has nothing to be asked. Raises PermanentError, TemporaryError."""
        try:
            return self._check(desk, adapter)
        except ValidationError as error:
            raise PermanentError(NOT_WHOLE) from error

    def forget(self, desk: Desk, adapter: str) -> None:
        """Raises PermanentError for a channel: customers would write to nobody."""
        with desk.transaction() as connection:
            if not connectors.remove(connection, adapter):
                raise PermanentError(CLOSED)

    def _check(self, desk: Desk, adapter: str) -> bool:
        row, connector = self._channel(desk, adapter), self._connector(desk, adapter)
        if row is not None:
            check = getattr(self._place.channel(desk.business.id, row), "check", None)
        elif connector is not None:
            check = self._place.connections.carrier(desk.business, connector).check
        else:
            raise PermanentError(CLOSED)
        if check is None:
            return False
        check()
        return True

    def _settings(self, desk: Desk, adapter: str, given: Mapping[str, Any]) -> BaseModel:
        model = self.models().get(adapter)
        if model is None:
            raise PermanentError(UNKNOWN.format(adapter=adapter))
        is_trial = self._place.settings.demo or self._place.settings.allow_private_hosts
        if not str(given.get("base_url", "https://")).startswith("https://") and not is_trial:
            raise PermanentError(ONLY_A_TRIAL)
        return model.model_validate({**self._secrets(desk, adapter), **given})

    def _secrets(self, desk: Desk, adapter: str) -> dict[str, Any]:
        """The sealed part of what is kept, opened; none when no key opens it any more."""
        business_id, seal = desk.business.id, self._place.seal
        row = self._channel(desk, adapter)
        where = sealed.place(business_id, adapter)
        kept: ChannelRow | ConnectorRow | None = row
        if row is None:
            kept, where = (
                self._connector(desk, adapter),
                sealed.place(business_id, adapter, "connector"),
            )
        if kept is None:
            return {}
        try:
            return sealed.whole({}, kept.secrets, seal, where)
        except PermanentError:
            return {}

    def _channel(self, desk: Desk, adapter: str) -> ChannelRow | None:
        with desk.transaction() as connection:
            rows = channels.all_of(connection)
        return next((row for row in rows if row.adapter == adapter), None)

    def _connector(self, desk: Desk, adapter: str) -> ConnectorRow | None:
        with desk.transaction() as connection:
            rows = connectors.all_of(connection)
        return next((row for row in rows if row.adapter == adapter), None)

    def _opened(self, connection: Any) -> Iterator[Opened]:
        for row in channels.all_of(connection):
            yield Opened(
                row.adapter, True, row.address, self._place.webhook_url(row.adapter, row.key),
                plain(row.settings), row.stopped_reason or "",
            )  # fmt: skip
        for other in connectors.all_of(connection):
            yield Opened(
                other.adapter, False, "", "", plain(other.settings), other.stopped_reason or ""
            )
