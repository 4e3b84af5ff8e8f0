"""Killed at every commit boundary of the turn: nothing lost, nothing done or said twice."""

import signal
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from coccinelle.bench.customers import new_sid
from coccinelle.bench.house import House, Process, wait_until
from coccinelle.engine.commitments import follow_up
from coccinelle.engine.delivery import deliver
from coccinelle.engine.turn import receive, settle
from coccinelle.kit import failpoints
from coccinelle.store import commitments
from tests.faults.conftest import HOLD, Trial

ON_THE_WAY = (receive, settle, deliver, follow_up)  # what an SMS goes through
POINTS = [
    point.name
    for module in ON_THE_WAY
    for point in vars(module).values()
    if isinstance(point, failpoints.FailPoint)
]
OF_THE_WEB = "kept"

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def survived(house: House, open_trial: Callable[[], Trial]) -> Iterator[dict[str, Trial]]:
    """A process killed at each point, in a shop of its own; then one worker finishes them all."""
    house.start_double()
    web = house.start_web()
    trials = {name: open_trial() for name in POINTS}
    for name in POINTS:
        if name == OF_THE_WEB:
            house.stop(web)
            web = _kill_web(trials[name])
        else:
            _kill_worker(trials[name], name)
    house.start_worker()
    for trial in trials.values():
        trial.shop.go_on(seconds=61)  # a message of unknown fate is looked up after a minute
    for trial in trials.values():
        trial.until_all_is_said()
    yield trials
    house.stop(*house.processes)


def _kill_web(trial: Trial) -> Process:
    """The provider had no answer: it posts the same message again, to the next web server."""
    doomed, sid = trial.house.start_web(COCCINELLE_FAIL_AT=OF_THE_WEB), new_sid()
    assert trial.say(trial.alice, HOLD, sid) == 0
    assert doomed.wait(10) == -signal.SIGKILL
    web = trial.house.start_web()
    assert trial.say(trial.alice, HOLD, sid) == 200
    return web


def _kill_worker(trial: Trial, name: str) -> None:
    doomed = trial.house.start_worker(COCCINELLE_FAIL_AT=name)
    assert trial.say(trial.alice, HOLD) == 200
    wait_until(lambda: doomed.poll() is not None or bool(trial.holds()), seconds=20)
    if name in ("looked", "followed_up"):
        trial.shop.go_to(_reminder(trial))
    assert doomed.wait(20) == -signal.SIGKILL


def _reminder(trial: Trial) -> datetime:
    """When the reminder of the hold falls due."""
    with trial.place.database.transaction(trial.shop.business_id) as connection:
        promises = commitments.all_of(connection)
    return next(promise.due_at for promise in promises if promise.kind == "reminder")


@pytest.mark.parametrize("name", POINTS)
def test_a_message_is_kept_and_answered_once(survived: dict[str, Trial], name: str) -> None:
    trial = survived[name]
    assert trial.inbound() == {HOLD: 1}
    replies = [reply for reply in trial.replies(trial.alice) if "rappel" not in reply.lower()]
    assert len(replies) == 1, replies


@pytest.mark.parametrize("name", POINTS)
def test_one_item_is_put_aside_once(survived: dict[str, Trial], name: str) -> None:
    assert [held.sku for held in survived[name].holds()] == ["RF-2847-36"]


def test_a_reminder_killed_before_it_left_is_sent_once(survived: dict[str, Trial]) -> None:
    trial = survived["followed_up"]
    reply, reminder = trial.replies(trial.alice)
    assert reply != reminder
    assert "RF-2847" in reminder or "robe" in reminder.lower()


def test_outside_a_demo_no_process_dies_by_its_environment(trial: Trial) -> None:
    worker = trial.house.start_worker(COCCINELLE_DEMO="0", COCCINELLE_FAIL_AT="settled")
    trial.say(trial.alice, HOLD)
    trial.until_all_is_said(20)
    assert worker.poll() is None
    assert len(trial.replies(trial.alice)) == 1
