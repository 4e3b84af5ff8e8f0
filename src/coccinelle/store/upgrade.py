"""Brings a database to this version's shape: roles, tables, routing functions."""

import hashlib
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from coccinelle.store import roles

HERE = Path(__file__).parent
REVISIONS = HERE / "migrations" / "versions"
ROUTING = HERE / "routing.sql"
ONE_AT_A_TIME = 20250116  # any number: processes that start together wait for each other


def upgrade(admin_url: str, *, embedded: bool) -> None:
    """Safe to call by several processes at once and at every start: 5 ms when nothing is to do."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(%s)", (ONE_AT_A_TIME,))
        if is_current(admin):
            return
        roles.ensure_roles(admin, login=embedded)
        migrate(admin)
        admin.execute("reset role")
        admin.execute(ROUTING.read_bytes())
        admin.execute(
            sql.SQL("comment on function businesses() is {}").format(sql.Literal(_wanted_mark()))
        )


def is_current(connection: psycopg.Connection[Any]) -> bool:
    """Whether the last upgrade was made by this very version."""
    return _mark(connection) == _wanted_mark()


def _mark(admin: psycopg.Connection[Any]) -> str | None:
    """What the last upgrade wrote; a comment, so that it needs no table of its own."""
    row = admin.execute(
        "select obj_description(to_regprocedure('public.businesses()')::oid, 'pg_proc')"
    ).fetchone()
    return row[0] if row else None


def _wanted_mark() -> str:
    content = hashlib.sha256()
    for file in (*sorted(REVISIONS.glob("*.sql")), *sorted(REVISIONS.glob("*.py")), ROUTING):
        content.update(file.read_bytes())
    return content.hexdigest()


def migrate(admin: psycopg.Connection[Any], revision: str = "head") -> None:
    """Tables alone, as far as a revision. Alembic is imported here alone: it takes longer to load
    than all the rest."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    admin.execute("set role coccinelle_owner")
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    admin.autocommit = False
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: admin,
        poolclass=StaticPool,
        pool_reset_on_return=None,
    )
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    admin.autocommit = True
