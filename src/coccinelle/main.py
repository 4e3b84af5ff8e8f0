"""Composition root: builds every part, for the web, the worker and the command line."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from coccinelle import channels as channel_modules
from coccinelle import skills as skill_modules
from coccinelle.connectors.opening import Connections
from coccinelle.connectors.push import open_push
from coccinelle.connectors.shop.builtin import BuiltinShop, KeptCatalogues
from coccinelle.connectors.shop.builtin_knowledge import BuiltinKnowledge
from coccinelle.connectors.shop.builtin_orders import BuiltinOrders
from coccinelle.core.bells import Bells
from coccinelle.core.business import Business
from coccinelle.core.channel import Channel, ChannelSettings
from coccinelle.core.clock import Clock
from coccinelle.core.connector import ConnectorSettings
from coccinelle.core.errors import PermanentError
from coccinelle.core.model import Model
from coccinelle.core.skill import Skill
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.spending import DailySpending
from coccinelle.kit import failpoints, key_file
from coccinelle.kit.clock import SystemClock
from coccinelle.kit.discovery import modules_of
from coccinelle.kit.seal import Seal, parse_keys
from coccinelle.replies.papers import FrenchPapers
from coccinelle.replies.rephrase import ModelRephraser
from coccinelle.replies.speaker import Speaker
from coccinelle.settings import Settings
from coccinelle.store import bells, businesses, channels, connectors, dump, sealed
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Database
from coccinelle.store.postgres import SUPERUSER, attach_or_start, tools
from coccinelle.store.upgrade import upgrade
from coccinelle.trial import lines
from coccinelle.understanding.late import LateReader, embedded

if TYPE_CHECKING:
    from fastapi import FastAPI


@dataclass(slots=True)
class Installation:
    """The database and the parts shared by every business of this program.

    calls_models: False where nothing may leave the machine, whatever a business has set.
    """

    settings: Settings
    database: Database
    seal: Seal
    bells: Bells = bells
    clock: Clock | None = None
    connect: Callable[[ChannelRow], Channel] | None = None  # in place of the adapters
    calls_models: bool = True
    _catalogues: KeptCatalogues = field(default_factory=dict)
    _channels: dict[tuple[int, int, str], Channel] = field(default_factory=dict)
    _models: dict[tuple[int, str], Model] = field(default_factory=dict)
    _connections: Connections | None = None

    def desk(self, business_id: int) -> Desk:
        """Everything needed to serve this business, as its settings are now."""
        with self.database.transaction(business_id) as connection:
            business = businesses.current(connection)
            rows = connectors.all_of(connection) if not business.sandbox_of else []
        clock = self.clock or SystemClock(business.clock_offset_seconds)

        model, policy = self._model(business, clock), business.policy
        url, is_open = self.settings.public_url, self.settings.allow_private_hosts

        def transaction() -> Any:
            return self.database.transaction(business_id)

        tracker, labels = self.connections.carriers(business, rows, transaction, clock)
        desk = Desk(
            business=business,
            database=self.database,
            clock=clock,
            shop=BuiltinShop(business, transaction, clock, self._catalogues),
            orders_of=lambda identity: BuiltinOrders(identity, transaction, clock),
            knowledge=BuiltinKnowledge(transaction),
            reader=LateReader(model, policy),
            skills=skills(),
            wording=Speaker(),
            bells=self.bells,
            open_channel=self.connect or (lambda row: self.channel(business_id, row)),
            tracker=tracker,
            labels=labels,
            papers=FrenchPapers(),
            public_url=url,
            push=open_push(business, self.database, self.seal, url, allow_private=is_open),
            rephraser=ModelRephraser(model, Speaker())
            if model and policy.wording == "model"
            else None,
        )
        return lines.of_copy(desk) if business.sandbox_of else desk

    def channel(self, business_id: int, row: ChannelRow) -> Channel:
        """The adapter of a channel row, holding its settings; kept while they do not change."""
        place = (business_id, row.id, f"{row.settings}{row.secrets!r}")
        if place not in self._channels:
            self._channels[place] = self._open(business_id, row)
        return self._channels[place]

    def open_channel(
        self, business_id: int, settings: ChannelSettings, *, desk: Desk | None = None
    ) -> str:
        """Keeps a channel, its secrets sealed; returns the URL to paste at the provider, the same
        one for an address that was opened before. desk: of who opens it, if their act is told."""
        key = secrets.token_urlsafe(24)
        opened, closed = self.sealed(business_id, settings)
        with desk.transaction() if desk else self.database.transaction(business_id) as connection:
            row = channels.put(
                connection,
                kind=settings.kind,
                adapter=settings.adapter,
                key=key,
                address=settings.address,
                settings=opened,
                secrets=closed,
            )
        return self.webhook_url(settings.adapter, row.key)

    @property
    def connections(self) -> Connections:
        self._connections = self._connections or Connections(self.seal)
        return self._connections

    def open_connector(
        self, business_id: int, settings: ConnectorSettings, *, desk: Desk | None = None
    ) -> None:
        """Keeps a connector, its secrets sealed; in place of the same one opened before."""
        where = sealed.place(business_id, settings.adapter, "connector")
        opened, closed = sealed.parted(settings, self.seal, where)
        with desk.transaction() if desk else self.database.transaction(business_id) as connection:
            connectors.put(
                connection,
                kind=settings.kind,
                adapter=settings.adapter,
                settings=opened,
                secrets=closed,
            )

    def webhook_url(self, adapter: str, key: str) -> str:
        return f"{self.settings.public_url}/webhooks/{adapter}/{key}"

    def sealed(
        self, business_id: int, settings: ChannelSettings
    ) -> tuple[dict[str, Any], bytes | None]:
        """The open part and the sealed part of a channel's settings."""
        return sealed.parted(settings, self.seal, sealed.place(business_id, settings.adapter))

    def _model(self, business: Business, clock: Clock) -> Model | None:
        rules = business.policy.model
        if rules is None or not self.calls_models or business.sandbox_of:
            return None
        from coccinelle.connectors.model import MeteredModel, open_model

        key = os.environ.get(rules.key_env, "") if rules.key_env else ""
        place = (business.id, f"{rules!r}{key}")
        if place not in self._models:
            allowed = self.settings.allow_private_hosts
            self._models[place] = open_model(rules, key, allow_private=allowed)
        return MeteredModel(self._models[place], DailySpending(business, self.database, clock))

    def _open(self, business_id: int, row: ChannelRow) -> Channel:
        adapter = adapters().get(row.adapter)
        if adapter is None:
            raise PermanentError(f"Le canal « {row.adapter} » n'existe pas dans cette version.")
        place = sealed.place(business_id, row.adapter)
        values = sealed.whole(row.settings, row.secrets, self.seal, place)
        settings = adapter.SETTINGS.model_validate(values)
        callback = self.webhook_url(row.adapter, row.key) + "/status"
        channel: Channel = adapter.open(settings, callback_url=callback)
        return channel


