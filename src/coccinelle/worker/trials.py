"""What members have played on their copies: in threads of its own, so that no customer waits."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from threading import Event

import structlog

from coccinelle.engine.desk import Desk
from coccinelle.store import plays
from coccinelle.store.database import Database
from coccinelle.trial.play import go_on_playing

AT_ONCE = 4
LOOK_SECONDS = 0.25
log = structlog.get_logger()


class Trials:
    """Plays taken by this worker. One that fails is taken again once its time is over."""

    def __init__(self, database: Database, open_desk: Callable[[int], Desk]) -> None:
        self._database = database
        self._open_desk = open_desk
        self._threads = ThreadPoolExecutor(AT_ONCE, "trial")
        self._is_over = Event()
        self._taken: set[int] = set()

    def look(self) -> float:
        """Seconds to wait before the next look."""
        for number in plays.waiting(self._database, datetime.now(UTC)):
            if number not in self._taken and len(self._taken) < AT_ONCE:
                self._taken.add(number)
                playing = self._threads.submit(
                    go_on_playing, self._open_desk, number, lambda: not self._is_over.is_set()
                )
                playing.add_done_callback(partial(self._ended, number))
        return LOOK_SECONDS

    def close(self) -> None:
        """Hands over what is being played."""
        self._is_over.set()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _ended(self, number: int, done: Future[None]) -> None:
        self._taken.discard(number)
        if not done.cancelled() and (error := done.exception()):
            log.warning("trial interrupted", business=number, error=type(error).__name__)
