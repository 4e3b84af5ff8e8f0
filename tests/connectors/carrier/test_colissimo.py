"""Colissimo's return labels: one asked for, one made; a doubt is never repeated."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coccinelle.connectors.carrier import colissimo
from coccinelle.connectors.carrier.colissimo import multipart
from coccinelle.core.carrier import Carrier, Label, LabelWanted, Place
from coccinelle.core.errors import OutcomeUnknown, PermanentError, TemporaryError
from tests.carriers import KEY, CarrierDouble

EMMA = Place("Emma", "5 rue de l'Église", "69001", "Lyon", phone="+33639980002")
SHOP = Place("Élégance Paris", "24 Rue de Rivoli", "75004", "Paris", phone="+33199001234")
WANTED = LabelWanted("E-2847-1", "2847", "Emma", EMMA, SHOP, "Pantalon noir, taille 40")


@contextmanager
def opened(double: CarrierDouble, **settings: Any) -> Iterator[Carrier]:
    values = {"api_key": KEY, "base_url": double.base_url, **settings}
    carrier = colissimo.open(colissimo.SETTINGS.model_validate(values), ZoneInfo("Europe/Paris"))
    try:
        yield carrier
    finally:
        carrier.close()


def make(double: CarrierDouble, wanted: LabelWanted = WANTED, **settings: Any) -> Label:
    with opened(double, **settings) as carrier:
        assert carrier.labels is not None
        return carrier.labels.make(wanted)


def test_the_customer_is_the_sender_and_the_shop_the_addressee(
    colissimo_double: CarrierDouble,
) -> None:
    label = make(colissimo_double)
    (made,) = colissimo_double.labels()
    letter = made["asked"]["letter"]
    assert letter["service"]["productCode"] == "CORE"
    assert letter["sender"]["address"]["city"] == "Lyon"
    assert letter["sender"]["senderParcelRef"] == "E-2847-1"
    assert letter["addressee"]["address"]["companyName"] == "Élégance Paris"
    assert (label.parcel_number, label.pdf[:5]) == (made["number"], b"%PDF-")


def test_what_is_too_long_is_cut_where_colissimo_cuts_it(colissimo_double: CarrierDouble) -> None:
    long = replace(EMMA, name="Emma " + "x" * 60, line="12 bis, avenue du Général " * 3)
    make(colissimo_double, replace(WANTED, sender=long))
    address = colissimo_double.labels()[0]["asked"]["letter"]["sender"]["address"]
    assert (len(address["line2"]), len(address["line3"]), len(address["lastName"])) == (35, 35, 35)


@pytest.mark.parametrize(
    "sender",
    [None, replace(EMMA, zip_code=""), replace(EMMA, line=""), replace(EMMA, country="BE")],
)
def test_an_address_no_parcel_can_leave_from_asks_nobody(
    colissimo_double: CarrierDouble, sender: Place | None
) -> None:
    with pytest.raises(PermanentError):
        make(colissimo_double, replace(WANTED, sender=sender))
    assert colissimo_double.labels() == []


def test_a_refusal_is_told_in_its_words(colissimo_double: CarrierDouble) -> None:
    with pytest.raises(PermanentError, match="30200"):
        make(colissimo_double, replace(WANTED, sender=replace(EMMA, email="x" * 90)))


def test_a_refused_key_is_for_the_owner(colissimo_double: CarrierDouble) -> None:
    with pytest.raises(PermanentError, match="clé d'API"):
        make(colissimo_double, api_key="another key")


@pytest.mark.parametrize("fault", ["slow", "malformed", "html", "server_error"])
def test_a_broken_answer_after_the_work_is_a_doubt_and_not_a_failure(
    colissimo_double: CarrierDouble, fault: str
) -> None:
    colissimo_double.fault(fault, done=True, seconds=9)
    with pytest.raises(OutcomeUnknown, match="Colissimo Box"):
        make(colissimo_double, timeout_seconds=2)
    assert len(colissimo_double.labels()) == 1


def test_asked_to_slow_down_nothing_was_made(colissimo_double: CarrierDouble) -> None:
    colissimo_double.fault("too_many", seconds=30)
    with pytest.raises(TemporaryError) as failure:
        make(colissimo_double)
    assert failure.value.retry_after_seconds == 30
    assert colissimo_double.labels() == []


def test_nobody_there_nothing_made(colissimo_double: CarrierDouble) -> None:
    with pytest.raises(TemporaryError):
        make(colissimo_double, base_url="http://127.0.0.1:9")


def test_the_dry_run_makes_nothing(colissimo_double: CarrierDouble) -> None:
    with opened(colissimo_double) as carrier:
        carrier.check()
    assert colissimo_double.labels() == []
    with opened(colissimo_double, api_key="another key") as carrier, pytest.raises(PermanentError):
        carrier.check()


def answer(*parts: bytes, end: bytes = b"--b--\r\n") -> bytes:
    return b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + end


INFO = b"Content-ID: <jsonInfos>\r\n\r\n{}"


def test_a_binary_part_keeps_every_byte() -> None:
    raw = b"%PDF\r\n\x00\xff\n\n--c\r\n"
    found = multipart.parts(
        "multipart/mixed; boundary=b", answer(INFO, b"Content-ID: <label>\r\n\r\n" + raw)
    )
    assert found == {"jsonInfos": b"{}", "label": raw}


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/json", answer(INFO)),
        ("multipart/mixed", answer(INFO)),
        ("multipart/mixed; boundary=other", answer(INFO)),
        ("multipart/mixed; boundary=b", answer(INFO, end=b"")),
        ("multipart/mixed; boundary=b", b""),
        ("multipart/mixed; boundary=b", answer(b"no name\r\n\r\n{}")),
        ("multipart/mixed; boundary=b", answer(b"Content-ID: <jsonInfos>")),
        ("multipart/mixed; boundary=b", answer(*[INFO] * 11)),
        ("multipart/mixed; boundary=b", b"before" + answer(INFO)),
    ],
)
def test_an_answer_that_is_not_whole_is_no_answer(media_type: str, body: bytes) -> None:
    with pytest.raises(multipart.Malformed):
        multipart.parts(media_type, body)


@pytest.mark.parametrize(
    "url", ["https://ws.colissimo.fr.evil.example", "http://169.254.169.254", "http://10.0.0.1",
            "https://ws.colissimo.fr/x@evil.example"],
)  # fmt: skip
def test_only_colissimo_or_this_machine_may_be_asked(url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        colissimo.SETTINGS.model_validate({"api_key": KEY, "base_url": url})
