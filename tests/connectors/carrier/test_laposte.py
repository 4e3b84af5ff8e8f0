"""La Poste's tracking: what it answers, in our words; every way it fails, a sentence."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coccinelle.connectors.carrier import laposte
from coccinelle.connectors.carrier.laposte.answers import Unreadable, read, statuses
from coccinelle.core.carrier import Carrier, Tracking
from coccinelle.core.errors import PermanentError, TemporaryError
from tests.carriers import KEY, CarrierDouble

PARIS = ZoneInfo("Europe/Paris")
NUMBER = "6A13000290106"
SENT = ("PC1", "2025-01-16T20:05:00+01:00")
MOVING = ("ET1", "2025-01-17T06:10:00+01:00")
IN_THE_VAN = ("MD2", "2025-01-17T08:02:00+01:00")


@contextmanager
def opened(double: CarrierDouble, **settings: Any) -> Iterator[Carrier]:
    values = {"okapi_key": KEY, "base_url": double.base_url, **settings}
    carrier = laposte.open(laposte.SETTINGS.model_validate(values), PARIS)
    try:
        yield carrier
    finally:
        carrier.close()


def track(double: CarrierDouble, number: str = NUMBER, **settings: Any) -> Tracking:
    with opened(double, **settings) as carrier:
        assert carrier.tracker is not None
        return carrier.tracker.track(number, "Colissimo")


def test_a_parcel_is_told_newest_event_first(la_poste: CarrierDouble) -> None:
    la_poste.parcel(NUMBER, SENT, IN_THE_VAN, MOVING)
    found = track(la_poste)
    assert [e.code for e in found.events] == ["MD2", "ET1", "PC1"]
    assert found.status == "out_for_delivery"
    assert found.events[0].at == datetime(2025, 1, 17, 8, 2, tzinfo=PARIS)


@pytest.mark.parametrize(("code", "status"), sorted(statuses().items()))
def test_each_code_has_its_status(la_poste: CarrierDouble, code: str, status: str) -> None:
    la_poste.parcel(NUMBER, SENT, (code, "2025-01-18T10:00:00+01:00"))
    assert track(la_poste).status == status


def test_a_final_event_of_a_return_is_not_a_delivery(la_poste: CarrierDouble) -> None:
    la_poste.parcel(NUMBER, SENT, ("DI2", "2025-01-20T10:00:00+01:00"))
    found = track(la_poste)
    assert (found.status, found.delivered_at) == ("returned", None)


def test_a_code_nobody_knows_keeps_its_words_and_changes_nothing(la_poste: CarrierDouble) -> None:
    event = {"code": "ZZ9", "at": "2025-01-17T09:00:00+01:00", "label": "Tri en cours"}
    first = {"code": "ET1", "at": "2025-01-17T06:10:00+01:00"}
    la_poste.ask("PUT", "parcels", {"number": NUMBER, "events": [event, first]})
    found = track(la_poste)
    assert found.status == "in_transit"
    assert (found.events[0].label, found.events[0].status) == ("Tri en cours", "unknown")


@pytest.mark.parametrize(
    ("told", "hour"),
    [("2025-01-17T12:00:00+01:00", True), ("2025-01-17T00:00:00+01:00", False),
     ("2025-01-17", False)],
)  # fmt: skip
def test_an_hour_is_known_only_when_it_is_told(
    la_poste: CarrierDouble, told: str, hour: bool
) -> None:
    la_poste.parcel(NUMBER, MOVING, expected=told)
    found = track(la_poste)
    assert found.expected_at is not None
    assert (found.expected_at.day, found.expected_has_hour) == (17, hour)


@pytest.mark.parametrize("told", ["", "bientôt", None])
def test_what_is_no_date_is_no_date(la_poste: CarrierDouble, told: str | None) -> None:
    la_poste.parcel(NUMBER, MOVING, expected=told)
    assert track(la_poste).expected_at is None


@pytest.mark.parametrize("number", ["6A99999999999", "12", "6A/../../x", "6A1,6A2", "é" * 13, ""])
def test_a_number_it_does_not_know_has_no_events(la_poste: CarrierDouble, number: str) -> None:
    found = track(la_poste, number)
    assert (found.status, found.events, found.number) == ("unknown", (), number)


def test_spaces_in_a_number_are_ours_to_take_away(la_poste: CarrierDouble) -> None:
    la_poste.parcel(NUMBER, MOVING)
    assert track(la_poste, "6a 13000 290106").status == "in_transit"


def test_several_numbers_come_as_a_list_and_ours_is_taken() -> None:
    body = (
        b'[{"returnCode":404,"idShip":"6A1"},'
        b'{"returnCode":200,"shipment":{"idShip":"6A2","event":[]}}]'
    )
    assert read(body, "6A2").return_code == 200
    assert read(body, "6A1").return_code == 404


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"null", b"[]", b'{"returnCode":"x"}', b"[" * 100_000, b'{"a":1}',
             b'[{"returnCode":200,"idShip":"6A9"}]'],
)  # fmt: skip
def test_an_answer_about_something_else_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, "6A1")


def test_its_page_is_its_own_or_none(la_poste: CarrierDouble) -> None:
    la_poste.parcel(NUMBER, MOVING)
    assert track(la_poste).url.startswith("https://www.laposte.fr/")


@pytest.mark.parametrize("fault", ["server_error", "html", "malformed", "too_many"])
def test_a_failure_is_tried_later(la_poste: CarrierDouble, fault: str) -> None:
    la_poste.parcel(NUMBER, MOVING)
    la_poste.fault(fault, seconds=7)
    with pytest.raises(TemporaryError) as failure:
        track(la_poste)
    assert failure.value.retry_after_seconds == (7 if fault == "too_many" else None)
    assert track(la_poste).status == "in_transit"


def test_an_answer_too_late_is_tried_later(la_poste: CarrierDouble) -> None:
    la_poste.fault("slow", seconds=1)
    with pytest.raises(TemporaryError, match="injoignable"):
        track(la_poste, timeout_seconds=0.1)


def test_a_server_that_is_not_there_is_tried_later(la_poste: CarrierDouble) -> None:
    with pytest.raises(TemporaryError, match="injoignable"):
        track(la_poste, base_url="http://127.0.0.1:9")


def test_a_refused_key_is_for_the_owner(la_poste: CarrierDouble) -> None:
    with pytest.raises(PermanentError, match="clé Okapi"):
        track(la_poste, okapi_key="another key")


def test_the_key_is_tried_without_any_parcel(la_poste: CarrierDouble) -> None:
    with opened(la_poste) as carrier:
        carrier.check()
    with opened(la_poste, okapi_key="another key") as carrier, pytest.raises(PermanentError):
        carrier.check()


def test_no_more_calls_a_second_than_allowed(la_poste: CarrierDouble) -> None:
    started = time.monotonic()
    with opened(la_poste, calls_per_second=20) as carrier:
        for _ in range(5):
            carrier.check()
    assert time.monotonic() - started >= 4 / 20


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254", "https://api.laposte.fr.evil.example", "http://10.0.0.1",
            "https://api.laposte.fr@evil.example", "http://127.0.0.1.evil.example",
            "file:///etc/passwd", "http://localhost:5432/x"],
)  # fmt: skip
def test_only_la_poste_or_this_machine_may_be_asked(url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        laposte.SETTINGS.model_validate({"okapi_key": KEY, "base_url": url})
