"""`doctor` and the tests share one lint: each thing that would pierce the walls is named by it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from coccinelle.kit.seal import Seal
from coccinelle.store import channels, health, sealed
from coccinelle.store.database import Database
from tests.worlds import new_business

BREACHES = {
    "alter table contact no force row level security": "Every table has row-level security, forced",
    "alter table contact disable row level security": "Every table has row-level security, forced",
    "create table leaflet (business_id bigint, text text)": "Every table has row-level security",
    "drop policy backup on contact": "Every table has the tenant and the backup policy",
    "create policy more on contact using (true)": "Every table has the tenant and the backup",
    "drop policy tenant on contact; create policy tenant on contact using (business_id ="
    " nullif(current_setting('app.business_id', true), '')::bigint)": "Every tenant policy refuses",
    "alter table contact owner to coccinelle_app": "Every table belongs to coccinelle_owner",
    "create view everyone as select * from contact": "Every view runs with the rights",
    "create materialized view everyone as select 1 as x": "There is no materialized view",
    "create function all_of() returns bigint security definer language sql as"
    " $$ select count(*) from contact $$": "Only the routing functions run with other rights",
    "alter function businesses() owner to coccinelle_owner": "Only the routing functions",
    "alter table contact add unique (id); alter table message add column contact_id bigint"
    " references contact (id)": "Every foreign key names the business",
    "create unique index oracle on message (id)": "No unique key answers for other",
    "grant truncate on contact to coccinelle_app": "The program may neither truncate",
    "grant create on schema public to coccinelle_app": "The program may neither truncate",
    "grant update on audit to coccinelle_app": "The program may only add lines",
    "revoke select on contact from coccinelle_backup": "The backup role can read every",
    "revoke select on sequence contact_id_seq from coccinelle_backup": "The backup role can read",
    "grant temporary on database tests to public": "The program may neither truncate",
    "comment on function businesses() is 'older'": "The database has this version's tables",
    "insert into procrastinate_jobs (queue_name, task_name, status) select 'bells', 'x',"
    " 'failed' from generate_series(1, 1001)": "Finished bells do not pile up",
}


@pytest.fixture
def admin(admin_url: str) -> Iterator[psycopg.Connection]:
    """Whatever is broken is whole again afterwards."""
    with psycopg.connect(admin_url) as connection:
        connection.execute("set timezone = 'UTC'")
        yield connection
        connection.rollback()


def faults(connection: psycopg.Connection, now: datetime | None = None) -> list[str]:
    checks = health.examine(connection, now or datetime.now(UTC))
    ours = [c for c in checks if "is bound by" not in c.claim and "Somebody" not in c.claim]
    return [check.claim for check in ours if check.faults]


def test_a_sound_installation_has_no_fault(database: Database) -> None:
    with database.routing() as connection:
        checks = health.examine(connection, datetime.now(UTC))
    assert [c for c in checks if c.faults and "Somebody attends" not in c.claim] == []
    assert len(checks) == 17


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_named(admin: psycopg.Connection, breach: str) -> None:
    admin.execute(breach.encode())
    found = faults(admin)
    assert any(claim.startswith(BREACHES[breach]) for claim in found), found


def test_the_superuser_is_told_that_nothing_binds_it(admin: psycopg.Connection) -> None:
    first = health.examine(admin, datetime.now(UTC))[0]
    assert "the database role is a superuser" in first.faults


def test_a_clock_that_is_wrong_is_told(admin: psycopg.Connection) -> None:
    assert faults(admin, datetime.now(UTC) + timedelta(seconds=9)) == [
        "The clocks of the database and of this machine agree"
    ]


def test_work_that_nobody_does_is_told(database: Database) -> None:
    business = new_business(database)
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    with database.transaction(business) as connection:
        connection.execute(
            "insert into commitment (kind, due_at, created_at) values ('x', %s, %s)",
            (long_ago, long_ago),
        )
    with database.routing() as connection:
        late = health.examine(connection, datetime.now(UTC))[-2]
    assert "is a worker running?" in late.faults[0]
    with database.transaction(business) as connection:
        connection.execute("delete from commitment")


def test_a_secret_that_no_key_opens_is_told(database: Database) -> None:
    business = new_business(database)
    place = sealed.place(business, "sms_twilio")
    with database.transaction(business) as connection:
        channels.add(
            connection, kind="sms", adapter="sms_twilio", key=f"doctor-{business}", address="",
            settings={}, secrets=Seal((b"a" * 32,)).seal(b"{}", place),
        )  # fmt: skip
        assert sealed.closed(connection, Seal((b"a" * 32,)), business) == []
        (fault,) = sealed.closed(connection, Seal((b"b" * 32,)), business)
    assert "sms_twilio" in fault
