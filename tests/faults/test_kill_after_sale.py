"""Killed around an e-mail's fetch and a carrier's call: one e-mail, one label, one reply."""

import itertools
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from coccinelle.bench.house import House, wait_until
from coccinelle.connectors import opening
from coccinelle.main import adapters
from tests.carriers import KEY, CarrierDouble, colissimo_double, colissimo_server
from tests.faults.conftest import Trial
from tests.mailbox import API_KEY, EMMA, SECRET, SENDER, ResendDouble

__all__ = ["colissimo_double", "colissimo_server"]

# The last moments first: what one worker leaves behind never brings the next one to its own point.
MAIL = ("receipted", "handed_over", "departing", "settled", "fetched")
LABEL = ("answered", "called", "calling", "settled")
ASK = "Bonjour, vous avez la robe fleurie bleue RF-2847 en 38 ?"
EXCHANGE = "Bonjour, le pantalon de ma commande 2847 est trop petit, je voudrais du 38 à la place"
RETURNS = "24 Rue de Rivoli, 75004 Paris"
_domains = itertools.count(1)

pytestmark = pytest.mark.timeout(240)


@dataclass
class Killed:
    """A trial whose worker was killed at a point. street: of its Emma, to tell her label by."""

    trial: Trial
    point: str
    street: str = ""
    mailbox: str = ""


@pytest.fixture(scope="module")
def open_house(house: House) -> Iterator[House]:
    house.start_double()
    house.start_web()
    yield house
    house.stop(*house.processes)


@pytest.fixture(scope="module")
def mails(
    open_house: House, open_trial: Callable[[], Trial], resend_server: ResendDouble
) -> dict[str, Killed]:
    resend_server.forget()
    killed = {point: Killed(open_trial(), point) for point in MAIL}
    _survive(open_house, killed, lambda one: _write(one, resend_server),
             lambda one: bool(_sent(resend_server, one)))  # fmt: skip
    return killed


@pytest.fixture(scope="module")
def labels(
    open_house: House, open_trial: Callable[[], Trial], colissimo_server: CarrierDouble
) -> dict[str, Killed]:
    colissimo_server.ask("DELETE", "labels")
    killed = {point: Killed(open_trial(), point) for point in LABEL}
    _survive(open_house, killed, lambda one: _ask(one, colissimo_server),
             lambda one: bool(one.trial.replies(one.trial.alice)))  # fmt: skip
    return killed


def _survive(
    house: House, killed: dict[str, Killed], begin: Callable[[Killed], None],
    is_over: Callable[[Killed], bool],
) -> None:  # fmt: skip
    """A worker is killed at each point, each in a shop of its own; then one finishes them all."""
    for one in killed.values():
        doomed = house.start_worker(COCCINELLE_FAIL_AT=one.point)
        begin(one)
        assert doomed.wait(30) == -signal.SIGKILL
    worker = house.start_worker()
    for one in killed.values():
        one.trial.shop.go_on(seconds=61)
    wait_until(lambda: all(map(is_over, killed.values())), seconds=60)
    house.stop(worker)


def _sent(resend: ResendDouble, killed: Killed) -> list[dict[str, Any]]:
    domain = killed.mailbox.partition("@")[2]
    return [s for s in resend.sent() if domain in s["body"]["reply_to"][0]]


def _write(killed: Killed, resend: ResendDouble) -> None:
    domain = f"in{next(_domains)}.example.org"
    killed.mailbox = f"bonjour@{domain}"
    settings = adapters()["email_resend"].SETTINGS(
        api_key=API_KEY, webhook_secret=SECRET, sender=SENDER, reply_address=killed.mailbox,
        base_url=resend.base_url,
    )  # fmt: skip
    shop = killed.trial.shop
    resend.listen(**{killed.trial.place.open_channel(shop.business_id, settings): SECRET})
    assert resend.write(ASK, to=[killed.mailbox])["statuses"] == [200]


def _ask(killed: Killed, colissimo: CarrierDouble) -> None:
    trial, killed.street = killed.trial, f"{next(_domains)} rue des Lilas"
    values = {"api_key": KEY, "base_url": colissimo.base_url, "return_address": RETURNS}
    contract = opening.adapters()["colissimo"].SETTINGS(**values)
    trial.place.open_connector(trial.shop.business_id, contract)
    about = {"business": trial.shop.business_id, "phone": trial.alice,
             "home": f"{killed.street}, 75020 Paris"}  # fmt: skip
    trial.shop.tell("update contact c set postal_address = %(home)s from address a where"
                    " a.value = '+33639980002' and (a.business_id, a.contact_id) ="
                    " (c.business_id, c.id) and c.business_id = %(business)s", about)  # fmt: skip
    trial.shop.tell("update address set value = %(phone)s where value = '+33639980002'"
                    " and business_id = %(business)s", about)  # fmt: skip
    assert trial.say(trial.alice, EXCHANGE) == 200


@pytest.mark.parametrize("point", MAIL)
def test_an_email_is_kept_and_answered_once(
    mails: dict[str, Killed], resend_server: ResendDouble, point: str
) -> None:
    killed = mails[point]
    (sent,) = _sent(resend_server, killed)
    assert (killed.trial.inbound(), sent["body"]["to"]) == ({ASK: 1}, [EMMA])


@pytest.mark.parametrize("point", LABEL)
def test_an_exchange_is_opened_and_told_once(labels: dict[str, Killed], point: str) -> None:
    trial = labels[point].trial
    (reply,) = trial.replies(trial.alice)
    assert "T38" in reply
    assert [held.sku for held in trial.holds()] == ["PN-118-38"]


@pytest.mark.parametrize("point", LABEL)
def test_no_label_is_made_twice(
    labels: dict[str, Killed], colissimo_server: CarrierDouble, point: str
) -> None:
    """The one that may have been made is a member's to look for, never asked for again."""
    killed = labels[point]
    shop = killed.trial.shop
    states = shop.ask(
        "select state from action where business_id = %s and kind = 'label.make'", shop.business_id
    )
    senders = [made["asked"]["letter"]["sender"]["address"] for made in colissimo_server.labels()]
    lost = point in ("calling", "called")
    assert states == [("unknown" if lost else "done",)]
    assert [s["line2"] for s in senders].count(killed.street) == (0 if point == "calling" else 1)
