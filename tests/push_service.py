"""The double of a push service, and a device of it, as a test speaks to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from coccinelle.core.push import DeviceKeys
from coccinelle.sandbox.push import create_app
from coccinelle.store.database import Database
from tests.loopback import served


@dataclass(frozen=True)
class PushDevice:
    """A browser that has subscribed."""

    client: httpx.Client
    name: str
    endpoint: str
    keys: DeviceKeys

    def notes(self) -> list[dict[str, Any]]:
        """What its member saw."""
        return [one["note"] for one in self.told()]

    def told(self) -> list[dict[str, Any]]:
        return list(self.client.get(f"/_sandbox/devices/{self.name}").json()["notes"])

    def says_no(self) -> None:
        self.client.delete(f"/_sandbox/devices/{self.name}").raise_for_status()


@dataclass(frozen=True)
class PushService:
    client: httpx.Client

    def device(self) -> PushDevice:
        given = self.client.post("/_sandbox/devices").raise_for_status().json()
        return PushDevice(
            self.client, given["name"], given["endpoint"], DeviceKeys(**given["keys"])
        )

    def fault(self, fault: str, **details: Any) -> None:
        asked = {"fault": fault, **details}
        self.client.post("/_sandbox/faults", json=asked).raise_for_status()

    def calm(self) -> None:
        self.client.delete("/_sandbox/faults").raise_for_status()


def forget_key(database: Database) -> None:
    """The worlds of the tests share a database, and not what seals their secrets."""
    with database.routing() as connection:
        connection.execute("delete from installation_secret")


@pytest.fixture(scope="session")
def push_server() -> Iterator[PushService]:
    for base_url in served(create_app()):
        with httpx.Client(base_url=base_url, trust_env=False, timeout=30) as client:
            yield PushService(client)


@pytest.fixture
def push_service(push_server: PushService) -> PushService:
    push_server.calm()
    return push_server
