"""What is past its time goes, at the next look."""

import psycopg
import pytest

from coccinelle.engine.desk import Desk
from coccinelle.store import bells
from coccinelle.store.database import Database
from coccinelle.worker import nightly
from tests.worlds import new_business


def rung_long_ago(database: Database, status: str) -> int:
    """A bell of a conversation nobody has, as it was left two days ago."""
    business_id = new_business(database)
    with database.transaction(business_id) as connection:
        bells.ring(connection, business_id, 1)
        row = connection.execute(
            "update procrastinate_jobs set status = %s where queueing_lock = %s returning id",
            (status, f"{business_id}:1"),
        ).fetchone()
        assert row is not None
        connection.execute(
            "update procrastinate_events set at = now() - interval '2 days' where job_id = %s", row
        )
    return int(row[0])


def no_desk(business_id: int) -> Desk:
    """Other tests' businesses are left alone."""
    raise psycopg.OperationalError


def is_there(database: Database, job_id: int) -> bool:
    with database.routing() as connection:
        found = connection.execute("select from procrastinate_jobs where id = %s", (job_id,))
        return found.fetchone() is not None


@pytest.mark.parametrize(("status", "is_kept"), [("succeeded", False), ("todo", True)])
def test_bells_attended_to_long_ago_are_not_kept(
    shared_database: Database, status: str, is_kept: bool
) -> None:
    job_id = rung_long_ago(shared_database, status)
    nightly.purge_all(shared_database, no_desk)
    assert is_there(shared_database, job_id) == is_kept
