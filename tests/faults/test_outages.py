"""A worker, the database, the provider goes away for a while: everything is answered, once."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from coccinelle.bench.customers import new_sid, phones
from coccinelle.bench.house import wait_until
from tests.faults.conftest import Trial

pytestmark = pytest.mark.timeout(180)

CROWD = phones(3000, 12)
HOURS, PLACE = "vous fermez à quelle heure demain ?", "quelle est votre adresse ?"


def replies_of_all(trial: Trial) -> list[int]:
    """How many each of the crowd has received."""
    return [len(trial.replies(phone)) for phone in CROWD]


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
    assert replies_of_all(trial) == [1] * len(CROWD)


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
    trial.shop.go_on(seconds=61)
    trial.until_all_is_said(60)
    assert trial.inbound() == {HOURS: len(CROWD)}
    assert replies_of_all(trial) == [1] * len(CROWD)
