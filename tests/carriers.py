"""Carriers' doubles as a test speaks to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from coccinelle.sandbox import colissimo, laposte
from tests.loopback import served

KEY = "a-key-of-ours"


@dataclass
class CarrierDouble:
    client: httpx.Client

    @property
    def base_url(self) -> str:
        return str(self.client.base_url).rstrip("/")

    def fault(self, fault: str, **details: Any) -> None:
        self.ask("POST", "faults", {"fault": fault, **details})

    def ask(self, method: str, what: str, asked: object = None) -> Any:
        answer = self.client.request(method, f"/_sandbox/{what}", json=asked).raise_for_status()
        return answer.json() if answer.content else None

    def parcel(self, number: str, *events: tuple[str, str], **details: Any) -> None:
        told = [{"code": code, "at": at} for code, at in events]
        self.ask("PUT", "parcels", {"number": number, "events": told, **details})

    def labels(self) -> list[dict[str, Any]]:
        return list(self.ask("GET", "labels"))


def _doubled(app: Any) -> Iterator[CarrierDouble]:
    for base_url in served(app):
        with httpx.Client(base_url=base_url, trust_env=False, verify=False, timeout=30) as client:
            yield CarrierDouble(client)


@pytest.fixture(scope="session")
def laposte_server() -> Iterator[CarrierDouble]:
    yield from _doubled(laposte.create_app(KEY))


@pytest.fixture(scope="session")
def colissimo_server() -> Iterator[CarrierDouble]:
    yield from _doubled(colissimo.create_app(KEY))


@pytest.fixture
def la_poste(laposte_server: CarrierDouble) -> CarrierDouble:
    laposte_server.ask("DELETE", "parcels")
    return laposte_server


@pytest.fixture
def colissimo_double(colissimo_server: CarrierDouble) -> CarrierDouble:
    colissimo_server.ask("DELETE", "labels")
    return colissimo_server
