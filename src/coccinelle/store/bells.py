"""The queue of bells: a job says which conversation to attend to, the rows say what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coccinelle.store.database import Connection, Database

TASK = "attend"


@dataclass(frozen=True, slots=True)
class Due:
    """conversation_id 0: the business itself; due_in: seconds, negative when late."""

    business_id: int
    conversation_id: int
    due_in: float


def ring(connection: Connection, business_id: int, conversation_id: int) -> None:
    """Rings once the transaction commits; a bell already waiting is enough.

    Written without the queue's own function, for which a second bell is an error: it would need a
    savepoint, and going back to one makes psycopg forget every statement it had prepared.
    """
    _ring(connection, [business_id], [conversation_id])


def ring_late(database: Database, due: Sequence[Due]) -> None:
    """All in one statement; conversations being attended to are left alone."""
    if due:
        with database.routing() as connection:
            _ring(
                connection, [d.business_id for d in due], [d.conversation_id for d in due],
                " where not exists (select from procrastinate_jobs j"
                "  where j.lock = wanted.lock and j.status = 'doing')",
            )  # fmt: skip


def due_work(database: Database, at: datetime, at_most: int = 500) -> list[Due]:
    """What is due now or within a minute, soonest first; `at` is real time."""
    with database.routing() as connection:
        rows = connection.execute("select * from due_work(%s, %s)", (at, at_most)).fetchall()
    return [Due(*row) for row in rows]


def _ring(
    connection: Connection, businesses: list[int], conversations: list[int], where: str = ""
) -> None:
    connection.execute(
        "insert into procrastinate_jobs"
        " (queue_name, task_name, priority, lock, queueing_lock, args)"
        " select 'bells', %s, 0, lock, lock,"
        "  jsonb_build_object('business_id', b, 'conversation_id', c)"
        " from (select b, c, b || ':' || c as lock"
        "  from unnest(%s::bigint[], %s::bigint[]) as t (b, c)) as wanted"
        f"{where} on conflict (queueing_lock) where status = 'todo' do nothing",
        (TASK, businesses, conversations),
    )


def purge_finished(database: Database, older_than_hours: int) -> int:
    """How many bells that were attended to long ago are gone."""
    with database.routing() as connection:
        return connection.execute(
            "delete from procrastinate_jobs j where status in ('succeeded', 'failed', 'cancelled',"
            " 'aborted') and not exists (select from procrastinate_events e where e.job_id = j.id"
            " and e.at > now() - make_interval(hours => %s))",
            (older_than_hours,),
        ).rowcount
