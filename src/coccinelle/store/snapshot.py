"""A database as it once was: kept aside, and put back between two simulated scripts."""

from typing import Any

import psycopg
from psycopg import sql

Admin = psycopg.Connection[Any]


def keep(admin: Admin) -> sql.Composed:
    """Copies every table of the businesses; returns the statements that put it all back.

    `admin` must be a superuser, whom row-level security and foreign keys do not stop.
    """
    admin.execute("create schema kept")
    statements: list[sql.Composable] = [sql.SQL("set session_replication_role = replica")]
    for table in _tables(admin):
        name = sql.Identifier(table)
        admin.execute(sql.SQL("create table kept.{} as table public.{}").format(name, name))
        count = admin.execute(sql.SQL("select exists (select from kept.{})").format(name))
        is_full = bool((count.fetchone() or (False,))[0])
        columns = sql.SQL(", ").join(map(sql.Identifier, _columns(admin, table)))
        wanted = _PUT_BACK if is_full else (_EMPTY,)
        statements += [s.format(table=name, columns=columns) for s in wanted]
    return sql.SQL("; ").join(statements)


def put_back(admin: Admin, statements: sql.Composed) -> None:
    """All in one round trip; what has not changed is only read."""
    admin.execute(statements)


def _tables(admin: Admin) -> list[str]:
    rows = admin.execute(
        "select t.table_name from information_schema.tables t"
        " join information_schema.columns c using (table_schema, table_name)"
        " where t.table_schema = 'public' and t.table_type = 'BASE TABLE'"
        " and c.column_name = 'business_id' order by 1"
    )
    return [row[0] for row in rows]


def _columns(admin: Admin, table: str) -> list[str]:
    """Those that hold what was written: the others are computed from them."""
    rows = admin.execute(
        "select column_name from information_schema.columns where table_schema = 'public'"
        " and table_name = %s and is_generated = 'NEVER' order by ordinal_position",
        (table,),
    )
    return [row[0] for row in rows]


_EMPTY = sql.SQL("delete from public.{table}")
_PUT_BACK = (
    sql.SQL(
        "delete from public.{table} now where not exists"
        " (select from kept.{table} kept where kept = now)"
    ),
    sql.SQL(
        "insert into public.{table} ({columns}) overriding system value"
        " select {columns} from kept.{table} kept"
        " where not exists (select from public.{table} now where now = kept)"
    ),
)
