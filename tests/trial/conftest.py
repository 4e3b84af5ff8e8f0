"""A shop that can be tried, and a worker that hears its bells."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from coccinelle.engine.desk import Desk
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.store import copies
from coccinelle.store.database import Database
from coccinelle.trial import clock
from coccinelle.trial.copy import renew
from coccinelle.trial.play import advance, begin, go_on_playing
from coccinelle.trial.told import replies, told
from coccinelle.trial.write import write
from coccinelle.understanding.late import embedded
from coccinelle.worker.worker import hear
from tests.worlds import new_business

ALICE, BOB = 11, 12  # members who try


class Rung:
    """Rings in the place of the queue: a thread hears them in their order, as a worker does."""

    def __init__(self) -> None:
        self.place: Installation | None = None
        self._rung: list[tuple[int, int]] = []
        self._woken = threading.Condition()
        self._is_over = False

    def ring(self, connection: object, business_id: int, conversation_id: int) -> None:
        with self._woken:
            if (business_id, conversation_id) not in self._rung:
                self._rung.append((business_id, conversation_id))
            self._woken.notify()

    def listen(self) -> None:
        while True:
            with self._woken:
                while not self._rung and not self._is_over:
                    self._woken.wait()
                if self._is_over:
                    return
                one = self._rung.pop(0)
            assert self.place is not None
            hear(self.place.desk, *one)

    def stop(self) -> None:
        with self._woken:
            self._is_over = True
            self._woken.notify()


@dataclass(frozen=True, slots=True)
class Trial:
    """A shop and the copy it is tried on."""

    place: Installation
    shop_id: int
    copy_id: int

    @property
    def shop(self) -> Desk:
        return self.place.desk(self.shop_id)

    def copy(self) -> Desk:
        return self.place.desk(self.copy_id)

    def says(self, text: str, sender: str, kind: str = "sms", subject: str = "") -> None:
        write(self.copy(), kind=kind, sender=sender, text=text, subject=subject)

    def answers(self) -> list[str]:
        return [row.text for row in told(self.copy()) if row.direction == "outbound"]

    def plays(self, script: str, **more: Any) -> list[str]:
        """On a fresh copy, to its end; what was answered."""
        begin(self.shop, script, by=ALICE, kind="script", title="x", **more)
        go_on_playing(self.place.desk, self.copy_id)
        return replies(self.copy())

    def goes_on(self, span: timedelta) -> None:
        advance(self.copy(), self.copy().now() + span)
        go_on_playing(self.place.desk, self.copy_id)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.copy().transaction() as connection:
            return connection.execute(query.encode()).fetchall()


@pytest.fixture(scope="session")
def place(shared_database: Database) -> Iterator[Installation]:
    embedded()  # a worker has read once before its first bell
    patient = pytest.MonkeyPatch()  # with a busy machine: the worker is there
    patient.setattr(clock, "PATIENCE", 60.0)
    patient.setattr(clock, "LONGEST", 100.0)
    bells = Rung()
    found = Installation(Settings(), shared_database, Seal((bytes(32),)), bells=bells)
    bells.place = found
    worker = threading.Thread(target=bells.listen)
    worker.start()
    yield found
    bells.stop()
    worker.join(30)
    patient.undo()


@pytest.fixture
def open_trial(place: Installation) -> Callable[[], Trial]:
    def opener() -> Trial:
        shop_id = new_business(place.database, demo_folder())
        return Trial(place, shop_id, renew(place.desk(shop_id), by=ALICE))

    return opener


@pytest.fixture
def trial(open_trial: Callable[[], Trial]) -> Trial:
    return open_trial()


@pytest.fixture
def known(place: Installation) -> Callable[[int], copies.Copy | None]:
    return lambda shop_id: copies.of(place.database, shop_id, ALICE)
