"""The owner in the loop: prepared cases, approval by SMS, pause, autonomy, gaps of the pages."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

from coccinelle.store.migrations.security import secure

revision = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = (
    "approval", "wrong_code", "knowledge_gap", "autonomy", "autonomy_change", "correction",
)  # fmt: skip


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    for table in TABLES:
        secure(bind, table)
