"""Secrets at rest, business by business: do they open, and with which key were they sealed?"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from coccinelle.core.errors import PermanentError
from coccinelle.kit import key_file
from coccinelle.kit.seal import CannotUnseal, Seal
from coccinelle.kit.secret_values import is_secret, plain
from coccinelle.store import businesses, channels, connectors, installation_secrets, push
from coccinelle.store.channels import ChannelRow
from coccinelle.store.connectors import ConnectorRow
from coccinelle.store.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Kept:
    """Sealed bytes, what they are bound to, and how they are replaced. name: for a fault."""

    name: str
    secrets: bytes = field(repr=False)
    place: str
    replace: Callable[[bytes], int]


def place(business_id: int, adapter: str, what: str = "channel") -> str:
    """What secrets are bound to: moved elsewhere, they do not open."""
    return f"{what}:{business_id}:{adapter}"


def device_place(business_id: int, endpoint: str) -> str:
    """What the keys of a device that takes notifications are bound to."""
    return place(business_id, endpoint, "push")


def parted(
    settings: Iterable[tuple[str, Any]], seal: Seal, where: str
) -> tuple[dict[str, Any], bytes | None]:
    """The open part and the sealed part of some settings."""
    opened: dict[str, Any] = {}
    closed: dict[str, Any] = {}
    for name, value in settings:
        target = closed if is_secret(value) else opened
        target[name] = plain(value)
    return opened, seal.seal(json.dumps(closed).encode(), where) if closed else None


def whole(
    settings: dict[str, Any], secrets: bytes | None, seal: Seal, where: str
) -> dict[str, Any]:
    """Both parts together again. Raises PermanentError."""
    if secrets is None:
        return dict(settings)
    try:
        return {**settings, **json.loads(seal.open(secrets, where))}
    except CannotUnseal as error:
        raise PermanentError(f"Les clés ne s'ouvrent pas : {error}") from error


def closed(connection: Connection, seal: Seal, business_id: int) -> list[str]:
    """What no key at hand opens, and why."""
    faults = []
    for kept in _all(connection, business_id):
        try:
            seal.open(kept.secrets, kept.place)
        except CannotUnseal as error:
            faults.append(f"{kept.name}: {error}")
    return faults


def reseal(connection: Connection, seal: Seal, business_id: int) -> int:
    """Seals again with the newest key what an older one sealed. Raises CannotUnseal."""
    renewed = 0
    for kept in _all(connection, business_id):
        if not seal.is_newest(kept.secrets):
            renewed += kept.replace(seal.seal(seal.open(kept.secrets, kept.place), kept.place))
    return renewed


def is_any_kept(database: Database) -> bool:
    """Of any business, or of the installation."""
    for business_id, _ in businesses.known(database):
        with database.transaction(business_id) as connection:
            if any(_all(connection, business_id)):
                return True
    return installation_secrets.has_any(database)


def first_key(path: Path, database: Database) -> str:
    """Never beside secrets that another key sealed: they would be lost without a word."""
    if is_any_kept(database):
        raise PermanentError(f"{path} is missing: it opens the secrets kept. Put it back.")
    return key_file.make(path)


def _all(connection: Connection, business_id: int) -> Iterator[Kept]:
    for channel in channels.all_of(connection):
        put = partial(channels.replace_secrets, connection, channel.id)
        yield from _kept("channel", channel, put, business_id)
    for connector in connectors.all_of(connection):
        put = partial(connectors.replace_secrets, connection, connector.id)
        yield from _kept("connector", connector, put, business_id)
    for number, endpoint, secrets in push.sealed(connection):
        where = device_place(business_id, endpoint)
        put_back = partial(push.replace_secrets, connection, number, secrets)
        yield Kept(f"device {number}", secrets, where, put_back)


def _kept(
    what: str, row: ChannelRow | ConnectorRow, put: Callable[[bytes, bytes], int], business: int
) -> Iterator[Kept]:
    if row.secrets is not None:
        name = f"{what} {row.id} ({row.adapter})"
        where = place(business, row.adapter, what)
        yield Kept(name, row.secrets, where, partial(put, row.secrets))