@contextmanager
def installation(settings: Settings, **parts: Any) -> Iterator[Installation]:
    """Opens the database (ours or an external one), brings it up to date, and closes it."""
    if settings.demo and settings.fail_at:
        failpoints.arm(settings.fail_at)
    with ExitStack() as stack:
        admin_url, app_url, embedded = stack.enter_context(database_urls(settings))
        upgrade(admin_url, embedded=embedded)
        size = settings.concurrency + 4
        database = Database(app_url, size=size, take_role=not embedded).open()
        stack.callback(database.close)
        place = Installation(settings, database, _seal(settings, database), **parts)
        stack.callback(lambda: place.connections.close())
        yield place


def web_application(place: Installation) -> "FastAPI":
    """The doors of providers and the pages of members."""
    from coccinelle.connecting import Connecting
    from coccinelle.web.app import WebParts, create_app

    return create_app(
        WebParts(
            database=place.database,
            open_desk=place.desk,
            public_url=place.settings.public_url,
            connecting=Connecting(place),
            is_demo=place.settings.demo,
        )
    )


async def run_worker(place: Installation) -> None:
    """Until a signal asks it to stop."""
    from coccinelle.worker import worker

    embedded()  # loaded before the first message, which would wait for it
    await worker.run(
        place.database,
        place.desk,
        concurrency=place.settings.concurrency,
        role=None if place.settings.database_url is None else "coccinelle_app",
    )


def backup(settings: Settings, file: Path) -> None:
    """Raises PermanentError."""
    with database_urls(settings) as (admin_url, _, embedded):
        role = None if embedded else "coccinelle_backup"
        url = admin_url if not embedded else _as(admin_url, "coccinelle_backup")
        dump.dump(_programs(settings), url, file, role=role)


def restore(settings: Settings, file: Path, *, replace: bool) -> int:
    """How many businesses there are now. Raises PermanentError."""
    with installation(settings):
        pass
    with database_urls(settings) as (admin_url, _, _embedded):
        dump.restore(_programs(settings), admin_url, file, replace=replace)
    with installation(settings) as place:
        return len(businesses.known(place.database))


@contextmanager
def database_urls(settings: Settings) -> Iterator[tuple[str, str, bool]]:
    """The administrator's and the program's URL, and whether the server is our own."""
    if settings.database_url:
        url = settings.database_url.get_secret_value()
        yield url, url, False
        return
    with attach_or_start(
        settings.var, binaries=settings.postgres_bin, service_user=settings.service_user
    ) as address:
        yield address.url(SUPERUSER), address.url("coccinelle_app"), True


def _as(url: str, user: str) -> str:
    return url.replace(SUPERUSER, user, 1)


def _programs(settings: Settings) -> Path:
    return tools(settings.var, binaries=settings.postgres_bin, service_user=settings.service_user)


@cache
def adapters() -> dict[str, ModuleType]:
    """Channel adapters by name."""
    found = modules_of(channel_modules)
    return {module.ADAPTER: module for module in found if hasattr(module, "ADAPTER")}


@cache
def skills() -> dict[str, Skill]:
    """Skills by the intents they serve."""
    found: list[Any] = [m for m in modules_of(skill_modules) if hasattr(m, "INTENTS")]
    return {intent: module for module in found for intent in module.INTENTS}


def _seal(settings: Settings, database: Database) -> Seal:
    """The key of the environment, else one made at first use beside the embedded database."""
    if settings.secret_key:
        keys = settings.secret_key.get_secret_value()
    elif settings.database_url:
        raise PermanentError("With DATABASE_URL, set COCCINELLE_SECRET_KEY (64 hex digits).")
    else:
        path = settings.var / "secret.key"
        keys = key_file.read(path) or sealed.first_key(path, database)
    try:
        return Seal(parse_keys(keys))
    except ValueError as error:
        raise PermanentError(f"The secret key cannot be used: {error}.") from None
