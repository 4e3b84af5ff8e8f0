"""The database roles: who owns the tables, who may only use them, who may only route or read."""

import psycopg
from psycopg import sql

OWNER, APP, ROUTER, BACKUP = (
    "coccinelle_owner",
    "coccinelle_app",
    "coccinelle_router",
    "coccinelle_backup",
)


def ensure_roles(admin: psycopg.Connection, *, login: bool) -> None:
    """Creates what is missing; `admin` must be allowed to create roles.

    login: the embedded server lets the program in as each role by its system user; on somebody
    else's server the program logs in with its own name and takes a role.
    """
    known = {row[0] for row in admin.execute("select rolname from pg_roles")}
    for role in (OWNER, APP, ROUTER, BACKUP):
        if role not in known:
            can = "login" if login and role != ROUTER else "nologin"
            admin.execute(
                sql.SQL("create role {} {} noinherit nosuperuser nocreatedb nocreaterole").format(
                    sql.Identifier(role), sql.SQL(can)
                )
            )
        admin.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(role)))
    admin.execute(
        sql.SQL("grant usage, create on schema public to {}").format(sql.Identifier(OWNER))
    )
    admin.execute(sql.SQL("grant create on schema public to {}").format(sql.Identifier(ROUTER)))
    # PostgreSQL lets everybody make temporary tables; whoever owns the database may end that.
    name = sql.Identifier(admin.info.dbname)
    admin.execute(sql.SQL("revoke temporary on database {} from public").format(name))


def faults_of_caller(connection: psycopg.Connection) -> list[str]:
    """Why row-level security would not bind the current role; empty when it does."""
    row = connection.execute(
        "select rolsuper, rolbypassrls, exists (select from pg_class c where c.relowner = r.oid"
        " and c.relkind = 'r') from pg_roles r where rolname = current_user"
    ).fetchone()
    assert row is not None
    reasons = ("is a superuser", "bypasses row-level security", "owns tables")
    return [f"the database role {reason}" for bad, reason in zip(row, reasons, strict=True) if bad]
