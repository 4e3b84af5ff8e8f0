"""The inbox: who has a conversation, what was read, put off, closed; notes, saved replies."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

from coccinelle.store.migrations.security import secure

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("note", "saved_reply", "presence")


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    for table in TABLES:
        secure(bind, table)
