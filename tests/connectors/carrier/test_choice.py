"""Who is asked for a parcel, how long an answer serves, and what stands in when nobody answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coccinelle.connectors.carrier.kept import MOST, KeptTracker
from coccinelle.connectors.opening import adapters
from coccinelle.core.carrier import Tracker, Tracking
from coccinelle.core.errors import TemporaryError
from coccinelle.kit.clock import VirtualClock
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.store import tracking
from coccinelle.store.database import Database
from tests.carriers import KEY, CarrierDouble
from tests.worlds import new_business

NOW = datetime(2025, 1, 16, 9, tzinfo=UTC)
EMMAS = "6A13000284708"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def tracker(database: Database) -> Iterator[Callable[..., Tracker]]:
    """Of a shop with an access to Suivi v2; clock: at NOW unless given."""
    place = Installation(Settings(demo=True), database, Seal((bytes(32),)))

    def opener(clock: VirtualClock | None = None, **settings: Any) -> Tracker:
        business_id = new_business(database, demo_folder())
        place.clock = clock or VirtualClock(NOW)
        values = {"okapi_key": KEY, **settings}
        place.open_connector(business_id, adapters()["laposte"].SETTINGS(**values))
        return place.desk(business_id).tracker

    yield opener
    place.connections.close()


def test_the_carrier_is_asked_before_the_shops_file(
    tracker: Callable[..., Tracker], la_poste: CarrierDouble
) -> None:
    la_poste.parcel(EMMAS, ("RE1", "2025-01-14T10:00:00+01:00"))
    asked = tracker(base_url=la_poste.base_url)
    assert asked.track(EMMAS, "Colissimo").status == "returned"
    assert asked.track(EMMAS, "Mondial Relay").status == "delivered"


def test_a_number_the_carrier_does_not_know_is_looked_up_in_the_file(
    tracker: Callable[..., Tracker], la_poste: CarrierDouble
) -> None:
    asked = tracker(base_url=la_poste.base_url)
    assert asked.track(EMMAS, "Colissimo").status == "delivered"
    assert asked.track("6A00000000001", "Colissimo").events == ()


def test_a_refused_key_leaves_the_file_and_else_a_failure(
    tracker: Callable[..., Tracker], la_poste: CarrierDouble
) -> None:
    asked = tracker(base_url=la_poste.base_url, okapi_key="another key")
    assert asked.track(EMMAS, "Colissimo").status == "delivered"
    with pytest.raises(TemporaryError, match="clé Okapi"):
        asked.track("6A00000000001", "Colissimo")


def test_a_carrier_that_is_down_is_said_to_be(tracker: Callable[..., Tracker]) -> None:
    with pytest.raises(TemporaryError, match="injoignable"):
        tracker(base_url=NOWHERE).track(EMMAS, "Colissimo")


def test_an_answer_serves_ten_minutes_and_keeps_its_age(
    tracker: Callable[..., Tracker], la_poste: CarrierDouble
) -> None:
    la_poste.parcel(EMMAS, ("ET1", "2025-01-14T10:00:00+01:00"))
    clock = VirtualClock(NOW)
    asked = tracker(clock, base_url=la_poste.base_url)
    asked.track(EMMAS, "Colissimo")
    clock.move_to(NOW + timedelta(minutes=9))
    assert asked.track(EMMAS, "Colissimo").read_at == NOW
    clock.move_to(NOW + timedelta(minutes=11))
    assert asked.track(EMMAS, "Colissimo").read_at == NOW + timedelta(minutes=11)
    assert la_poste.ask("GET", "calls") == {EMMAS: 2}


def test_what_a_carrier_said_last_is_kept_with_its_hour(
    database: Database, la_poste: CarrierDouble
) -> None:
    la_poste.parcel(EMMAS, ("ET1", "2025-01-14T10:00:00+01:00"))
    place = Installation(Settings(demo=True), database, Seal((bytes(32),)), clock=VirtualClock(NOW))
    business_id = new_business(database, demo_folder())
    keys = {"okapi_key": KEY, "base_url": la_poste.base_url}
    place.open_connector(business_id, adapters()["laposte"].SETTINGS(**keys))
    place.desk(business_id).tracker.track(EMMAS, "Colissimo")
    with database.transaction(business_id) as connection:
        told = tracking.last_read(connection, EMMAS)
    assert told is not None
    assert (told.status, told.read_at, len(told.events)) == ("in_transit", NOW, 1)
    place.connections.close()


def test_a_fresh_answer_is_asked_for_each_time(
    tracker: Callable[..., Tracker], la_poste: CarrierDouble
) -> None:
    asked = tracker(base_url=la_poste.base_url)
    for _ in range(3):
        asked.track(EMMAS, "Colissimo", fresh=True)
    assert la_poste.ask("GET", "calls") == {EMMAS: 3}


class Counting:
    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        return Tracking(number, carrier, "in_transit", (), NOW)


def test_what_is_kept_is_one_businesss_own_and_never_more_than_so_many() -> None:
    kept: dict[tuple[int, str, str], Tracking] = {}
    ours, theirs = (KeptTracker(Counting(), number, lambda: NOW, kept) for number in (1, 2))
    ours.track("6A1")
    kept[1, "6A1", ""] = replace(kept[1, "6A1", ""], status="delivered")
    assert (ours.track("6A1").status, theirs.track("6A1").status) == ("delivered", "in_transit")
    for number in range(MOST + 10):
        ours.track(f"6A{number}")
    assert len(kept) == MOST
