"""For a shop without any contract: the parcels of its file, and a slip to print."""

from datetime import UTC, datetime

import pytest

from coccinelle.connectors.carrier.builtin.slip import return_slip
from coccinelle.core.carrier import LabelWanted, Place, Tracking
from coccinelle.kit.clock import VirtualClock
from coccinelle.kit.pdf import printable
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.store.database import Database
from tests.worlds import new_business

LEAS = "6A13000290106"
EMMAS = "6A13000284708"


def track(database: Database, number: str, now: str) -> Tracking:
    business_id = new_business(database, demo_folder())
    clock = VirtualClock(datetime.fromisoformat(now).astimezone(UTC))
    place = Installation(Settings(demo=True), database, Seal((bytes(32),)), clock=clock)
    return place.desk(business_id).tracker.track(number, "Colissimo")


def test_a_delivered_parcel_tells_when(database: Database) -> None:
    found = track(database, EMMAS, "2025-01-16T10:00+01:00")
    assert found.status == "delivered"
    assert found.delivered_at is not None
    assert f"{found.delivered_at:%d %H:%M}" == "13 11:26"


def test_an_event_to_come_is_not_told_yet(database: Database) -> None:
    found = track(database, EMMAS, "2025-01-11T12:00+01:00")
    assert (found.status, len(found.events)) == ("in_transit", 3)
    assert found.events[0].at > found.events[1].at


@pytest.mark.parametrize(
    ("number", "now", "hour"),
    [(EMMAS, "2025-01-11T12:00+01:00", False), (LEAS, "2025-01-15T12:00+01:00", True)],
)
def test_an_hour_is_known_only_when_the_file_has_one(
    database: Database, number: str, now: str, hour: bool
) -> None:
    found = track(database, number, now)
    assert found.expected_at is not None
    assert found.expected_has_hour == hour


def test_an_unknown_number_has_no_events(database: Database) -> None:
    found = track(database, "6A00000000000", "2025-01-16T10:00+01:00")
    assert (found.status, found.events, found.expected_at) == ("unknown", (), None)


WANTED = LabelWanted(
    "E-2847-1", "2847", "Emma", None, Place("Élégance Paris", "24 Rue de Rivoli", "75004", "Paris"),
    "Pantalon noir <b>89,00 €</b> & co",
)  # fmt: skip


def test_a_slip_is_one_page_and_always_the_same_bytes() -> None:
    slip = return_slip(WANTED)
    assert slip == return_slip(WANTED)
    assert slip.startswith(b"%PDF-")
    assert slip.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [("89,00\u202f€", "89,00\u00a0€"), ("Łódź Đorđe", "Lódz Dorde"), ("a\x00b\u202ec", "abc"),
     ("Œuvre d'été", "Œuvre d'été"), ("日本", "??")],
)  # fmt: skip
def test_every_letter_of_a_paper_can_be_printed(text: str, shown: str) -> None:
    assert printable(text) == shown
