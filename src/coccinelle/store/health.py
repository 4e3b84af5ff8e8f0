"""Is the installation sound? What `doctor` says of the database, and what the tests hold it to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

import psycopg

from coccinelle.store import roles
from coccinelle.store.upgrade import is_current

Connection = psycopg.Connection[Any]

CLOCK_DRIFT = 2.0  # seconds between the database's clock and ours
LATE = 300.0  # seconds a customer may wait before nobody seems to be working
PILE = 1000  # finished bells: the worker deletes each as it goes

# The doors across businesses: what is not here may not run with another's rights.
DOORS = {"businesses", "copies", "plays", "business_of_channel", "business_of_session",
         "businesses_of_member", "due_work", "search_messages"}  # fmt: skip

# Unique across businesses on purpose: what nobody can guess, and the business's own name.
UNIQUE_EVERYWHERE = {"channel_key", "session_token", "business_slug_key", "document_token",
                     "login_attempt_pkey", "setup_link_pkey", "installation_secret_pkey",
                     "business_copy"}  # fmt: skip

# Hashes, times and sealed keys that belong to no business; open to the program alone.
OF_NOBODY = {"login_attempt", "setup_link", "installation_secret"}
# Lines are added, and never changed.
APPEND_ONLY = {"audit"}


@dataclass(frozen=True, slots=True)
class Check:
    """claim: what is true when there is no fault; faults: what it is not true of."""

    claim: str
    faults: tuple[str, ...]


def examine(connection: Connection, now: datetime) -> list[Check]:
    """`connection` belongs to no business; now: by real time."""
    return [Check(claim, tuple(look(connection))) for claim, look in LINT] + [
        Check("The database has this version's tables and routing functions", _mark(connection)),
        Check("The clocks of the database and of this machine agree", _clock(connection, now)),
        Check("Somebody attends to what is due", _late(connection, now)),
        Check("Finished bells do not pile up", _pile(connection)),
    ]


def _names(query: LiteralString, *values: Any) -> Callable[[Connection], list[str]]:
    def look(connection: Connection) -> list[str]:
        return [str(row[0]) for row in connection.execute(query, values or None)]

    return look


_TABLES: LiteralString = (
    "from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public'"
    " and c.relkind in ('r', 'p') and c.relname !~ '^procrastinate'"
    " and c.relname <> 'alembic_version'"
)

LINT: tuple[tuple[str, Callable[[Connection], list[str]]], ...] = (
    ("The program's role is bound by row-level security", roles.faults_of_caller),
    (
        "Every table has row-level security, forced on its owner too",
        _names(
            "select c.relname " + _TABLES + " and not (c.relrowsecurity and c.relforcerowsecurity)"
        ),
    ),
    (
        "Every table has the tenant and the backup policy, and no other but routing",
        _names(
            "select c.relname " + _TABLES + " and (select coalesce(array_agg(p.polname::text"
            " order by p.polname) filter (where p.polname <> 'routing'), '{}')"
            " from pg_policy p where p.polrelid = c.oid) <> '{backup,tenant}'"
            " and not c.relname = any(%s)",
            sorted(OF_NOBODY),
        ),
    ),
    (
        "Every tenant policy refuses an unset business",
        _names(
            "select polrelid::regclass::text from pg_policy where polname = 'tenant'"
            " and (pg_get_expr(polqual, polrelid) is distinct from pg_get_expr(polwithcheck,"
            " polrelid) or pg_get_expr(polqual, polrelid) not like"
            " '%business_id = (current_setting(''app.business_id''::text))::bigint%')",
        ),
    ),
    (
        "Every table belongs to coccinelle_owner",
        _names("select c.relname " + _TABLES + " and c.relowner <> 'coccinelle_owner'::regrole"),
    ),
    (
        "Every view runs with the rights of who asks",
        _names(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind = 'v' and not"
            " coalesce('security_invoker=true' = any(c.reloptions), false)"
        ),
    ),
    (
        "There is no materialized view",
        _names(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind = 'm'"
        ),
    ),
    (
        "Only the routing functions run with other rights, and only those of the router",
        _names(
            "select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname = 'public' and p.prosecdef and not (p.proname = any(%s)"
            " and p.proowner = 'coccinelle_router'::regrole and p.proconfig is not null)",
            sorted(DOORS),
        ),
    ),
    (
        "Every foreign key names the business",
        _names(
            "select k.conrelid::regclass || '.' || k.conname from pg_constraint k"
            " where k.contype = 'f' and k.conrelid::regclass::text not like 'procrastinate%'"
            " and not exists (select from pg_attribute a where a.attrelid = k.conrelid"
            "  and a.attnum = any(k.conkey) and a.attname = 'business_id')"
        ),
    ),
    (
        "No unique key answers for other businesses",
        _names(
            "select i.indexrelid::regclass::text from pg_index i join pg_class c"
            " on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and i.indisunique and c.relname not like 'procrastinate%%'"
            " and c.relname <> 'alembic_version' and not i.indexrelid::regclass::text = any(%s)"
            " and not exists (select from pg_attribute a where a.attrelid = c.oid"
            "  and a.attnum = any(i.indkey) and a.attname = 'business_id')",
            sorted(UNIQUE_EVERYWHERE),
        ),
    ),
    (
        "The backup role can read every table and sequence",
        _names(
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and c.relkind in ('r', 'p', 'S')"
            " and not case when c.relkind = 'S'"
            "  then has_sequence_privilege('coccinelle_backup', c.oid, 'select')"
            "  else has_table_privilege('coccinelle_backup', c.oid, 'select') end"
        ),
    ),
    (
        "The program may only add lines to the audit log",
        _names(
            "select c.relname " + _TABLES + " and c.relname = any(%s)"
            " and has_table_privilege('coccinelle_app', c.oid, 'update, delete')",
            sorted(APPEND_ONLY),
        ),
    ),
    (
        "The program may neither truncate tables nor make its own",
        _names(
            "select c.relname " + _TABLES
            + " and has_table_privilege('coccinelle_app', c.oid, 'truncate, trigger, references')"
            " union all select 'schema public'"
            " where has_schema_privilege('coccinelle_app', 'public', 'create')"
            " union all select 'temporary tables' where"
            " has_database_privilege('coccinelle_app', current_database(), 'temporary')"
        ),
    ),
)  # fmt: skip


def _mark(connection: Connection) -> tuple[str, ...]:
    return () if is_current(connection) else ("an upgrade is waiting: start the program again",)


def _clock(connection: Connection, now: datetime) -> tuple[str, ...]:
    row = connection.execute("select clock_timestamp(), current_setting('timezone')").fetchone()
    assert row is not None
    drift = abs((row[0] - now).total_seconds())
    faults = [f"they are {drift:.1f} s apart"] if drift > CLOCK_DRIFT else []
    return (*faults, *(["the session is not in UTC"] if row[1] != "UTC" else []))


def _late(connection: Connection, now: datetime) -> tuple[str, ...]:
    row = connection.execute(
        "select count(*), min(due_in) from due_work(%s, 1000) where due_in < %s", (now, -LATE)
    ).fetchone()
    if not row or not row[0]:
        return ()
    return (f"{row[0]} conversations wait since {-row[1] / 60:.0f} min: is a worker running?",)


def _pile(connection: Connection) -> tuple[str, ...]:
    row = connection.execute(
        "select count(*) from procrastinate_jobs where status not in ('todo', 'doing')"
    ).fetchone()
    return (f"{row[0]} are there",) if row and row[0] > PILE else ()
