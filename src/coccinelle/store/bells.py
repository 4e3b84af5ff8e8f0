"""The queue of bells: a job says which conversation to attend to, the rows say what to do."""

import json
from dataclasses import dataclass
from datetime import datetime

from psycopg.errors import UniqueViolation

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

    The savepoint is needed: a second bell with the same queueing lock is an error in PostgreSQL,
    and an error without savepoint would abort the caller's transaction.
    """
    lock = f"{business_id}:{conversation_id}"
    try:
        with connection.transaction():
            connection.execute(
                "select procrastinate_defer_jobs_v1(array[row("
                "'bells', %s, 0, %s, %s, %s::jsonb, null)::procrastinate_job_to_defer_v1])",
                (TASK, lock, lock, json.dumps(
                    {"business_id": business_id, "conversation_id": conversation_id})),
            )  # fmt: skip
    except UniqueViolation:
        return


def due_work(database: Database, at: datetime, at_most: int = 500) -> list[Due]:
    """What is due now or within a minute, soonest first; `at` is real time."""
    with database.routing() as connection:
        rows = connection.execute("select * from due_work(%s, %s)", (at, at_most)).fetchall()
    return [Due(*row) for row in rows]


def purge_finished(connection: Connection, older_than_hours: int) -> int:
    return connection.execute(
        "delete from procrastinate_jobs j where status in ('succeeded', 'failed', 'cancelled',"
        " 'aborted') and not exists (select from procrastinate_events e where e.job_id = j.id"
        " and e.at > now() - make_interval(hours => %s))",
        (older_than_hours,),
    ).rowcount
