"""Promises fall due: in order, each once, and one that must wait holds up none of the others."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.engine.attend import attend
from coccinelle.engine.commitments import follow_up
from coccinelle.engine.desk import Desk
from coccinelle.store import commitments
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection
from tests.journeys.conftest import MORNING, World


class Kind:
    """A kind of promise that looks somewhere, and writes what it did in `told`."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.error: Exception | None = None

    def look(self, desk: Desk, due: CommitmentRow) -> str:
        if due.params.get("asks") and self.error:
            raise self.error
        return "seen"

    def keep(
        self, desk: Desk, connection: Connection, due: CommitmentRow, seen: str, now: datetime
    ) -> None:
        assert seen == "seen"
        self.told.append(due.reason)
        if due.params.get("hourly"):
            return commitments.put_off(connection, due.id, now + timedelta(hours=1))
        commitments.end(connection, due.id, status="done", because="Tenu", at=now)


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Kind:
    made = Kind()
    monkeypatch.setitem(follow_up.LOOKS, "look", made.look)
    monkeypatch.setitem(follow_up.KEEPERS, "look", made.keep)
    return made


def promise(world: World, reason: str, due_at: datetime, **params: Any) -> None:
    with world.desk.transaction() as connection:
        commitments.add(
            connection, kind="look", due_at=due_at, reason=reason, at=MORNING, params=params
        )


def promises(world: World) -> dict[str, CommitmentRow]:
    with world.desk.transaction() as connection:
        return {row.reason: row for row in commitments.all_of(connection)}


def test_a_stopped_system_catches_up_in_order_and_once(world: World, kind: Kind) -> None:
    for hours in (3, 1, 2):
        promise(world, f"{hours} h", MORNING + timedelta(hours=hours))
    world.go_to(MORNING + timedelta(hours=8))
    attend(world.desk, 0)
    attend(world.desk, 0)
    assert kind.told == ["1 h", "2 h", "3 h"]


def test_what_should_have_been_looked_at_five_times_is_looked_at_once(
    world: World, kind: Kind
) -> None:
    promise(world, "colis", MORNING, hourly=True)
    world.go_to(MORNING + timedelta(hours=5, minutes=30))
    attend(world.desk, 0)
    attend(world.desk, 0)
    assert kind.told == ["colis"]
    assert promises(world)["colis"].due_at > MORNING + timedelta(hours=6)


def test_a_look_that_fails_waits_and_holds_up_none_of_the_others(world: World, kind: Kind) -> None:
    promise(world, "colis", MORNING, asks=True)
    promise(world, "rappel", MORNING)
    kind.error = TemporaryError("Le transporteur ne répond pas.")
    attend(world.desk, 0)
    assert kind.told == ["rappel"]
    waiting = promises(world)["colis"]
    assert (waiting.status, waiting.attempts) == ("pending", 1)
    kind.error = None
    world.go_on(minutes=2)
    attend(world.desk, 0)
    assert kind.told == ["rappel", "colis"]


def test_a_member_is_told_once_when_looks_go_on_failing(world: World, kind: Kind) -> None:
    promise(world, "colis", MORNING, asks=True)
    kind.error = TemporaryError("Le transporteur ne répond pas.")
    for _ in range(8):
        attend(world.desk, 0)
        world.go_on(hours=1)
    assert world.feed() == ["Engagement en attente - colis"]


def test_what_can_never_be_seen_ends_with_its_reason(world: World, kind: Kind) -> None:
    promise(world, "colis", MORNING, asks=True)
    kind.error = PermanentError("Ce numéro n'existe pas.")
    attend(world.desk, 0)
    row = promises(world)["colis"]
    assert (row.status, row.ended_because) == ("failed", "Ce numéro n'existe pas.")
    assert world.feed() == ["Engagement en attente - colis"]


def test_what_was_called_off_during_the_look_is_not_kept(
    world: World, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def called_off(desk: Desk, due: CommitmentRow) -> str:
        with desk.transaction() as connection:
            commitments.end(connection, due.id, status="cancelled", because="Annulé", at=desk.now())
        return "seen"

    monkeypatch.setitem(follow_up.LOOKS, "look", called_off)
    promise(world, "colis", MORNING)
    attend(world.desk, 0)
    assert (kind.told, promises(world)["colis"].status) == ([], "cancelled")


@pytest.mark.parametrize("hour", [0, 1])
def test_in_the_hour_that_autumn_gives_twice_a_look_in_vain_waits_as_ever(
    world: World, kind: Kind, hour: int
) -> None:
    night = datetime(2025, 10, 26, hour, 30, tzinfo=UTC)  # 2h30 in Paris, twice
    promise(world, "colis", night, asks=True)
    kind.error = TemporaryError("Le transporteur ne répond pas.")
    world.go_to(night)
    for _ in range(5):
        attend(world.desk, 0)
    assert promises(world)["colis"].attempts == 1
