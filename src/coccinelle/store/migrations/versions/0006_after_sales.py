"""E-mail threads, orders that are changed and exchanged, proofs of who writes, members' alerts."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

from coccinelle.store.migrations.security import secure

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = (
    "attachment", "incoming", "connector", "proof", "merge", "exchange", "order_change",
    "withdrawal", "document",
)  # fmt: skip


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    for table in TABLES:
        secure(bind, table)
