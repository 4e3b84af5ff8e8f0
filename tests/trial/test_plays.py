"""What is played goes on by itself, ends once, and disturbs nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from coccinelle.core.errors import PermanentError
from coccinelle.store import plays
from coccinelle.store.plays import PlayRow
from coccinelle.trial import play, scenarios
from coccinelle.trial.copy import renew
from coccinelle.trial.people import NEW
from coccinelle.trial.play import LEASE, MOST_TRIES, advance, begin, go_on_playing, stop
from tests.trial.conftest import ALICE, BOB, Trial

TWO = """
start: 2025-01-16T10:15
turns:
  - {at: +0s, from: "+33639980091", text: "Bonjour, quels sont vos horaires samedi ?"}
  - {at: +10m, from: "+33639980091", text: "Et où êtes-vous, quelle est votre adresse ?"}
"""


def begun(trial: Trial, script: str = TWO) -> None:
    begin(trial.shop, script, by=ALICE, kind="script", title="x")


def row(trial: Trial) -> PlayRow:
    with trial.copy().transaction() as connection:
        found = plays.current(connection)
    assert found is not None
    return found


def after_a_turn(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker dies when the first message was played, and nobody counted it."""

    def dies(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(play, "_count", dies)
    with pytest.raises(KeyboardInterrupt):
        go_on_playing(trial.place.desk, trial.copy_id)
    monkeypatch.undo()


def lease_is_over(trial: Trial) -> None:
    trial.rows("update business set play_at = now() - interval '1 second' returning 1")


def test_what_is_begun_waits_for_a_worker_and_is_over_when_it_was_played(trial: Trial) -> None:
    begun(trial)
    assert trial.copy_id in plays.waiting(trial.place.database, datetime.now(UTC))
    go_on_playing(trial.place.desk, trial.copy_id)
    assert (row(trial).is_over, row(trial).turn, row(trial).told) == (True, 2, "")
    assert trial.copy_id not in plays.waiting(trial.place.database, datetime.now(UTC))


def test_a_worker_at_it_keeps_the_others_away(trial: Trial) -> None:
    begun(trial)
    now = datetime.now(UTC)
    with trial.copy().transaction() as connection:
        assert plays.claim(connection, now, now + LEASE)
    go_on_playing(trial.place.desk, trial.copy_id)
    assert row(trial).turn == 0


def test_a_worker_that_dies_is_relieved_and_nothing_is_said_twice(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(trial)
    after_a_turn(trial, monkeypatch)
    assert row(trial).turn == 0
    lease_is_over(trial)
    go_on_playing(trial.place.desk, trial.copy_id)
    assert trial.rows("select count(*) from message where direction = 'inbound'") == [(2,)]
    assert len(trial.answers()) == 2


def test_after_a_death_the_copy_can_be_stopped_and_written_to(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(trial)
    after_a_turn(trial, monkeypatch)
    stop(trial.copy())
    lease_is_over(trial)
    go_on_playing(trial.place.desk, trial.copy_id)
    trial.says("Merci", NEW.phone)
    assert trial.rows("select count(*) from message where direction = 'inbound'") == [(2,)]


def test_a_worker_that_stops_hands_over_at_once(trial: Trial) -> None:
    begun(trial)
    go_on_playing(trial.place.desk, trial.copy_id, lambda: False)
    assert trial.copy_id in plays.waiting(trial.place.database, datetime.now(UTC))
    go_on_playing(trial.place.desk, trial.copy_id)
    assert row(trial).is_over


def test_a_turn_that_fails_each_time_ends_the_play(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(trial)
    for _ in range(MOST_TRIES):
        after_a_turn(trial, monkeypatch)
        lease_is_over(trial)
    go_on_playing(trial.place.desk, trial.copy_id)
    assert row(trial).told == play.STUMBLED


def test_what_lasts_too_long_is_ended(trial: Trial) -> None:
    begun(trial)
    trial.rows("update trial_play set started_at = now() - interval '6 minutes' returning 1")
    go_on_playing(trial.place.desk, trial.copy_id)
    assert row(trial).told == play.TOO_LONG


def test_a_second_play_is_refused_while_one_goes_on(trial: Trial) -> None:
    begun(trial)
    with pytest.raises(PermanentError, match="en train de se jouer"):
        advance(trial.copy(), trial.copy().now() + timedelta(hours=1))


def test_a_script_that_is_too_long_is_refused(trial: Trial) -> None:
    line = '  - {at: +0s, from: "+33639980091", text: "Bonjour"}\n'
    with pytest.raises(PermanentError, match="60 messages"):
        begun(trial, f"turns:\n{line * 61}")


def test_two_members_play_at_once_and_neither_sees_the_other(trial: Trial) -> None:
    of_bob = renew(trial.shop, by=BOB)
    assert of_bob != trial.copy_id
    begin(trial.shop, TWO, by=BOB, kind="script", title="x")
    trial.says("Bonjour, quels sont vos horaires ?", NEW.phone)
    go_on_playing(trial.place.desk, of_bob)
    assert trial.rows("select count(*) from message where direction = 'inbound'") == [(1,)]
    assert trial.rows("select count(*) from trial_play") == [(0,)]


def test_the_copy_made_again_ends_what_was_played_on_it(trial: Trial) -> None:
    begun(trial)
    renew(trial.shop, by=ALICE)
    go_on_playing(trial.place.desk, trial.copy_id)
    assert trial.rows("select count(*) from message") == [(0,)]


def test_the_replies_of_a_kept_script_are_compared_at_the_end(trial: Trial) -> None:
    before = trial.plays(TWO)
    begin(trial.shop, TWO, by=ALICE, kind="again", title="", replies=[before[0], "Autre chose"])
    go_on_playing(trial.place.desk, trial.copy_id)
    assert [was for was, _ in row(trial).changes] == ["Autre chose"]


def test_a_scenario_played_on_a_copy_leaves_the_shop_as_it_was(trial: Trial) -> None:
    query = b"select count(*), sum(reserved) from variant left join message on true"
    with trial.shop.transaction() as connection:
        before = connection.execute(query).fetchall()
    trial.plays(scenarios.of_sector("boutique")[0].text, instead=scenarios.goods(trial.shop))
    with trial.shop.transaction() as connection:
        assert connection.execute(query).fetchall() == before
