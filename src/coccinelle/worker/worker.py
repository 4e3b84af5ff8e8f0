"""The worker: hears bells, sweeps what falls due, frees the bells of the dead."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

import procrastinate
import psycopg
import structlog
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status

from coccinelle.engine.attend import attend, stumble
from coccinelle.engine.desk import Desk
from coccinelle.store import bells
from coccinelle.store.database import Database
from coccinelle.worker import nightly
from coccinelle.worker.trials import Trials

SWEEP_SECONDS = 1.0
# A bell rung while its conversation is being attended to can be heard only afterwards, and nobody
# announces it then: the queue is looked at this often besides.
LOOK_SECONDS = 0.1
# That a bell was taken or is done need not be on the disk: forgotten in a crash of the machine, it
# is heard once more, and the rows know what was done.
QUEUE_OPTIONS = "-c synchronous_commit=off"
RESCUE_SECONDS = 5.0
HEARTBEAT_SECONDS = 2.0
DEAD_AFTER_SECONDS = 10.0  # a worker silent this long is dead: its bells are rung again
log = structlog.get_logger()

OpenDesk = Callable[[int], Desk]


async def run(
    database: Database, open_desk: OpenDesk, *, concurrency: int, role: str | None
) -> None:
    """Until cancelled or told to stop by a signal; a conversation being served is finished."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(concurrency + 3))
    queue, trials = _queue(database.url, open_desk, role), Trials(database, open_desk)
    async with queue.open_async():
        helpers = [
            asyncio.create_task(_for_ever(partial(asyncio.to_thread, sweep, database))),
            asyncio.create_task(_for_ever(partial(_rescue, queue))),
            asyncio.create_task(_for_ever(partial(asyncio.to_thread, trials.look))),
            asyncio.create_task(nightly.purge_for_ever(database, open_desk)),
        ]
        try:
            await queue.run_worker_async(
                queues=["bells"],
                concurrency=concurrency,
                fetch_job_polling_interval=LOOK_SECONDS,
                delete_jobs="always",
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                shutdown_graceful_timeout=20,
            )
        finally:
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)
            await asyncio.to_thread(trials.close)


def hear(open_desk: OpenDesk, business_id: int, conversation_id: int) -> None:
    """Whatever goes wrong in one conversation, it is tried again or handed to a member, and the
    worker lives on. One of the two broad catches of the program."""
    desk = open_desk(business_id)
    started = time.perf_counter()
    try:
        attend(desk, conversation_id)
    except Exception as error:  # noqa: BLE001 - see above
        log.error(
            "stumbled",
            business=business_id,
            conversation=conversation_id,
            error=type(error).__name__,
        )
        stumble(desk, conversation_id, error)
    log.info(
        "attended",
        business=business_id,
        conversation=conversation_id,
        seconds=round(time.perf_counter() - started, 4),
    )


def sweep(database: Database) -> float:
    """Rings for everything due; how many seconds until the next thing is."""
    due = bells.due_work(database, datetime.now(UTC))
    bells.ring_late(database, [d for d in due if d.due_in <= 0])
    return min([SWEEP_SECONDS, *(d.due_in for d in due if d.due_in > 0)])


def _queue(url: str, open_desk: OpenDesk, role: str | None) -> procrastinate.App:
    options = QUEUE_OPTIONS + (f" -c role={role}" if role else "")
    queue = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=url, kwargs={"options": options})
    )

    @queue.task(name=bells.TASK, queue="bells")
    def attend_to(business_id: int, conversation_id: int) -> None:
        hear(open_desk, business_id, conversation_id)

    return queue


async def _for_ever(step: Callable[[], Awaitable[float]]) -> None:
    """step: returns the seconds to wait for the next one. A database that is away comes back."""
    while True:
        try:
            pause = await step()
        except (psycopg.OperationalError, ConnectorException) as error:
            log.warning("the database is away", error=type(error).__name__)
            pause = SWEEP_SECONDS
        await asyncio.sleep(max(0.02, pause))


async def _rescue(queue: procrastinate.App) -> float:
    """A dead worker's bell is taken off, so that its conversation can be served: the sweep rings
    again for whatever its rows still want."""
    stalled = await queue.job_manager.get_stalled_jobs(
        queue="bells", seconds_since_heartbeat=DEAD_AFTER_SECONDS
    )
    for job in stalled:
        log.warning("bell of a dead worker taken off")
        await queue.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
    return RESCUE_SECONDS
