"""A worker, the database, the provider goes away for a while: everything is answered, once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from coccinelle.bench.customers import new_sid, phones
from coccinelle.bench.house import wait_until
from tests.faults.conftest import HOLD, Trial

pytestmark = pytest.mark.timeout(180)

CROWD = phones(3000, 12)
HOURS, PLACE = "vous fermez à quelle heure demain ?", "quelle est votre adresse ?"


def insist(trial: Trial, phone: str, text: str) -> None:
    """As a provider does: the same message again until it was taken."""
    sid = new_sid()
    wait_until(lambda: trial.say(phone, text, sid) == 200, seconds=30)


def test_a_worker_is_killed_among_its_conversations_and_the_other_finishes(trial: Trial) -> None:
    doomed, _ = (trial.house.start_worker() for _ in range(2))
    trial.until_workers_are(2)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda phone: trial.say(phone, HOURS), CROWD))
    doomed.kill()
    trial.shop.go_on(seconds=61)
    trial.until_all_is_said(30)
    assert [len(trial.replies(phone)) for phone in CROWD] == [1] * len(CROWD)


def test_the_database_is_restarted_among_messages(trial: Trial) -> None:
    trial.house.start_worker()
    trial.until_workers_are(1)
    with ThreadPoolExecutor(4) as pool:
        posts = [pool.submit(insist, trial, phone, HOURS) for phone in CROWD]
        trial.house.server.stop()
        time.sleep(1)
        trial.house.server.start()
        for post in posts:
            post.result()
    time.sleep(3)  # what is in flight arrives first: our clock jumps, the provider's does not
    trial.shop.go_on(seconds=61)
    trial.until_all_is_said(60)
    assert trial.inbound() == {HOURS: len(CROWD)}
    assert [len(trial.replies(phone)) for phone in CROWD] == [1] * len(CROWD)
    # what only the sweep can ring for is heard, too
    trial.policy(burst_wait_seconds={"sms": 0.5})
    trial.say(trial.alice, PLACE)
    trial.until_all_is_said(20)
    assert len(trial.replies(trial.alice)) == 1


def test_a_bell_rung_while_its_conversation_is_attended_to_is_not_lost(trial: Trial) -> None:
    trial.house.start_worker()
    trial.until_workers_are(1)
    trial.fault(fault="slow", seconds=1.5)
    trial.say(trial.alice, HOURS)
    wait_until(lambda: trial.is_sending(), seconds=10)
    trial.say(trial.alice, PLACE)
    trial.until_all_is_said(10)
    first, second = trial.replies(trial.alice)
    assert "19h" in first
    assert "Rivoli" in second


def test_what_a_provider_could_not_take_leaves_later_in_order_and_once(trial: Trial) -> None:
    provider = trial.house.processes[0]
    trial.house.stop(provider)
    trial.house.start_worker()
    for text in (HOLD, PLACE):
        trial.say(trial.alice, text)
        wait_until(lambda: not trial.unanswered(), seconds=20)
    trial.house.start_double()
    trial.shop.go_on(seconds=30)
    trial.until_all_is_said(20)
    first, second = trial.replies(trial.alice)
    assert "RF-2847" in first or "robe" in first
    assert "Rivoli" in second
