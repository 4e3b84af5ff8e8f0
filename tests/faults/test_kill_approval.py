"""A worker killed while a member answers a draft by SMS: her words leave once, and she is told."""

import re
import signal

import pytest

from coccinelle.bench.customers import new_sid
from coccinelle.bench.house import House, wait_until
from coccinelle.store import cases, members, phones
from tests.faults.conftest import Trial

ASKED = "Que mettre avec la robe bordeaux pour un dîner ?"

pytestmark = pytest.mark.timeout(240)


def _employ(trial: Trial) -> None:
    """bob's phone is a member's."""
    with trial.place.database.transaction(trial.shop.business_id) as connection:
        member_id = members.add(connection, name="Sarah", email="sarah2@example.org", role="owner",
                                password_hash="x")  # fmt: skip
        phones.give(connection, member_id, trial.bob)


def _draft(trial: Trial) -> cases.DraftRow | None:
    with trial.place.database.transaction(trial.shop.business_id) as connection:
        return next(iter(cases.drafts(connection)), None)


def _code(trial: Trial) -> str:
    found = [re.findall(r"1 ([2-9A-Z]{4}) pour", told) for told in trial.replies(trial.bob)]
    return next((codes[0] for codes in reversed(found) if codes), "")


@pytest.fixture
def asked(house: House, trial: Trial) -> Trial:
    """A draft waits, and the member has its code."""
    _employ(trial)
    worker = house.start_worker()
    trial.say(trial.alice, ASKED)
    wait_until(lambda: bool(_code(trial)), seconds=60)
    house.stop(worker)
    return trial


@pytest.mark.parametrize("webhooks", [1, 2])
def test_killed_once_the_code_is_used_the_words_leave_once(
    house: House, asked: Trial, webhooks: int
) -> None:
    sid, doomed = new_sid(), house.start_worker(COCCINELLE_FAIL_AT="code_used")
    for _ in range(webhooks):
        assert asked.say(asked.bob, f"1 {_code(asked)}", sid) == 200
    assert doomed.wait(30) == -signal.SIGKILL
    house.start_worker()
    asked.shop.go_on(seconds=61)
    wait_until(lambda: any("Envoyé" in told for told in asked.replies(asked.bob)), seconds=60)
    sent = [said for said in asked.replies(asked.alice) if "blazer" in said]
    draft = _draft(asked)
    assert len(sent) == 1 and draft is not None and draft.status == "sent"


def test_approved_as_it_expires_it_is_sent_or_expired_never_both(
    house: House, asked: Trial
) -> None:
    draft = _draft(asked)
    assert draft is not None and draft.expires_at is not None
    code = _code(asked)
    asked.shop.go_to(draft.expires_at)
    asked.say(asked.bob, f"1 {code}")
    house.start_worker()
    house.start_worker()
    wait_until(lambda: _status(asked) != "waiting", seconds=60)
    asked.until_all_is_said()
    sent = [said for said in asked.replies(asked.alice) if "blazer" in said]
    assert len(sent) == (1 if _status(asked) == "sent" else 0)


def _status(trial: Trial) -> str:
    found = _draft(trial)
    return found.status if found else ""
