"""Business by business: long silent conversations close; at night, what is past its time goes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import structlog

from coccinelle.engine.business.figures import count_closed_days
from coccinelle.engine.business.purge import purge_at_night
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.closing import close_idle
from coccinelle.store import audit, bells, businesses, copies, login_attempts
from coccinelle.store.database import Database
from coccinelle.trial.copy import empty_unused

LOOK_SECONDS = 900.0
BELLS_KEPT_HOURS = 24  # a trace of what was attended to, should somebody wonder
log = structlog.get_logger()

OpenDesk = Callable[[int], Desk]


async def purge_for_ever(database: Database, open_desk: OpenDesk) -> None:
    """The first look comes after a quarter of an hour: a start has better things to do."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await asyncio.to_thread(purge_all, database, open_desk)


def purge_all(database: Database, open_desk: OpenDesk) -> int:
    """How many businesses were purged. One that cannot be now is tried again at the next look."""
    done = 0
    bells.purge_finished(database, BELLS_KEPT_HOURS)
    login_attempts.forget(database, datetime.now(UTC) - timedelta(hours=1))
    for business_id, _ in businesses.known(database):
        try:
            desk = open_desk(business_id)
            close_idle(desk)
            if purge_at_night(desk):
                done += 1
                _tell_head(database, business_id)
                count_closed_days(desk)
        except psycopg.OperationalError as error:
            log.warning("not purged", business=business_id, error=type(error).__name__)
    _empty_copies(database, open_desk)
    return done


def _empty_copies(database: Database, open_desk: OpenDesk) -> None:
    """What was tried lately is kept until the next night."""
    for copy in copies.known(database):
        try:
            empty_unused(database, open_desk(copy.sandbox_of), copy, datetime.now(UTC))
        except psycopg.OperationalError as error:
            log.warning("not emptied", business=copy.business_id, error=type(error).__name__)


def _tell_head(database: Database, business_id: int) -> None:
    """Outside the database, once a day: a log whose end was cut off would otherwise look whole."""
    with database.transaction(business_id) as connection:
        head = audit.head(connection)
    if head is not None:
        log.info("audit", business=business_id, count=head.id, code=head.hash.hex())
