"""The first tables, row-level security on all of them, and the queue of bells."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

from coccinelle.store.migrations.security import secure

revision = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROUTED = ("business", "channel", "member", "session", "conversation", "commitment", "message")


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    tables = [row[0] for row in bind.exec_driver_sql(_OUR_TABLES)]
    for table in tables:
        secure(bind, table)
    for table in ROUTED:
        bind.exec_driver_sql(
            f"create policy routing on {table} for select to coccinelle_router using (true)"
        )
    bind.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    bind.exec_driver_sql(_GRANTS)


_OUR_TABLES = (
    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'"
)

_GRANTS = """
grant usage on schema public to coccinelle_app, coccinelle_router, coccinelle_backup;
grant select, insert, update, delete on all tables in schema public to coccinelle_app;
revoke insert, update, delete on alembic_version from coccinelle_app;
grant usage on all sequences in schema public to coccinelle_app;
grant select on all tables in schema public to coccinelle_backup;
grant select on all sequences in schema public to coccinelle_backup;
grant select on business, channel, member, session, conversation, commitment, message
    to coccinelle_router;
"""
